"""What tests of one's own found, and when the next one is offered."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from accounts.models import User
from backhealth.prepared import Prepared
from history.models import SelfTestResult
from history.planning.norms import is_change_of_pain
from history.planning.self_tests import SelfTest, ThenAndNow
from routines.models.owned import FIRST, LAST, PERSON

YEAR = timedelta(days=365)
_RESULTS = Prepared(
    lambda: SelfTestResult.objects.of(PERSON).standing().filter(day__range=(FIRST, LAST))
)


def self_tests_gone_up(user: User, since: date, today: date) -> tuple[ThenAndNow, ...]:
    """Return what is better since a day: the newest figure of each side, if it is of that day or
    later, beside the last one of the year before that day; without one, the first one since.

    Left out where the difference is known to be no more than chance (`ThenAndNow.went_up`). One
    query.
    """
    found = []
    read = _RESULTS(user=user, first=since - YEAR, last=today)
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
