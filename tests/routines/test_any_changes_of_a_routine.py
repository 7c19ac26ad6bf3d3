"""Any changes of a routine in any order."""

import html
import re
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from exercises.models import Exercise
from routines.actions.prescription import Manner, change_prescription, copy_exercise, put_back
from routines.actions.routine import (
    add_day,
    add_exercise,
    copy_routine,
    join_exercises,
    leave_superset,
    move_exercise,
    remove_day,
    remove_exercise,
)
from routines.actions.routine_in_use import use_routine
from routines.actions.routine_rows import NotPossible
from routines.actions.target_overrides import Chosen
from routines.models import (
    ItemSums,
    PlannedSession,
    Routine,
    Session,
    SessionItem,
    SetLog,
)
from tests import builders
from tests.conftest import NOON

DAY = timedelta(days=1)
TODAY = NOON.date()


def logged(person):
    """Every column of what a person logged: sessions, exercises, sets and their sums."""
    models = (Session, SessionItem, SetLog, ItemSums)
    return [list(model.objects.of(person).order_by("pk").values()) for model in models]


MANNER = Manner(rest_s=75, tempo="", rir_lo=3, rir_hi=5, note="slowly")


class Editing(RuleBasedStateMachine):
    """Any changes in any order, from pages that may be old, after a session that stays as it is."""

    person = noon = client = None

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self):
        try:
            self.every_day_is_printed()
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    @initialize()
    def begins(self):
        friday = self.noon - 5 * DAY
        builders.plan(self.person, friday)
        builders.finished(self.person, friday, sets=2)
        self.routine = Routine.objects.of(self.person).get()
        self.logged = logged(self.person)

    def every_day_is_printed(self):
        """The sheet for paper has the exercises of every day, in their order."""
        self.client.force_login(self.person)
        assert [self.client.get(page).status_code for page in ("/today/", "/plan/")] == [200, 200]
        answer = self.client.get("/plan/handout/")
        assert answer.status_code == 200
        rows = self.routine.prescriptions.filter(phase="strength")
        wanted = rows.order_by("programme_day", "position").values_list("exercise__name", flat=True)
        printed = re.findall(r'scope="rowgroup"[^>]*><strong>([^<]+)</strong>', answer.text)
        assert [html.unescape(name) for name in printed] == list(wanted)

    def change(self, verb, **asked):
        self.routine.refresh_from_db()
        version = self.routine.version
        try:
            verb(version=version, **asked)
        except NotPossible:
            pass
        else:
            self.routine.refresh_from_db()
            assert self.routine.version == version + 1

    def strength(self):
        return self.routine.prescriptions.filter(phase="strength")

    def any_row(self, number):
        rows = self.strength().order_by("pk")
        return rows[number % len(rows)]

    @rule(number=st.integers(0, 40), day=st.integers(0, 3), at=st.none() | st.integers(0, 9))
    def adds(self, number, day, at):
        library = Exercise.objects.library().filter(phase="strength")
        letter = self.routine.days[day % len(self.routine.days)].letter
        exercise = library[number]
        asked = {"day": letter, "exercise": exercise, "at": at, "today": TODAY}
        self.change(add_exercise, routine=self.routine, **asked)

    @rule(number=st.integers(0, 60))
    def removes(self, number):
        self.change(remove_exercise, prescription=self.any_row(number), today=TODAY)

    @rule(number=st.integers(0, 60), to=st.integers(-1, 12))
    def moves(self, number, to):
        self.change(move_exercise, prescription=self.any_row(number), to=to)

    @rule(number=st.integers(0, 60), verb=st.sampled_from([join_exercises, leave_superset]))
    def groups(self, number, verb):
        self.change(verb, prescription=self.any_row(number))

    @rule(number=st.integers(0, 60), sets=st.integers(1, 10), lo=st.integers(1, 20))
    def sets_figures(self, number, sets, lo):
        chosen = Chosen(sets=sets, lo=lo, hi=lo + 2, load=None, unit="kg")
        asked = {"chosen": chosen, "manner": MANNER, "now": self.noon}
        self.change(change_prescription, prescription=self.any_row(number), **asked)

    @rule(number=st.integers(0, 60), to=st.sampled_from("ABCD"))
    def copies(self, number, to):
        self.change(copy_exercise, prescription=self.any_row(number), to=to)

    @rule(back=st.integers(0, 2))
    def puts_back(self, back):
        removal = self.routine.version - back
        self.change(put_back, routine=self.routine, today=TODAY, removal=removal)

    @rule(like=st.none() | st.just("A"))
    def adds_a_day(self, like):
        self.change(add_day, routine=self.routine, name="More", today=TODAY, like=like)

    @rule(day=st.sampled_from("ABCD"))
    def removes_a_day(self, day):
        self.change(remove_day, routine=self.routine, today=TODAY, day=day)

    @rule(name=st.sampled_from(["Mine", "Other"]))
    def uses_a_copy_for_a_while(self, name):
        copied = copy_routine(routine=self.routine, name=name)
        with suppress(NotPossible):  # a new day, to which nothing was added yet
            use_routine(routine=copied, today=TODAY)
            use_routine(routine=self.routine, today=TODAY)

    @invariant()
    def the_log_is_as_it_was(self):
        if hasattr(self, "logged"):
            assert logged(self.person) == self.logged

    @invariant()
    def every_day_has_its_exercises_in_an_order(self):
        if not hasattr(self, "routine"):
            return
        letters = [day.letter for day in self.routine.days]
        found = list(self.routine.prescriptions.values_list("programme_day", "position"))
        assert len(found) == len(set(found))
        assert {day for day, _position in found} == set(letters)
        planned = PlannedSession.objects.of(self.person).filter(day__gte=TODAY)
        assert set(planned.values_list("programme_day", flat=True)) <= set(letters)

    @invariant()
    def what_is_planned_can_be_trained(self):
        if not hasattr(self, "routine"):
            return
        trained = {each.programme_day for each in self.strength()}
        if trained != {day.letter for day in self.routine.days}:
            return  # a new day, to which nothing was added yet
        with transaction.atomic():
            session = builders.session(self.person, self.noon)
            wanted = self.strength().filter(programme_day=session.programme_day)
            assert len(builders.strength(session)) == wanted.count()
            transaction.set_rollback(True)
        assert Session.objects.of(self.person).count() == 1


def test_any_changes_leave_a_routine_that_can_be_trained(library, ana, noon, client):
    Editing.person, Editing.noon, Editing.client = ana, noon, client
    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=4,
            stateful_step_count=12,
            derandomize=True,
            phases=set(Phase) - {Phase.shrink},
        ),
    )
