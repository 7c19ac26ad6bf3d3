"""The substitutes for exercises in a session, and their targets."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from routines.actions.item import swap_item
from routines.actions.session import finish_session, start_session, write_down_session
from routines.facts.back_state import back_state
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import next_targets
from routines.models import MorningCheck, Prescription, Session, SessionItem
from tests import builders

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def trained(user, noon, days, programme_day="A", **pains):
    """Make a session this many days ago with two sets of each exercise; `pains` by slug, with _ for
    -."""
    day = noon.date() - days * DAY
    session = write_down_session(
        user=user, key=new_key(), day=day, programme_day=programme_day, now=noon
    )
    for item in builders.strength(session):
        for number in (1, 2):
            for side in ["left", "right"] if item.side_by_side else ["both"]:
                builders.one_set(item, noon, number=number, side=side, amount=item.hi)
        slug = item.exercise_id.replace("-", "_")
        SessionItem.objects.filter(pk=item.pk).update(pain_high=pains.get(slug), form_kept=True)
    return finish_session(session=session, rir=3, note="", now=noon)


def test_stand_in_of_a_reduced_session_asks_for_no_more_than_pain_allows_it(library, ana, noon):
    plan = builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    trained(ana, noon, 3, calf_raise=7)
    held = next_targets(plan_fold(plan, strength_of(plan), back_state(ana, noon.date())))[
        "calf-raise"
    ].target

    session = start_session(user=ana, key=new_key(), now=noon, pain=5)

    item = session.items.get(exercise="calf-raise")
    assert session.programme_day == "B"
    assert (item.lo, item.hi) == (held.lo, held.hi) == (12, 16)
    assert item.why["held"] is True


def test_stand_in_begins_light_and_tells_nothing_where_nothing_holds_it(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    trained(ana, noon, 3)
    MorningCheck.objects.create(user=ana, day=noon.date() - 2 * DAY, pain=0, recorded_at=noon)

    session = start_session(user=ana, key=new_key(), now=noon, pain=5)

    item = session.items.get(exercise="calf-raise")
    assert (item.lo, item.hi, item.why) == (15, 20, {})


def test_swapped_in_exercise_has_no_more_sets_than_pain_allows_it(library, ana, noon):
    plan = builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    trained(ana, noon, 3, marching_bridge=7)
    MorningCheck.objects.create(user=ana, day=noon.date() - 2 * DAY, pain=4, recorded_at=noon)
    session = builders.session(ana, noon)
    bridge = session.items.get(exercise="long-lever-bridge")
    SessionItem.objects.filter(pk=bridge.pk).update(sets=3)
    held = next_targets(plan_fold(plan, strength_of(plan), back_state(ana, noon.date())))[
        "marching-bridge"
    ]

    found = swap_item(item=bridge, exercise=Exercise.objects.get(pk="marching-bridge"), now=noon)

    assert (held.target.sets, found.sets) == (1, 1)


def test_locked_exercise_gives_way_to_the_easier_one_and_says_so(library, ana, as_ana, noon):
    plan = builders.plan(ana, noon, level="L3", equipment=builders.GYM)
    place = Prescription.objects.filter(
        routine__plans=plan, programme_day="A", exercise="kettlebell-deadlift"
    )
    position = place.get().position
    place.update(exercise="barbell-deadlift", load=Decimal(40))

    session = builders.session(ana, noon)

    item = session.items.get(position=position)
    assert (item.exercise_id, item.why) == (
        "kettlebell-deadlift",
        {"locked": "Deadlift", "finds": "both_ways"},
    )
    page = as_ana.get(f"/sessions/{session.pk}/").content.decode()
    assert page.count("In place of Deadlift, which isn’t open at the moment.") == 1


def test_session_written_down_keeps_what_was_trained(library, ana, noon):
    plan = builders.plan(ana, noon, level="L3", equipment=builders.GYM)
    place = Prescription.objects.filter(
        routine__plans=plan, programme_day="A", exercise="kettlebell-deadlift"
    )
    place.update(exercise="barbell-deadlift")

    session = write_down_session(
        user=ana, key=new_key(), day=noon.date(), programme_day="A", now=noon
    )

    assert session.items.filter(exercise="barbell-deadlift").exists()


@pytest.mark.parametrize("eased", ["", "reduced", "deload", "ease_back"])
def test_session_that_asked_for_less_lets_nothing_go_up(library, ana, noon, eased):
    plan = builders.plan(ana, noon - 30 * DAY)
    for days in (6, 3):
        trained(ana, noon, days)
        after = noon.date() - (days - 1) * DAY
        MorningCheck.objects.create(user=ana, day=after, pain=0, recorded_at=noon)
    Session.objects.update(eased=eased)

    found = next_targets(plan_fold(plan, strength_of(plan), back_state(ana, noon.date())))[
        "glute-bridge"
    ].why

    expected = ("same", "deload") if eased else ("hold_up", "R8")
    assert (found.code, found.rule) == expected


@pytest.mark.parametrize(("usual", "later"), [(3, (2, 4)), (4, (3, 5))])
def test_first_weeks_and_much_usual_pain_leave_more_in_reserve(library, ana, noon, usual, later):
    ana.usual_pain = usual
    ana.save()
    builders.plan(ana, noon - 60 * DAY, level="L2", equipment=builders.GYM)

    sessions = [trained(ana, noon, days) for days in (33, 20, 6, 5)]

    first = [builders.strength(session)[0] for session in sessions]
    assert [(item.rir_lo, item.rir_hi) for item in first] == [(3, 5), (3, 5), (3, 5), later]
