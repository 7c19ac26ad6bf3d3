"""Tests of one's own and the three activities: then and now in a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from history.models import SelfTestResult
from history.planning.report import Interval
from history.planning.self_tests import Figure, SelfTest, ThenAndNow


@dataclass(frozen=True, kw_only=True)
class TestedSide:
    """The newest figure of one side in a test; `then` is the first one, None if it is the only one.

    `is_change`: they differ by what is known to be more than chance.
    """

    test: SelfTest
    then: Figure | None
    now: Figure
    is_change: bool


@dataclass(frozen=True, kw_only=True)
class Scored:
    """The scores of the person's activities, in the order of `names`, on the last day and on the
    first one; `then` is empty if they were scored once.

    `is_change`: their means differ by two points or more.
    """

    names: Sequence[str]
    then: Sequence[int]
    then_day: date | None
    now: Sequence[int]
    now_day: date
    is_change: bool

    @property
    def rows(self) -> list[tuple[str, int | None, int]]:
        """Each activity with its first and its last score."""
        # One that was named since its last score has none yet.
        then = [*self.then, *[None] * len(self.names)]
        return list(zip(self.names, then, self.now, strict=False))


def sides_tested_in(user: User, period: Interval) -> list[TestedSide]:
    """Return the first and the last figure of each test and side in a period, in the order of the
    tests. One query."""
    results = list(_results(user, period).exclude(test=SelfTest.ACTIVITIES))
    found = []
    for test in SelfTest:
        mine = [each for each in results if each.test == test]
        for now in mine[-1].figures if mine else ():
            earlier = (each for one in mine[:-1] for each in one.figures if each.side == now.side)
            then = next(earlier, None)
            found.append(
                TestedSide(test=test, then=then, now=now, is_change=_is_change(test, then, now))
            )
    return found


def activities_in(user: User, period: Interval) -> Scored | None:
    """Return the scores of the activities that were scored last in a period, beside their first
    ones; None without any. One query."""
    found = _results(user, period).filter(test=SelfTest.ACTIVITIES, activities__isnull=False)
    results = list(found.select_related("activities"))
    if not results:
        return None
    now = results[-1]
    then = next(each for each in results if each.activities_id == now.activities_id)
    is_once = then == now
    return Scored(
        names=now.activities.names if now.activities else [],
        then=[] if is_once else then.tries["scores"],
        then_day=None if is_once else then.day,
        now=now.tries["scores"],
        now_day=now.day,
        is_change=_is_change(SelfTest.ACTIVITIES, then.figures[0], now.figures[0]),
    )


def _results(user: User, period: Interval) -> QuerySet[SelfTestResult]:
    """Select what was measured in a period, oldest first."""
    days = (period.first, period.last)
    return SelfTestResult.objects.of(user).standing().filter(day__range=days)


def _is_change(test: SelfTest, then: Figure | None, now: Figure) -> bool:
    return then is not None and ThenAndNow(test=test, then=then, now=now).is_change
