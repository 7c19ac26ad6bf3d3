"""Any life that a person had, by the verbs that the pages call, comes back from its file the same.

LIVES=200 plays that many lives, all of them new ones.
"""

import os
from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from accounts.keys import new_key
from exercises.models import Exercise
from history import actions as history
from history.actions.activities import ActivityEntry
from history.planning.self_tests import Measured
from routines import actions as training
from routines.actions.personal_data import delete_everything
from routines.models import Routine
from tests import builders
from tests.exchange.files import all_rows, brought, pages, text_of
from tests.routines.test_checkpoints_in_any_life import AGO, ANY, AnyLife

LIVES = int(os.environ.get("LIVES", "0"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


class ThereAndBack(AnyLife):
    """ana's life, with routines, exercises, tests and notes of her own; at its end her account is
    deleted, and comes back from its file."""

    def everything_is_that_of_the_whole_log(self):
        """Leave this to the test of checkpoints."""

    def teardown(self):
        try:
            if self.plan_key and hasattr(self, "past"):
                self.goes_and_comes_back()
        finally:
            super().teardown()

    def goes_and_comes_back(self):
        user = self.user
        training.replan(user=user, today=user.local_date(self.now))
        before, seen, text = all_rows(user), pages(user), text_of(user)
        delete_everything(user)
        back = builders.person("back", checked=False)

        brought(back, text, now=self.now)

        after = all_rows(back)
        assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
        assert pages(back) == seen
        self.seen.update({name: len(rows) for name, rows in before.items()})

    @rule(text=TEXTS, which=ANY)
    def makes_an_exercise_and_trains_it(self, text, which):
        own = builders.own_exercise(self.user, name=text.strip() or "Mine", note=text)
        routine = self.plan.routine
        day, version = "AB"[which % 2], routine.version
        if routine.prescriptions.filter(programme_day=day).count() < 15:
            training.add_exercise(
                routine=routine, day=day, exercise=own, today=self.today, version=version
            )

    @rule(text=TEXTS)
    def copies_the_routine_and_names_it(self, text):
        if Routine.objects.count() < 4:
            copy = training.copy_routine(routine=self.plan.routine, name=text[:60])
            training.archive_routine(routine=copy, now=self.now)

    @rule(ago=AGO, answer=st.sampled_from(["done", ""]), minutes=st.none() | st.integers(1, 90))
    def notes_a_day(self, ago, answer, minutes):
        training.note_day(
            user=self.user,
            day=self.today - timedelta(days=ago),
            about="walking",
            answer=answer,
            minutes=minutes if answer else None,
            now=self.now,
        )

    @rule(ago=AGO, amount=st.integers(0, 40), text=TEXTS)
    def does_a_test_and_walks(self, ago, amount, text):
        day = self.today - timedelta(days=ago)
        measured = Measured(unit="stands", amount=Decimal(amount))
        history.record_result(
            user=self.user,
            key=new_key(),
            test="chair-stand",
            day=day,
            measured=measured,
            now=self.now,
        )
        entry = ActivityEntry(day=day, kind="walk", minutes=None, note=text)
        history.write_activity(user=self.user, key=new_key(), entry=entry)

    @rule(text=TEXTS)
    def has_the_form_checked(self, text):
        squat = Exercise.objects.library().get(pk="goblet-squat")
        training.record_check(
            user=self.user, exercise=squat, name=text or "Kim", day=self.now.date()
        )


@pytest.mark.django_db
def test_any_life_comes_back_the_same(library, ana, noon):
    plan = builders.plan(ana, noon - timedelta(days=95), level="L3", equipment=builders.GYM)
    seen = Counter()

    run_state_machine_as_test(
        lambda: ThereAndBack(ana, plan, noon, seen),
        settings=settings(
            max_examples=LIVES or 4,
            stateful_step_count=15,
            derandomize=not LIVES,
            suppress_health_check=list(HealthCheck),
            phases=set(Phase) - {Phase.shrink},
        ),
    )

    met = ("SetLog", "MorningCheck", "Exercise", "DayNote", "SelfTestResult", "ItemSums")
    assert [name for name in met if not seen[name]] == [], seen
