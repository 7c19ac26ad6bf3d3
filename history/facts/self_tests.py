"""What tests of one's own found, and when the next one is offered."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from accounts.models import User
from history.models import SelfTestResult
from history.planning.norms import is_change_of_pain, mean_of_week
from history.planning.self_tests import SelfTest, ThenAndNow
from routines.models import MorningCheck

WEEK, YEAR = timedelta(days=7), timedelta(days=365)


def self_tests_then_and_now(user: User, first: date, last: date) -> tuple[ThenAndNow, ...]:
    """Return the first and the last figure of each test between two days, both included.

    One entry for each side, in the order of the tests; nothing for a side that was measured once.
    Activities are compared with the same ones only. One query.
    """
    by_test = _by_test(SelfTestResult.objects.of(user).standing().filter(day__range=(first, last)))
    return tuple(
        each
        for test, (*earlier, newest) in by_test.items()
        for each in _compared(test, earlier, newest)
    )


def self_tests_gone_up(user: User, since: date, today: date) -> tuple[ThenAndNow, ...]:
    """Return what is better since a day: the newest figure of each side, if it is of that day or
    later, beside the last one of the year before that day; without one, the first one since.

    Left out where the difference is known to be no more than chance (`ThenAndNow.went_up`). One
    query.
    """
    read = SelfTestResult.objects.of(user).standing().filter(day__range=(since - YEAR, today))
    found = []
    for test, (*earlier, newest) in _by_test(read).items():
        if newest.day < since:
            continue
        before = [each for each in earlier if each.day < since]
        after = [each for each in earlier if each.day >= since]
        found += _compared(test, [*reversed(before), *after], newest)
    return tuple(each for each in found if each.went_up)


def _by_test(results: Iterable[SelfTestResult]) -> dict[SelfTest, list[SelfTestResult]]:
    """Group results, oldest first, by their test; only the tests that have some, in their order."""
    found: dict[str, list[SelfTestResult]] = defaultdict(list)
    for each in results:
        found[each.test].append(each)
    return {test: found[test] for test in SelfTest if test in found}


def _compared(
    test: SelfTest, earlier: Iterable[SelfTestResult], newest: SelfTestResult
) -> list[ThenAndNow]:
    """Compare each side of the newest result with the first of the others that has this side."""
    alike = [each for each in earlier if each.activities_id == newest.activities_id]
    found = []
    for now in newest.figures:
        then = next((each for one in alike for each in one.figures if each.side == now.side), None)
        if then is not None:
            found.append(ThenAndNow(test=test, then=then, now=now))
    return found


@dataclass(frozen=True, kw_only=True)
class PainMeans:
    """The mean pain of the mornings of a week, then and now; None with fewer than three of them."""

    then: Decimal | None
    now: Decimal | None

    @property
    def is_change(self) -> bool:
        """Whether they differ by two points or by 30 %."""
        if self.then is None or self.now is None:
            return False
        return is_change_of_pain(self.then, self.now)


def pain_then_and_now(user: User, first: date, last: date) -> PainMeans:
    """Return the mean pain of the first and of the last seven days of a period. One query."""
    found = MorningCheck.objects.of(user).filter(day__range=(first, last))
    mornings = dict(found.values_list("day", "pain"))
    return PainMeans(
        then=mean_of_week(mornings, first + WEEK - timedelta(days=1)),
        now=mean_of_week(mornings, last),
    )
