"""Weeks of training with exercises of one's own: their targets go up by the rules of what they are
counted in, and pain holds them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from exercises.actions import bring_back_own_exercise, change_own_exercise, retire_own_exercise
from exercises.own import OWN_ENTRY
from routines.actions.routine import NotPossible, add_exercise
from routines.actions.session import finish_session, write_down_session
from routines.facts.back_state import back_state
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import next_targets
from routines.models import Plan, SessionItem, SetLog
from tests import builders

pytestmark = pytest.mark.django_db
FIRST = date(2026, 2, 2)
EVERY = {
    "reps": {"dose": {"sets": (2, 3), "reps": (8, 10), "rest_s": 60, "rir": (2, 4)}},
    "seconds": {"dose": {"sets": (2, 3), "seconds": (20, 22), "rest_s": 60, "rir": (2, 4)}},
    "minutes": {"dose": {"sets": (1, 2), "minutes": (4, 6), "rest_s": 60}},
    "weight": {
        "load": "required",
        "kit": ["dumbbell"],
        "dose": {"sets": (2, 3), "reps": (8, 9), "rest_s": 60, "rir": (2, 4)},
    },
    "sides": {
        "sides": "each",
        "dose": {"sets": (2, 3), "reps": (8, 9), "rest_s": 60, "rir": (2, 4), "per_side": True},
    },
}


def with_own(ana, noon, described):
    """Put an own exercise into session A of ana's routine."""
    plan = builders.plan(ana, noon, equipment=[*builders.HOME, "dumbbell"])
    made = builders.own_exercise(ana, **described)
    add_exercise(
        routine=plan.routine,
        day="A",
        exercise=made,
        version=plan.routine.version,
        today=noon.date(),
    )
    return made


def target_of(ana, made):
    """What is asked next: the weight, the sets, the range and the aim."""
    plan = Plan.objects.of(ana).current().select_related("user", "routine").get()
    fold = plan_fold(plan, strength_of(plan), back_state(ana, ana.today()))
    found = next_targets(fold)[made.pk]
    target = found.target
    return (target.load, target.sets, target.hi, found.aim)


def trained(ana, noon, number, made, *, pain=None):
    """Write down session A, `number` days after the first: the exercise done as well as asked."""
    load, sets, hi, _aim = target_of(ana, made)
    session = write_down_session(
        user=ana, key=new_key(), day=FIRST + timedelta(days=number), programme_day="A", now=noon
    )
    item = next(each for each in builders.strength(session) if each.exercise_id == made.pk)
    weight = (load or Decimal(4)) if item.takes_load else None
    for place in range(1, sets + 1):
        for side in ("left", "right") if item.per_side else ("both",):
            builders.one_set(item, noon, number=place, side=side, amount=hi, load=weight)
    SessionItem.objects.filter(pk=item.pk).update(pain_high=pain)
    finish_session(session=session, rir=4, note="", now=noon)


def test_target_of_every_measure_goes_up_over_weeks_and_pain_holds_it(library, ana, noon):
    for name, described in EVERY.items():
        made = with_own(ana, noon, {"name": name, **described})
        found = [target_of(ana, made)]

        for number in range(0, 21, 3):
            trained(ana, noon, number, made)
            found.append(target_of(ana, made))
        trained(ana, noon, 22, made, pain=5)
        held = target_of(ana, made)
        trained(ana, noon, 25, made, pain=8)
        lowered = target_of(ana, made)

        assert found[-1][:3] > found[0][:3] or found[-1][3] > found[0][3], name
        assert held[:3] <= found[-1][:3], name
        assert lowered[:3] < found[-1][:3], name


def test_bar_is_locked_until_it_opens(library, ana, noon):
    with pytest.raises(NotPossible) as told:
        with_own(ana, noon, {"kit": ["barbell"], "load": "required"})

    assert told.value.why == "locked"


def test_changed_dose_counts_from_now_on_and_the_log_stays(library, ana, noon):
    made = with_own(ana, noon, EVERY["reps"])
    for number in (0, 3, 6):
        trained(ana, noon, number, made)
    logged = list(SetLog.objects.order_by("pk").values())

    wider = {"sets": (2, 5), "reps": (8, 20), "rest_s": 90, "rir": (2, 4)}
    entry = {"name": "Sofa press", "pattern": "squat", "primary": ["glutes"], "dose": wider}
    change_own_exercise(exercise=made, entry=OWN_ENTRY.validate_python(entry))
    for number in (9, 12, 15, 18, 21):
        trained(ana, noon, number, made)

    assert target_of(ana, made)[2] == 14
    keys = [each["id"] for each in logged]
    assert list(SetLog.objects.filter(pk__in=keys).order_by("pk").values()) == logged
    names = SessionItem.objects.filter(exercise=made).order_by("session__local_date")
    assert [each.exercise_name for each in names] == ["Chair press"] * 3 + ["Sofa press"] * 5


def test_removed_exercise_stays_in_a_routine_that_has_it(library, ana, noon):
    """It leaves a routine only by a change of that routine: no session loses it in silence."""
    made = with_own(ana, noon, EVERY["reps"])

    retire_own_exercise(exercise=made, now=noon)
    trained(ana, noon, 0, made)
    bring_back_own_exercise(exercise=made)

    assert SetLog.objects.filter(item__exercise=made).count() == 2
