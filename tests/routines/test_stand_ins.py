"""What takes the place of an exercise that is left out for now, and when it is offered again."""

from datetime import timedelta

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from routines.actions.item import skip_item
from routines.actions.session import start_session
from routines.actions.target_overrides import choose_target
from routines.facts.back_state import back_state
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import next_targets
from routines.labels.targets import why_sentences
from routines.models import PlannedSession
from routines.planning.why import Why
from tests import builders
from tests.routines.test_next_targets import FIRST, own, trained

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon)


def begun(user, now):
    """Start session A today; return its strength exercises by slug."""
    day = user.local_date(now)
    PlannedSession.objects.of(user).filter(day=day).update(programme_day="A")
    session = start_session(user=user, key=new_key(), now=now)
    return {each.exercise_id: each for each in builders.strength(session)}


def hurt_twice(user, now):
    for number in (24, 27):
        trained(user, now, number, amount=10, pain=7)


def test_what_hurt_much_twice_has_a_stand_in_in_its_place(plan, ana, noon):
    hurt_twice(ana, noon)

    found = begun(ana, noon)

    [stand_in] = [each for each in found.values() if each.why.get("left_out")]
    assert "glute-bridge" not in found
    assert (stand_in.why["left_out"], stand_in.why["hurt_much"]) == ("Glute bridge", True)
    assert stand_in.skipped == ""
    assert why_sentences(Why.from_json(stand_in.why), "reps")[0] == (
        "In place of Glute bridge, which is left out for now: it hurt at 6 or more twice within "
        "two weeks. Let a professional look at it; it is offered again after two calm weeks."
    )


def test_it_is_offered_again_at_its_lowest_dose_after_14_days_in_green(plan, ana, noon):
    hurt_twice(ana, noon)

    found = []
    for days in (13, 14):
        day = FIRST + timedelta(days=27 + days)
        target = next_targets(plan_fold(plan, strength_of(plan), back_state(ana, day)))
        why = target["glute-bridge"].why
        found.append((why.code, why.leaves_out, target["glute-bridge"].target.sets))

    assert found == [("fewer", True, 2), ("offered_again", False, 1)]


def test_without_a_stand_in_it_is_skipped_and_can_be_put_back(plan, ana, noon):
    hurt_twice(ana, noon)
    stand_ins = ("pelvic-tilt", "clamshell", "bird-dog")
    Exercise.objects.filter(pk__in=stand_ins).update(retired_at=noon)

    item = begun(ana, noon)["glute-bridge"]

    assert (item.why["remove"], item.skipped) == (True, "hurts")
    assert skip_item(item=item, reason="", now=noon).skipped == ""


def test_own_target_keeps_it_in_the_session(plan, ana, noon):
    hurt_twice(ana, noon)
    exercise = Exercise.objects.get(pk="glute-bridge")
    choose_target(plan=plan, exercise=exercise, chosen=own(sets=1, lo=3, hi=4), now=noon)

    found = begun(ana, noon)

    assert found["glute-bridge"].skipped == ""
