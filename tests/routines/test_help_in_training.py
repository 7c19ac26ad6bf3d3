"""Weeks of training with help that goes down: an own exercise, through pain, a break and a lighter
week, in kilograms and in pounds (docs/decisions/0040)."""

from datetime import timedelta

import pytest

from accounts.keys import new_key
from routines import actions
from routines.actions.routine import add_exercise
from routines.facts.back_state import back_state
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import next_targets
from routines.labels.targets import why_sentences
from routines.models import ItemSums, Plan, PlannedSession, SessionItem
from tests import builders

pytestmark = pytest.mark.django_db
DOSE = {"sets": (2, 2), "reps": (8, 10), "rest_s": 60, "rir": (2, 4), "start_load_kg": (15, 15)}
SQUAT = {"name": "Assisted squat", "pattern": "squat", "load": "help", "dose": DOSE}


def helped_plan(user, noon, **described):
    """A plan whose sessions all have an assisted squat, which begins with 15 kg of help."""
    plan = builders.plan(user, noon)
    return plan, with_squat(plan, noon.date(), **described)


def with_squat(plan, today, **described):
    """Add an assisted squat to both sessions of a plan, and return it."""
    made = builders.own_exercise(plan.user, **{**SQUAT, **described})
    for day in "AB":
        plan.routine.refresh_from_db()
        version = plan.routine.version
        add_exercise(routine=plan.routine, day=day, exercise=made, version=version, today=today)
    return made


def standing_plan(user):
    return Plan.objects.of(user).current().select_related("user", "routine").get()


def standing(user, made):
    plan = standing_plan(user)
    fold = plan_fold(plan, strength_of(plan), back_state(user, user.today()))
    return next_targets(fold)[made.pk]


class Life:
    """Days of one person, at noon; `told`: what each session asked for, with the reason."""

    def __init__(self, user, made, noon, time):
        self.user, self.made, self.noon, self.time = user, made, noon, time
        self.told = []

    def day(self, number, *, pain=None, trains=True):
        now = self.noon + timedelta(days=number)
        self.time.move_to(now)
        today = self.user.local_date(now)
        actions.record_morning(user=self.user, day=today, pain=1, sore=False, today=today, now=now)
        if not trains or not PlannedSession.objects.of(self.user).filter(day=today).exists():
            return
        session = actions.start_session(user=self.user, key=new_key(), now=now, pain=1)
        item = session.items.get(exercise=self.made)
        why = " ".join(why_sentences(item.reason, item.measure))
        self.told.append((number, item.load, item.sets, session.eased, why))
        for place in range(1, item.sets + 1):
            entry = actions.SetEntry(
                number=place, side="both", amount=item.hi, load=item.load, unit=item.load_unit
            )
            actions.log_set(item=item, key=new_key(), entry=entry, now=now)
        SessionItem.objects.filter(pk=item.pk).update(pain_high=pain)
        actions.finish_session(session=session, rir=4, note="", now=now, pain=pain or 1)


def test_life_with_help(library, ana, noon, time_machine):
    """By two good sessions a step less until none is left; by pain, by a break and in a lighter
    week a step more, which comes back."""
    _plan, made = helped_plan(ana, noon)
    life = Life(ana, made, noon, time_machine)

    for number in range(19):
        life.day(number, pain=7 if number == 14 else None)
    for number in range(19, 36):
        life.day(number, trains=False)
    for number in range(36, 45):
        life.day(number)
    actions.answer_deload(plan=standing_plan(ana), wanted=True, today=ana.today())
    life.day(47)

    told = [(day, load, eased) for day, load, _sets, eased, _why in life.told]
    assert told[:8] == [
        *((0, 15, ""), (2, 15, ""), (5, 10, ""), (7, 10, ""), (9, 10, "")),
        *((12, 5, ""), (14, 5, ""), (16, 10, "")),
    ]
    assert told[8:] == [
        *((37, 15, "ease_back"), (40, 15, "ease_back"), (42, 15, "ease_back")),
        *((44, 10, ""), (47, 15, "deload")),
    ]
    sums = ItemSums.objects.filter(exercise=made).order_by("local_date")
    assert [each.load_kg for each in sums] == [-load for _day, load, _eased in told]
    assert [why.partition(".")[0] for *_figures, why in life.told][2:8] == [
        *("A step less help", "Same help", "Same help"),
        *("A step less help", "Same help", "More help"),
    ]
