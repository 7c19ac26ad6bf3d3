"""Which exercises a running session has, and their order: by verbs, in any order of arrival."""

from contextlib import suppress
from datetime import timedelta
from itertools import permutations

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from routines import actions
from routines.facts.addable import Lock, addable
from routines.facts.item_order import order_after
from routines.models import PlannedSession, Session, SessionItem
from routines.models.last_word import Word
from tests import builders


@pytest.fixture
def session(db, library, ana, noon):
    builders.plan(ana, noon)
    return builders.session(ana, noon)


@pytest.fixture
def squat(library):
    return Exercise.objects.get(pk="goblet-squat")


def order_of(session):
    """The exercises of the session in order, with the number of their superset."""
    items = builders.strength(session)
    return [(each.exercise_id, each.superset) for each in items if each.swapped_at is None]


def said(noon, seconds):
    at = noon + timedelta(seconds=seconds)
    return {"now": at, "word": Word(at=at, heard=noon + timedelta(hours=1))}


def test_added_exercise_comes_behind_another_and_goes_on_from_where_it_stood(
    session, ana, squat, noon
):
    first, second = builders.strength(session)[:2]
    key = new_key()

    for _ in range(2):
        actions.add_item(session=session, key=key, exercise=squat, after=first.pk, now=noon)
    twice = actions.add_item(session=session, key=new_key(), exercise=squat, after=None, now=noon)

    assert [slug for slug, _ in order_of(session)[:3]] == [
        first.exercise_id,
        squat.pk,
        second.exercise_id,
    ]
    assert (twice.pk, twice.added) == (key, True)
    last = session.items.order_by("position").last()
    assert last.phase == "cool-down"
    logged = builders.one_set(twice, noon, amount=twice.hi)
    actions.finish_session(session=session, rir=3, note="", now=noon + timedelta(minutes=30))
    assert logged.item.pk == key

    later = noon + timedelta(days=2)
    again = actions.start_empty_session(user=ana, key=new_key(), now=later)
    back = actions.add_item(session=again, key=new_key(), exercise=squat, after=None, now=later)
    assert [(each["number"], each["amount"]) for each in back.previous] == [(1, twice.hi)]
    actions.renew(ana)
    renewed = SessionItem.objects.get(pk=back.pk)
    figures = ("sets", "lo", "hi", "aim", "load", "rir_lo", "rir_hi", "skipped")
    assert [getattr(renewed, name) for name in figures] == [getattr(back, name) for name in figures]


def test_exercise_of_the_other_day_is_added_at_the_target_of_the_plan(session, noon):
    here = {slug for slug, _ in order_of(session)}
    other = session.plan.prescriptions.filter(programme_day="B", phase="strength")
    row = other.exclude(exercise__in=here).first()
    row.lo, row.hi, row.sets = 7, 9, 4
    row.save()

    added = actions.add_item(
        session=session, key=new_key(), exercise=row.exercise, after=None, now=noon
    )

    assert (added.lo, added.hi, added.sets) == (7, 9, 4)
    actions.renew(session.user)
    added.refresh_from_db()
    assert (added.lo, added.hi, added.sets) == (7, 9, 4)


def test_what_safety_locks_can_not_be_added_and_says_why(session, ana, noon):
    barbell = Exercise.objects.exclude(unlock=None).first()

    with pytest.raises(actions.NotAdded) as refused:
        actions.add_item(session=session, key=new_key(), exercise=barbell, after=None, now=noon)

    assert refused.value.why == Lock.UNLOCK
    found = {each.exercise.pk: each.lock for each in addable(session, barbell.name)}
    assert found[barbell.pk] == Lock.UNLOCK
    assert SessionItem.objects.filter(session=session, exercise=barbell).count() == 0


def test_exercise_that_was_begun_stays_and_a_removed_one_comes_back(session, noon):
    first, second = builders.strength(session)[:2]
    builders.one_set(first, noon)

    with pytest.raises(actions.HasSets):
        actions.remove_item(item=first, removed=True, now=noon)
    actions.remove_item(item=second, removed=True, now=noon)

    assert second.exercise_id not in dict(order_of(session))
    again = actions.add_item(
        session=session, key=new_key(), exercise=second.exercise, after=None, now=noon
    )
    assert (again.pk, again.removed, again.swapped_at) == (second.pk, False, None)


def test_removal_and_a_set_end_alike_in_any_order_of_arrival(session, noon):
    item = builders.strength(session)[0]
    entry = actions.SetEntry(number=1, amount=8)

    def remove():
        with suppress(actions.HasSets):
            actions.remove_item(item=fresh(), removed=True, **said(noon, 2))

    def fresh():
        return SessionItem.objects.select_related("session").get(pk=item.pk)

    key = new_key()
    words = [lambda: actions.log_set(item=fresh(), key=key, entry=entry, **said(noon, 1)), remove]
    for order in permutations([*words, *words]):
        item.set_logs.all().delete()
        SessionItem.objects.filter(pk=item.pk).update(
            removed=False, swapped_at=None, removed_ts=None
        )
        for word in order:
            word()
        found = fresh()
        assert (found.removed, found.swapped_at, found.set_logs.count()) == (False, None, 1)


def test_orders_end_alike_in_any_order_of_arrival_and_doubled(session, noon):
    items = builders.strength(session)
    keys = [(each.pk, 0) for each in items]
    one = [keys[1], keys[0], *keys[2:]]
    other = [(keys[0][0], 1), (keys[2][0], 1), keys[1], *keys[3:]]
    words = [(one, 1), (other, 2)]
    wanted = [
        (items[0].exercise_id, 1),
        (items[2].exercise_id, 1),
        (items[1].exercise_id, 0),
        *[(each.exercise_id, 0) for each in items[3:]],
    ]

    for order in permutations([*words, *words]):
        Session.objects.filter(pk=session.pk).update(order_ts=None)
        for asked, seconds in order:
            actions.arrange_items(session=session, order=asked, **said(noon, seconds))
        assert order_of(session) == wanted


def test_step_that_a_device_sends_twice_is_taken_once(session, noon):
    first, second = builders.strength(session)[:2]

    for _ in range(2):
        order = order_after(SessionItem.objects.get(pk=second.pk), "earlier")
        actions.arrange_items(session=session, order=order, **said(noon, 1))

    assert [slug for slug, _ in order_of(session)[:2]] == [second.exercise_id, first.exercise_id]


def test_order_keeps_what_it_does_not_name(session, squat, noon):
    """Another device added one meanwhile, one was swapped, one removed."""
    items = builders.strength(session)
    named = [(each.pk, 0) for each in reversed(items)]
    added = actions.add_item(
        session=session, key=new_key(), exercise=squat, after=items[0].pk, now=noon
    )
    substitute = actions.swap_item(
        item=items[1], exercise=Exercise.objects.get(pk="leg-press"), now=noon
    )
    actions.remove_item(item=items[2], removed=True, now=noon)

    actions.arrange_items(session=session, order=named, now=noon)

    wanted = [each.exercise_id for each in reversed(items)] + [squat.pk]
    wanted[wanted.index(items[1].exercise_id)] = substitute.exercise_id
    wanted.remove(items[2].exercise_id)
    assert [slug for slug, _ in order_of(session)] == wanted
    places = SessionItem.objects.filter(pk__in=[items[1].pk, substitute.pk])
    assert len(set(places.values_list("position", flat=True))) == 1
    assert added.pk in {each.pk for each in builders.strength(session)}
    whole = list(session.items.values_list("phase", flat=True))
    assert whole == sorted(whole, key=["warm-up", "strength", "cool-down"].index)


def test_empty_session_takes_no_turn_and_the_plan_moves_around_it(db, library, ana, noon):
    builders.plan(ana, noon)
    builders.finished(ana, noon)
    tomorrow = noon + timedelta(days=1)

    session = actions.start_empty_session(user=ana, key=new_key(), now=tomorrow, pain=2)

    assert (session.items.count(), session.pain_before, session.off_plan) == (0, 2, True)
    assert session.is_beside_the_routine
    ahead = PlannedSession.objects.of(ana).filter(day__gt=session.local_date)
    assert [each.programme_day for each in ahead[:3]] == ["B", "A", "B"]
    assert ahead[0].day - session.local_date >= timedelta(days=2)


@pytest.mark.parametrize("said_before", [{"ill": True}, {"pain": 8}])
def test_empty_session_is_refused_like_any_other(db, library, ana, noon, said_before):
    builders.plan(ana, noon)

    with pytest.raises(actions.NotToday):
        actions.start_empty_session(user=ana, key=new_key(), now=noon, **said_before)

    assert Session.objects.count() == 0
