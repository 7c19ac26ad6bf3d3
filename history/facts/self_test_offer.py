"""Which test is offered today, if one is."""

from collections.abc import Mapping
from datetime import date
from itertools import chain

from django.db.models import Max

from accounts.models import User
from history.models import SelfTestResult, SkippedTest
from history.planning.allowed_tests import ruled_out
from history.planning.self_tests import SelfTest, next_offer
from routines.facts.back_state import BackState, back_state
from routines.facts.clearance import clearance
from routines.models import DayMark, Mark, PlannedSession


def offered_test(user: User, today: date) -> SelfTest | None:
    """Return the test that is offered today; None if none is due, or today isn't the day for it.

    Not with a lock or due questions, in a flare-up or on the way back from it, after a session that
    a stop sign ended, on a day with a session, away or ill. Two queries if none is due, at most
    eight.
    """
    last = last_answered(user)
    if _due(last, today) is None:
        return None
    back = back_state(user, today)
    allowed = clearance(user, back)
    if not (allowed.is_open and _is_calm(back)) or _is_taken(user, today):
        return None
    return next_offer(
        last,
        today=today,
        trains_since=back.earlier or min(back.sessions),
        is_strength_day=today in back.sessions or back.running is not None,
        ruled_out=ruled_out(allowed.care.cautions),
    )


def last_answered(user: User) -> dict[SelfTest, date]:
    """Return when each test was done or skipped last. Two queries."""
    results = SelfTestResult.objects.of(user).standing().order_by()
    skipped = SkippedTest.objects.of(user).order_by()
    found: dict[SelfTest, date] = {}
    for test, day in chain(
        results.values_list("test").annotate(Max("day")),
        skipped.values_list("test").annotate(Max("day")),
    ):
        found[SelfTest(test)] = max(day, found.get(SelfTest(test), day))
    return found


def _due(last: Mapping[SelfTest, date], today: date) -> SelfTest | None:
    """Return the test that is due by the calendar alone."""
    return next_offer(last, today=today, trains_since=date.min, is_strength_day=False)


def _is_calm(back: BackState) -> bool:
    was_stopped = bool(back.done) and back.done[-1].stopped
    return back.has_trained and not (back.in_flare or back.is_ramping or was_stopped)


def _is_taken(user: User, today: date) -> bool:
    """Return whether today has a session planned, or is a day away or ill. At most two queries."""
    if PlannedSession.objects.of(user).filter(day=today).exists():
        return True
    return DayMark.objects.of(user).filter(day=today, mark__in=(Mark.AWAY, Mark.ILL)).exists()
