"""A session from its start to its end."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from routines.actions.session import (
    NothingPlanned,
    discard_session,
    finish_session,
    start_session,
    tick_item,
)
from routines.facts.last_time import last_sets
from routines.models import Prescription, Session
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(library, ana, noon):
    return builders.plan(ana, noon)


def test_start_session_snapshots_the_prescription_and_the_names(planned, ana, noon):
    found = builders.session(ana, noon)

    Exercise.objects.filter(pk="glute-bridge").update(name="Renamed")
    Prescription.objects.filter(routine__plans=planned).update(sets=9)
    bridge = builders.strength(found)[0]
    assert (bridge.exercise_name, bridge.sets, bridge.lo, bridge.hi) == ("Glute bridge", 2, 10, 15)
    assert (found.local_date, found.time_zone) == (date(2026, 3, 4), "Europe/Berlin")
    assert (found.programme_day, found.wanted_a_week) == ("A", 3)


def test_start_session_twice_with_one_key_is_one_session(planned, ana, noon):
    key = new_key()

    first = start_session(user=ana, key=key, now=noon)
    second = start_session(user=ana, key=key, now=noon)

    assert (first.pk, second.pk) == (key, key)
    assert Session.objects.of(ana).count() == 1


def test_start_session_from_a_second_tab_returns_the_running_one(planned, ana, noon):
    first = builders.session(ana, noon)

    second = builders.session(ana, noon + timedelta(minutes=1))

    assert second == first


def test_start_session_on_a_rest_day_is_refused(planned, ana, noon):
    with pytest.raises(NothingPlanned):
        builders.session(ana, noon + timedelta(days=1))


def test_start_session_again_on_the_same_day_is_refused(planned, ana, noon):
    builders.finished(ana, noon)

    with pytest.raises(NothingPlanned):
        builders.session(ana, noon + timedelta(hours=2))


def test_start_session_belongs_to_the_local_day_on_which_it_begins(planned, ana, noon):
    # 23:30 UTC on Thursday is Friday in Berlin.
    late = noon.replace(day=5, hour=23, minute=30)

    found = builders.session(ana, late)

    assert found.local_date == date(2026, 3, 6)


def test_start_session_shows_the_last_time_of_each_exercise(planned, ana, noon):
    first = builders.session(ana, noon)
    bridge = builders.strength(first)[0]
    builders.one_set(bridge, noon, number=1, amount=11, load=Decimal("2.50"))
    finish_session(session=first, rir=3, note="", now=noon)

    second = builders.session(ana, noon + timedelta(days=2))

    assert builders.strength(second)[0].previous == [
        {
            "number": 1,
            "side": "both",
            "amount": 11,
            "load": "2.5",
            "unit": "kg",
            "rir": None,
            "note": "",
        }
    ]


def later_than(now):
    """A session of a week later."""
    week_later = now + timedelta(days=7)
    return {"day": week_later.date(), "until": week_later}


def test_last_sets_skips_sessions_without_a_set_of_it_and_those_set_aside(planned, ana, noon):
    builders.finished(ana, noon)
    later = builders.session(ana, noon + timedelta(days=2))
    builders.one_set(builders.strength(later)[0], noon, amount=99)
    discard_session(session=later, now=noon)

    found = last_sets(ana, ["glute-bridge", "dead-bug"], **later_than(noon))

    assert [each["amount"] for each in found["glute-bridge"]] == [10]
    assert found["dead-bug"] == []


def test_last_sets_needs_two_queries(planned, ana, noon, django_assert_num_queries):
    builders.finished(ana, noon)

    with django_assert_num_queries(2):
        slugs = ["glute-bridge", "sit-to-stand", "calf-raise"]
        last_sets(ana, slugs, **later_than(noon))


def test_last_sets_of_a_stranger_are_not_seen(planned, ana, bo, noon):
    builders.finished(ana, noon)

    assert last_sets(bo, ["glute-bridge"], **later_than(noon)) == {}


@pytest.mark.parametrize(
    ("sets", "status"), [(1, "partial"), (2, "completed")], ids=["half", "two thirds or more"]
)
def test_finish_session_says_how_much_of_it_was_done(planned, ana, noon, sets, status):
    found = builders.finished(ana, noon, sets=sets)

    assert (found.status, found.finished_at) == (status, noon + timedelta(minutes=40))


def test_finish_session_twice_keeps_the_first_end(planned, ana, noon):
    found = builders.finished(ana, noon)

    again = finish_session(session=found, rir=2, note="good", now=noon + timedelta(hours=3))

    assert again.finished_at == noon + timedelta(minutes=40)
    assert (again.rir, again.note) == (2, "good")


def test_discard_session_keeps_its_sets_and_frees_the_day(planned, ana, noon):
    found = builders.session(ana, noon)
    builders.one_set(builders.strength(found)[0], noon)

    discard_session(session=found, now=noon)
    again = builders.session(ana, noon)

    assert again != found
    assert list(Session.objects.of(ana).in_the_log()) == [found]


def test_discard_session_that_is_finished_changes_nothing(planned, ana, noon):
    found = builders.finished(ana, noon, sets=2)

    assert discard_session(session=found, now=noon).status == "completed"


def test_tick_item_says_a_state_and_can_be_sent_twice(planned, ana, noon):
    item = builders.session(ana, noon).items.filter(phase="warm-up").first()

    tick_item(item=item, ticked=True, now=noon)
    tick_item(item=item, ticked=True, now=noon + timedelta(minutes=1))
    item.refresh_from_db()
    assert item.ticked_at == noon

    tick_item(item=item, ticked=False, now=noon + timedelta(minutes=2))
    item.refresh_from_db()
    assert item.ticked_at is None


def test_a_plan_that_goes_takes_no_session_with_it(planned, ana, noon):
    found = builders.finished(ana, noon)

    planned.delete()

    found.refresh_from_db()
    assert (found.plan_id, found.items.count()) == (None, 25)
