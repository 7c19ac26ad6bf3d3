"""The bench's people: how much they logged, on which days, and that a seed always says the same."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db.models import Count, Q

from bench import people
from bench.load import Request
from routines.facts.completion import measured
from routines.models import MorningCheck, PlannedSession, Session, SessionItem, SetLog, Status

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def log_of(person) -> list[list[dict]]:
    """All that the log of a person says, without the keys of the person and of the plan."""
    sessions = Session.objects.of(person).order_by("id")
    items = SessionItem.objects.of(person).order_by("id")
    sets = SetLog.objects.of(person).order_by("id")
    return [
        list(sessions.values("id", "local_date", "started_at", "rir", "note")),
        list(items.values("id", "exercise", "load", "previous", "ticked_at")),
        list(sets.values("id", "item", "number", "side", "amount", "load", "logged_at")),
    ]


@pytest.mark.parametrize("weeks", [1, 4, 52])
def test_training_days_are_three_a_week_with_rest_between(weeks):
    for number in range(7):
        today = NOON.date() + timedelta(days=number)

        days = people.training_days(today, weeks)

        assert len(days) == 3 * weeks
        assert days[-1] < today
        apart = {later - day for day, later in pairwise(days)}
        assert apart <= {timedelta(days=2), timedelta(days=3)}
        assert today.weekday() in people.training_weekdays(today)


def test_veteran_logs_three_completed_sessions_a_week_of_fifteen_sets(library, noon):
    person = people.veteran(weeks=4, now=noon)

    sessions = list(Session.objects.of(person))
    logged = SetLog.objects.of(person).values_list("item__session", "item", "number")
    sets = Counter(session for session, _item, _number in set(logged))
    assert len(sessions) == 12
    assert {session.status for session in sessions} == {Status.COMPLETED}
    assert {measured(session) for session in sessions} == {Status.COMPLETED}
    assert sets == {session.pk: 15 for session in sessions}


def test_veteran_has_a_log_for_each_side_as_the_app_writes_it(library, noon):
    person = people.veteran(weeks=1, now=noon)

    items = SessionItem.objects.of(person).annotate(
        left=Count("set_logs", Q(set_logs__side="left")),
        right=Count("set_logs", Q(set_logs__side="right")),
        both=Count("set_logs", Q(set_logs__side="both")),
    )
    for item in items.filter(phase="strength", swapped_at=None):
        expected = (item.sets, item.sets, 0) if item.per_side else (0, 0, item.sets)
        assert (item.left, item.right, item.both) == expected
        assert item.lo <= item.aim <= item.hi
    assert not items.exclude(phase="strength").filter(ticked_at=None).exists()


def test_veteran_swaps_exercises_and_reports_calm_mornings(library, noon):
    person = people.veteran(weeks=4, now=noon)

    swapped = SessionItem.objects.of(person).exclude(instead_of=None)
    assert swapped.count() == 3  # of twelve sessions, one in four
    for item in swapped.select_related("instead_of"):
        assert item.exercise_id == people.SUBSTITUTES[item.instead_of.exercise_id]
        assert item.instead_of.swapped_at is not None
        assert item.set_logs.exists()
        assert not item.instead_of.set_logs.exists()
    mornings = MorningCheck.objects.of(person)
    assert set(mornings.values_list("pain", flat=True)) == {1, 2}
    assert mornings.last().day < noon.date()


def test_veteran_is_planned_onwards_from_today(library, noon):
    person = people.veteran(weeks=4, now=noon)

    planned = list(PlannedSession.objects.of(person).values_list("day", flat=True))
    done = list(
        Session.objects.of(person).order_by("local_date").values_list("local_date", flat=True)
    )
    assert planned[:12] == done
    assert planned[12] == noon.date()


def test_veteran_says_the_same_for_the_same_seed(library, noon):
    first = people.veteran(weeks=2, now=noon)
    first_log = log_of(first)
    first.delete()

    second_log = log_of(people.veteran(weeks=2, now=noon))
    other_log = log_of(people.veteran(weeks=2, now=noon, seed=people.SEED + 1))

    assert second_log == first_log
    assert other_log != first_log


def test_newcomer_has_a_running_session_half_logged(library, noon):
    session = people.newcomer(noon)
    offered = len(people.sets_to_do(session))

    people.log_half(session, noon)

    assert session.is_running
    assert session.user.is_guest
    assert SetLog.objects.of(session.user).count() == offered // 2


def test_request_goes_over_the_wire_as_a_browser_sends_it():
    request = Request(path="/x/", method="POST", headers={"Cookie": "a=b"}, body="é=1")

    assert (
        request.raw(8000)
        == (
            "POST /x/ HTTP/1.1\r\nHost: localhost:8000\r\nAccept-Encoding: gzip\r\nCookie: a=b\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4\r\n\r\né=1"
        ).encode()
    )
