"""The log of a person's tests, as their pages show it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Min

from accounts.models import User
from history.facts.self_test_offer import last_answered
from history.facts.self_tests import PainMeans
from history.models import SelfTestResult
from history.planning.norms import mean_of_week
from history.planning.self_tests import EVERY, SelfTest
from history.planning.thinning import Every, Figure, means
from history.planning.weeks import WEEK
from routines.models import MorningCheck

SHOWN = 3  # results of each test on the page of all tests
READ = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class Logged:
    """One test: its newest results of the last year, newest first; since when there are any, None
    without; and from which day on it is due again, None if it is due now."""

    test: SelfTest
    results: Sequence[SelfTestResult]
    since: date | None
    due_from: date | None


def logged_tests(user: User, today: date) -> list[Logged]:
    """Return every test with its newest results. Four queries."""
    mine = SelfTestResult.objects.of(user).standing()
    since = dict(mine.order_by().values_list("test").annotate(Min("day")))
    newest = defaultdict(list)
    for each in mine.filter(day__gte=today - READ).reverse():
        newest[each.test].append(each)
    last = last_answered(user)
    return [
        Logged(
            test=test,
            results=newest[test][:SHOWN],
            since=since.get(test),
            due_from=last[test] + EVERY if test in last and last[test] + EVERY > today else None,
        )
        for test in SelfTest
    ]


@dataclass(frozen=True, kw_only=True)
class PainTrend:
    """The mean pain of the last seven days, `before`: of the seven days before them, `first`: of
    the first seven of the year; each with the present one. `weeks`: the means of the weeks."""

    before: PainMeans
    first: PainMeans
    weeks: tuple[Figure, ...]

    @property
    def now(self) -> Decimal | None:
        return self.before.now


def pain_trend(user: User, today: date) -> PainTrend:
    """Return the mean pain of the mornings of a year, by weeks. One query."""
    found = MorningCheck.objects.of(user).filter(day__range=(today - READ, today))
    mornings = dict(found.order_by("day").values_list("day", "pain"))
    now = mean_of_week(mornings, today)
    started = min(mornings, default=today)
    figures = [(day, Decimal(pain)) for day, pain in mornings.items()]
    return PainTrend(
        before=PainMeans(then=mean_of_week(mornings, today - WEEK), now=now),
        first=PainMeans(then=mean_of_week(mornings, started + timedelta(days=6)), now=now),
        weeks=means(figures, Every.WEEK, week_start=user.week_start),
    )
