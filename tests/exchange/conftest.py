"""A person with something of nearly everything."""

from datetime import time, timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from builder.actions import share_routine
from builder.models import Received
from exercises.models import Exercise
from history import actions as history
from history.actions.activities import ActivityEntry
from history.planning.self_tests import Measured
from reminders.models import ReminderSetting
from routines.actions.calendar_feed import make_feed
from routines.actions.day_notes import choose_habits, note_day
from routines.actions.item import say_pain
from routines.actions.log import remove_set
from routines.actions.mornings import record_check, record_morning, say_flare
from routines.actions.plan_changes import change_plan
from routines.actions.routine import add_exercise, copy_routine, remove_exercise
from routines.actions.session import write_down_session
from routines.actions.target_overrides import Chosen, choose_target
from routines.models import Mark, SetLog
from tests import builders
from tests.routines.long_logs import Life, mixed

DAY = timedelta(days=1)


def live(user, now):
    """Give a person something of nearly everything, by the verbs of the pages."""
    life = Life.of_months(user, now, tell=mixed, seed=3)
    plan, today = life.plan, now.date()
    press = builders.own_exercise(user, name="Chair press, slow")
    dose = {"sets": (2, 3), "reps": (8, 12), "rest_s": 60, "per_side": True}
    band = {"kit": ["band"], "load": "optional", "sides": "each", "dose": dose}
    builders.own_exercise(user, name="Band walk", **band)
    routine = plan.routine
    added = add_exercise(routine=routine, day="A", exercise=press, today=today, version=0)
    row = plan.prescriptions.filter(programme_day="B", phase="strength").order_by("position")[0]
    remove_exercise(prescription=row, today=today, version=added.routine.version)
    choose_habits(user=user, habits=["walking", "water"])
    for about, answer in (("walking", "done"), ("night", "well"), ("calves", "hurt")):
        note_day(user=user, day=today, about=about, answer=answer, minutes=None, now=now)
    record_morning(user=user, day=today, pain=2, sore=True, today=today, now=now)
    say_flare(user=user, kind="ended", today=today)
    squat = Exercise.objects.library().get(pk="goblet-squat")
    record_check(user=user, exercise=squat, name="Kim", day=today)
    chosen = Chosen(sets=1, lo=3, hi=4, load=Decimal(1), unit="kg")
    choose_target(plan=plan, exercise=squat, chosen=chosen, now=now - DAY)
    change_plan(user=user, marks={today + 3 * DAY: Mark.AWAY}, today=today, now=now)
    history.name_activities(user=user, names=["Walk", "Sit"], are_others=False, today=today)
    for test, measured in (
        ("activities", Measured(unit="points", amount=Decimal(4), tries={"scores": [3, 5]})),
        ("chair-stand", Measured(unit="stands", amount=Decimal(12))),
    ):
        history.record_result(
            user=user, key=new_key(), test=test, day=today, measured=measured, now=now
        )
    history.skip_test(user=user, test="fingertip", today=today)
    history.say_norm_group(user=user, age="60-64", sex="woman", today=today)
    entry = ActivityEntry(day=today - DAY, kind="walk", minutes=40, note="By the river.")
    history.write_activity(user=user, key=new_key(), entry=entry)
    make_feed(user=user, with_rest_days=False, starts_at=None, now=now)
    builders.sheet_link(user, now)
    ReminderSetting.objects.create(user=user, kind="training", at=time(8), time_zone=user.time_zone)
    share_routine(routine=routine, with_notes=False, now=now)
    copied = copy_routine(routine=routine, name="From Kim")
    Received.objects.create(user=user, routine=copied, received_at=now)
    session = write_down_session(user=user, key=new_key(), day=today, programme_day="A", now=now)
    first, second, *_others = builders.strength(session)
    builders.one_set(first, now, amount=8)
    builders.one_set(second, now, number=2, amount=7)
    remove_set(log=SetLog.objects.filter(item=second).get(), now=now)
    say_pain(item=second, pain=4, now=now)
    return user


@pytest.fixture
def full(library, ana, noon):
    return live(ana, noon)
