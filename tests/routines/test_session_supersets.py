"""A session with exercises that are done in turn: its items, its order, its rests, its minutes."""

from datetime import timedelta

import pytest

from routines.actions import join_exercises, skip_item, swap_item
from routines.facts.duration import length_of
from routines.facts.supersets import labels_of, rest_after
from routines.models import SessionItem
from tests import builders


@pytest.fixture
def items(db, library, ana, noon):
    """A session whose second and third exercise are a superset."""
    plan = builders.plan(ana, noon)
    day = plan.prescriptions.filter(programme_day="A", phase="strength").order_by("position")
    join_exercises(prescription=day[1], version=plan.routine.version)
    return builders.strength(builders.session(ana, noon))


def rests(items, done, noon):
    """Log sets, given as (exercise, number), and return the rest after each."""
    found = []
    for minutes, (index, number) in enumerate(done):
        item = items[index]
        for side in ("left", "right") if item.side_by_side else ("both",):
            at = noon + timedelta(minutes=minutes, seconds=side == "right")
            builders.one_set(item, at, number=number, side=side)
        item.session.refresh_from_db()
        found.append(item.session.rest_s)
    return found


def test_session_keeps_the_supersets_of_its_day(items):
    assert [item.superset for item in items] == [0, 1, 1, 0, 0, 0, 0]
    assert labels_of(items) == {
        items[1].pk: ("A1", [items[2].exercise_name]),
        items[2].pk: ("A2", [items[1].exercise_name]),
    }


def test_superset_has_one_rest_a_round_and_that_is_the_longest(items, noon):
    SessionItem.objects.filter(pk=items[1].pk).update(rest_s=75)
    SessionItem.objects.filter(pk=items[2].pk).update(rest_s=60, sets=3)
    items = builders.strength(items[0].session)

    found = rests(items, [(1, 1), (2, 1), (1, 2), (2, 2), (2, 3)], noon)

    assert found == [None, 75, None, 75, 75]


def test_partner_that_is_skipped_or_swapped_changes_the_rest(
    items, noon, django_assert_num_queries
):
    exercise = items[0].exercise
    swap_item(item=items[2], exercise=exercise, now=noon)
    swapped_in = SessionItem.objects.get(instead_of=items[2])
    assert (swapped_in.superset, rests(items, [(1, 1)], noon)) == (1, [None])

    skip_item(item=swapped_in, reason="busy", now=noon)

    assert rests(items, [(1, 2)], noon) == [items[1].rest_s]
    with django_assert_num_queries(2):
        rest_after(items[1], number=2, side="both")
    with django_assert_num_queries(0):
        rest_after(items[0], number=1, side="both")


def test_minutes_of_a_session_count_one_rest_a_round(items):
    for item in items:
        item.sets, item.rest_s = 4, 120
    together = length_of(items).strength
    for item in items:
        item.superset = 0

    # Three rests of 120 s for two, not for each, and 3 x 10 s to change: 5 1/2 minutes less.
    assert length_of(items).strength - together == 6
