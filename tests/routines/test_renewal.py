"""Correcting the last session during today's updates the exercises that aren't begun."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from routines.actions.item import say_pain, skip_item, swap_item
from routines.actions.log import SetEntry, correct_set, log_set, remove_set, restore_set
from routines.actions.session import back_date, finish_session
from routines.actions.target_overrides import Chosen, choose_target
from routines.models import Plan, SessionItem, SetLog
from tests import builders

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def start(library, noon):
    """Start today's session for a person who did all sets of the same programme day a week ago.

    `load` and `amount` are the kilograms and repetitions of those sets.
    """

    def play(user, *, load, amount=12):
        builders.plan(user, noon - WEEK, level="L2", equipment=builders.GYM, weekdays=[2, 6])
        last = builders.session(user, noon - WEEK)
        for item in builders.strength(last):
            for number in range(1, item.sets + 1):
                weight = Decimal(load) if item.takes_load else None
                entry = SetEntry(number=number, amount=amount, load=weight)
                log_set(item=item, key=new_key(), entry=entry, now=noon - WEEK)
        finish_session(session=last, rir=2, note="", now=noon - WEEK)
        between = builders.session(user, noon - timedelta(days=3))
        builders.one_set(builders.strength(between)[0], noon - timedelta(days=3))
        finish_session(session=between, rir=None, note="", now=noon - timedelta(days=3))
        return last, builders.session(user, noon)

    return play


def asked(session) -> dict[str, dict]:
    return {
        each.exercise_id: each.dose.columns()
        | {"why": each.why, "previous": each.previous, "skipped": each.skipped}
        for each in session.items.all()
    }


def corrected(last, now, *, load) -> None:
    for log in SetLog.objects.filter(item__session=last, load__isnull=False).select_related("item"):
        correct_set(
            log=log, entry=SetEntry(number=1, amount=log.amount, load=Decimal(load)), now=now
        )


def test_correction_of_the_last_session_is_followed_by_what_is_not_begun(start, ana, bo, noon):
    """40 kg were logged where it was 4."""
    slip, today = start(ana, load=40)
    _right, as_it_was = start(bo, load=4)
    before = asked(today)

    corrected(slip, noon, load=4)

    assert before != asked(as_it_was)
    assert asked(today) == asked(as_it_was)


def test_what_was_begun_keeps_what_it_began_with(start, ana, bo, noon):
    slip, today = start(ana, load=40)
    _right, as_it_was = start(bo, load=4)
    first, second = [each for each in builders.strength(today) if each.takes_load][:2]
    before = asked(today)
    builders.one_set(first, noon)
    say_pain(item=second, pain=2, now=noon)

    corrected(slip, noon, load=4)

    kept = {each.exercise_id: before[each.exercise_id] for each in (first, second)}
    assert asked(today) == asked(as_it_was) | kept


def test_removal_is_followed_and_bringing_back_too(start, ana, noon):
    last, today = start(ana, load=8)
    before = asked(today)
    logs = list(SetLog.objects.filter(item__session=last).select_related("item__session"))

    for log in logs:
        remove_set(log=log, now=noon)
    without = asked(today)
    for log in logs:
        restore_set(log=log, now=noon)

    assert {len(each["previous"]) for each in without.values()} == {0}
    assert asked(today) == before


def test_what_the_person_decided_stays(start, ana, noon):
    slip, today = start(ana, load=40)
    chosen_one, skipped, swapped = [each for each in builders.strength(today) if each.takes_load][
        :3
    ]
    plan = Plan.objects.of(ana).current().select_related("user").get()
    chosen = Chosen(sets=2, lo=5, hi=6, load=Decimal(10), unit="kg")
    exercise = chosen_one.exercise
    choose_target(plan=plan, exercise=exercise, chosen=chosen, now=noon)
    skip_item(item=skipped, reason="busy", now=noon)
    other = Exercise.objects.get(pk="wall-sit")
    instead = swap_item(item=swapped, exercise=other, now=noon)

    corrected(slip, noon, load=4)

    found = SessionItem.objects.get(pk=chosen_one.pk)
    assert (found.sets, found.lo, found.hi, found.load) == (2, 5, 6, Decimal(10))
    assert found.why["chosen"] is True
    assert found.previous[0]["load"] == "4"
    assert SessionItem.objects.get(pk=skipped.pk).skipped == "busy"
    found = SessionItem.objects.get(pk=instead.pk)
    assert (found.exercise_id, found.sets, found.lo) == ("wall-sit", instead.sets, instead.lo)


def test_pain_of_the_last_session_put_right_is_followed(start, ana, bo, noon):
    slip, today = start(ana, load=8)
    _right, as_it_was = start(bo, load=8)
    finish_session(session=slip, rir=2, note="", pain=7, now=noon)
    with_pain = asked(today)

    finish_session(session=slip, rir=2, note="", pain=None, now=noon)

    assert with_pain != asked(as_it_was)
    assert asked(today) == asked(as_it_was)


def test_session_moved_behind_the_running_one_is_no_last_time_of_it(start, ana, noon):
    _last, today = start(ana, load=8)

    back_date(session=today, day=ana.local_date(noon) - 2 * WEEK, now=noon)

    assert {len(each["previous"]) for each in asked(today).values()} == {0}


def test_set_of_the_running_session_changes_nothing_of_the_others(start, ana, noon):
    _last, today = start(ana, load=8)
    before = asked(today)

    remove_set(log=builders.one_set(builders.strength(today)[0], noon), now=noon)

    assert asked(today) == before
