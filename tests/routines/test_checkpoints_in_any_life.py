"""Lives in which the past is edited in any order, and checkpoints are stored at any time.

A machine of Hypothesis picks what the person does next, by the verbs that the pages call. After
each step, the targets with their reasons and limits, and all that is counted, are those of the
whole log.
LIVES=200 plays that many lives, all of them new ones.
"""

import os
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.actions import change_settings
from accounts.keys import new_key
from accounts.models import User
from routines.actions.consent import agree
from routines.actions.item import forget_pain, say_pain
from routines.actions.log import SetEntry, correct_set, log_set, remove_set, restore_set
from routines.actions.mornings import record_morning, say_flare, say_usual_pain
from routines.actions.prescription import put_back
from routines.actions.removal import remove_session, restore_session
from routines.actions.routine import move_exercise, remove_exercise
from routines.actions.screening import withdraw_consent
from routines.actions.session import back_date, finish_session, write_down_session
from routines.actions.stop import stop_session
from routines.actions.target_overrides import (
    AboveAllowed,
    Chosen,
    choose_target,
    take_choice_back,
)
from routines.actions.units import choose_unit
from routines.facts.doses import strength_of
from routines.models import Plan, Session, SessionItem, SetLog
from tests import builders
from tests.routines.long_logs import (
    ALONE,
    all_good,
    fold_of,
    found_by,
    found_in_all_by,
    keep,
    mixed,
    resumes_from,
    write_log,
)

DAY = timedelta(days=1)
ANY = st.integers(0, 10**6)  # which one of a list, by its place, over and over
# Most edits are about days around the checkpoints, the others about any day of the log.
AGO = st.one_of(st.sampled_from([0, 1, 2, 3, 55, 56, 57]), st.integers(0, 100))
PAINS = st.sampled_from([0, 1, 2, 4, 7])
PROGRAMME_DAYS = st.sampled_from("AB")
UNITS = st.sampled_from(["kg", "lb"])
ENTRIES = st.builds(
    SetEntry,
    number=st.integers(1, 6),
    amount=st.sampled_from([1, 8, 50, 50]),
    load=st.sampled_from([None, Decimal(5), Decimal(40)]),
    rir=st.sampled_from([0, 3, None]),
)
FINISHES = st.fixed_dictionaries(
    {"pain": st.none() | PAINS, "rir": st.sampled_from([None, 0, 3, 3])}
)
CHOICES = st.builds(
    Chosen,
    sets=st.integers(1, 3),
    lo=st.sampled_from([3, 8]),
    hi=st.sampled_from([8, 12]),
    load=st.sampled_from([None, Decimal(2), Decimal(12)]),
    unit=UNITS,
)
WORTH_MEETING = [
    *("R1", "R3", "R5", "R11"),
    *("load_up", "load_down", "easier", "set_less"),
    *("assumed", "after_a_break"),
    *("flare", "chosen", "choice used", "taken out", "put back"),
]
LIVES = int(os.environ.get("LIVES", "0"))


class AnyLife(RuleBasedStateMachine):
    """ana's life. Its rows are taken back when it ends, as the next one begins without them."""

    def __init__(self, user, plan, now, seen):
        super().__init__()
        self.rows = transaction.atomic()
        self.rows.__enter__()
        self.key, self.plan_key, self.now, self.seen = user.pk, plan.pk, now, seen
        self.days_west = self.looks = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.rows.__exit__(None, None, None)

    # --- who and what is there ------------------------------------------------------------------

    @property
    def user(self):
        return User.objects.get(pk=self.key)

    @property
    def plan(self):
        return Plan.objects.select_related("user").get(pk=self.plan_key)

    @property
    def today(self):
        return self.now.date() - self.days_west * DAY

    by_session = ("session__local_date", "session__started_at")

    def session(self, which):
        """Return one of the sessions that are over."""
        found = Session.objects.exclude(status="in_progress").select_related("user", "plan")
        return found.order_by("local_date", "started_at", "pk")[which % found.count()]

    def item(self, which):
        """Return one of the exercises of the log and of the session that runs."""
        found = SessionItem.objects.filter(phase="strength").select_related("session", "exercise")
        return found.order_by(*self.by_session, "position", "pk")[which % found.count()]

    def log(self, which):
        found = SetLog.objects.select_related("item__session", "item__exercise")
        by_item = [f"item__{name}" for name in (*self.by_session, "position")]
        return found.order_by(*by_item, "number", "side", "pk")[which % found.count()]

    def running(self):
        return Session.objects.in_progress().select_related("user").first()

    def exercise(self, which):
        """Return one of the exercises that are done most often, one of each day."""
        day = "AB"[which % 2]
        return next(each for each in strength_of(self.plan) if each.programme_day == day).exercise

    def prescription(self, which):
        """Return one of the first two exercises of a day, which are done most often."""
        found = self.plan.prescriptions.filter(phase="strength", programme_day="AB"[which % 2])
        rows = found.select_related("routine__user", "exercise").order_by("position")
        return rows[which // 2 % 2]

    # --- what happens ---------------------------------------------------------------------------

    @initialize(
        seed=st.integers(0, 1000),
        every=st.sampled_from([3, 4]),
        tell=st.sampled_from([all_good, all_good, mixed]),
        keeps_every=st.sampled_from([1, 1, 2, 4]),
        chose_ago=st.sampled_from([57, 30, 1]),
    )
    def has_trained(self, seed, every, tell, keeps_every, chose_ago):
        chosen = Chosen(sets=2, lo=6, hi=8, load=Decimal(9), unit="lb")
        day = self.now - chose_ago * DAY
        choose_target(plan=self.plan, exercise=self.exercise(seed), chosen=chosen, now=day)
        days = range(20 * every, 0, -every)
        write_log(self.plan, self.today, days, seed=seed, exercises=1, tell=tell)
        self.past, self.alone, self.keeps_every = 1, False, keeps_every

    @rule(days=st.integers(1, 20))
    def days_pass(self, days):
        self.now += days * DAY

    @rule(days=st.integers(0, 2))
    def flies(self, days):
        self.days_west = days

    @rule(back=st.sampled_from([0, 0, 0, 1, 10, 40]))
    def keeps(self, back):
        keep(self.user, self.today - back * DAY)

    @rule(back=st.sampled_from([0, 0, 10]))
    def keeps_those_outside_the_plan(self, back):
        keep(self.user, self.today - back * DAY, ALONE)

    @precondition(lambda self: self.running() is None)
    @rule(ago=AGO, programme_day=PROGRAMME_DAYS)
    def begins_a_session(self, ago, programme_day):
        day = self.today - ago * DAY
        write_down_session(
            user=self.user, key=new_key(), day=day, programme_day=programme_day, now=self.now
        )

    @precondition(lambda self: self.running() is not None)
    @rule(entry=ENTRIES)
    def goes_on_with_it(self, entry):
        item = builders.strength(self.running())[0]
        log_set(item=item, key=new_key(), entry=entry, now=self.now)

    @precondition(lambda self: self.running() is not None)
    @rule(said=FINISHES)
    def ends_it(self, said):
        finish_session(session=self.running(), note="", now=self.now, **said)

    @rule(ago=AGO, programme_day=PROGRAMME_DAYS, entry=ENTRIES, said=FINISHES)
    def writes_a_session_down(self, ago, programme_day, entry, said):
        if self.running() is None:
            self.begins_a_session(ago, programme_day)
        self.goes_on_with_it(entry)
        self.ends_it(said)

    @rule(which=ANY, entry=ENTRIES)
    def logs_a_set(self, which, entry):
        log_set(item=self.item(which), key=new_key(), entry=entry, now=self.now)

    @rule(which=ANY, entry=ENTRIES)
    def corrects_a_set(self, which, entry):
        correct_set(log=self.log(which), entry=entry, now=self.now)

    @rule(which=ANY)
    def takes_sets_back_or_brings_them_back(self, which):
        first = self.log(which)
        for log in SetLog.objects.filter(item=first.item).select_related("item__session"):
            (restore_set if first.removed_at else remove_set)(log=log, now=self.now)

    @rule(which=ANY)
    def removes_or_restores_a_session(self, which):
        session = self.session(which)
        (restore_session if session.removed_at else remove_session)(session=session, now=self.now)

    @rule(which=ANY, ago=AGO)
    def moves_a_session(self, which, ago):
        back_date(session=self.session(which), day=self.today - ago * DAY, now=self.now)

    @rule(which=ANY, said=FINISHES, item=ANY, kept=st.sampled_from([True, False, None]))
    def reports_a_session_anew(self, which, said, item, kept):
        session = self.session(which)
        items = list(session.items.filter(phase="strength").order_by("pk"))
        kept = {items[item % len(items)].pk: kept}
        finish_session(session=session, note="", now=self.now, form_kept=kept, **said)

    @rule(ago=AGO, pain=PAINS)
    def reports_a_morning(self, ago, pain):
        day = self.today - ago * DAY
        record_morning(
            user=self.user, day=day, pain=pain, sore=False, today=self.today, now=self.now
        )

    @rule(kind=st.sampled_from(["said", "ended"]))
    def reports_a_flare(self, kind):
        say_flare(user=self.user, kind=kind, today=self.today)

    @rule(which=ANY, pain=PAINS)
    def reports_pain(self, which, pain):
        say_pain(item=self.item(which), pain=pain, now=self.now)

    @rule(which=ANY)
    def takes_a_report_of_pain_back(self, which):
        forget_pain(item=self.item(which), now=self.now)

    @rule(which=ANY, sign=st.sampled_from(["chest", "calf", "joint"]))
    def stops_a_session(self, which, sign):
        stop_session(session=self.session(which), sign=sign, now=self.now)

    @rule(which=ANY, chosen=CHOICES)
    def chooses(self, which, chosen):
        try:
            choose_target(
                plan=self.plan, exercise=self.exercise(which), chosen=chosen, now=self.now
            )
        except AboveAllowed:
            self.seen["above what pain allows"] += 1

    @rule(which=ANY)
    def takes_a_choice_back(self, which):
        take_choice_back(plan=self.plan, exercise=self.exercise(which), now=self.now)

    @rule()
    def withdraws_consent_and_agrees_again(self):
        withdraw_consent(user=self.user, now=self.now)
        agree(user=self.user, now=self.now)

    @rule(pain=st.none() | PAINS)
    def changes_the_usual_pain(self, pain):
        say_usual_pain(user=self.user, pain=pain)

    @rule(
        which=ANY, unit=st.sampled_from(["kg", "lb"]), units=st.sampled_from(["metric", "imperial"])
    )
    def changes_units(self, which, unit, units):
        change_settings(user=self.user, units=units, time_zone="Europe/Berlin")
        choose_unit(user=self.user, exercise=self.exercise(which), unit=unit)

    @rule(age=st.sampled_from(["65", "no"]))
    def answers_the_questions(self, age):
        builders.answered(self.user, self.now, A1=age)

    @rule(past=st.integers(1, 70), alone=st.booleans())
    def looks_at_another_day(self, past, alone):
        self.past, self.alone = past, alone

    @rule(which=ANY)
    def takes_an_exercise_out_of_the_routine_or_puts_it_back(self, which):
        routine = self.plan.routine
        removal = next((each for each in routine.changes if each.can_be_undone), None)
        if removal is None:
            row = self.prescription(which)
            remove_exercise(prescription=row, today=self.today, version=routine.version)
            self.seen["taken out"] += 1
        else:
            at, now = removal.version, routine.version
            put_back(routine=routine, removal=at, today=self.today, version=now)
            self.seen["put back"] += 1

    @rule(which=ANY, to=st.integers(0, 3))
    def moves_an_exercise_of_the_routine(self, which, to):
        row = self.prescription(which)
        move_exercise(prescription=row, to=to, version=row.routine.version)

    # --- what is shown --------------------------------------------------------------------------

    @invariant()
    def everything_is_that_of_the_whole_log(self):
        past = self.today - self.past * DAY
        for day, alone in ((self.today, ()), (past, ALONE if self.alone else ())):
            fold = fold_of(self.user, day, alone)
            found = found_by(fold)
            assert found == found_in_all_by(fold)
            self.seen["resumed"] += bool(resumes_from(fold))
            self._notes(found)
        self.looks += 1
        if self.looks % self.keeps_every == 0:
            keep(self.user, self.today, ALONE if self.alone else ())

    def _notes(self, found):
        for target in found["targets"].values():
            self.seen[target.why.rule] += 1
            self.seen[target.why.code] += 1
            self.seen["chosen"] += target.override is not None
        for checkpoint in found["checkpoints"].values():
            self.seen["choice used"] += checkpoint.chosen_on is not None
            self.seen[checkpoint.course.state] += 1


@pytest.mark.django_db
@pytest.mark.one_database
def test_stored_checkpoints_never_show_in_any_life(library, ana, noon):
    plan = builders.plan(ana, noon - 95 * DAY, level="L3", equipment=builders.GYM)
    seen = Counter()

    run_state_machine_as_test(
        lambda: AnyLife(ana, plan, noon, seen),
        settings=settings(
            deadline=None,
            max_examples=LIVES or 5,
            stateful_step_count=25,
            derandomize=not LIVES,
            suppress_health_check=list(HealthCheck),
            phases=set(Phase) - {Phase.shrink},
        ),
    )

    # Which of them a life meets depends on the keys of its rows, by which it takes one of many.
    met = [name for name in WORTH_MEETING if seen[name]]
    assert len(met) >= len(WORTH_MEETING) / 3, seen
    assert seen["resumed"] > 50, seen
