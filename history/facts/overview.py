"""What History says first: the last twelve weeks, how the back was, and the days of a calendar."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from backhealth.prepared import Prepared
from history.models import Activity
from history.planning.mornings import MORNINGS, Back, Morning, back_of, may_have_flared
from history.planning.weeks import WEEK, Week, first_of_week, in_range, weeks_of
from routines.facts.back_state import back_state
from routines.models import DayMark, FlareMark, Mark, MorningCheck, Said, Session
from routines.models.owned import FIRST, LAST, PERSON
from routines.planning.flare import FlareState

WEEKS = 12
# Before the twelve weeks: long enough for the usual pain and for the longest flare-up.
LEAD = 6 * WEEK
KEPT_FREE = {Mark.AWAY, Mark.ILL}


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The last twelve weeks, oldest first, of which `met` of `asked` were in range, and how the
    back was. Weeks before the first session of the log are left out."""

    weeks: tuple[Week, ...]
    met: int
    asked: int
    back: Back | None

    @property
    def sessions(self) -> int:
        return sum(week.done for week in self.weeks)


def _marks_and_flares() -> QuerySet[DayMark, tuple[date, str]]:
    marks = DayMark.objects.of(PERSON).filter(day__range=(FIRST, LAST), mark__in=KEPT_FREE)
    flares = FlareMark.objects.of(PERSON).filter(day__range=(FIRST, LAST))
    kinds = flares.order_by().values_list("day", "kind")
    return marks.order_by().values_list("day", "mark").union(kinds, all=True)


_DONE_DAYS = Prepared(
    lambda: Session.objects.of(PERSON).done().between(FIRST, LAST).values_list("local_date")
)
_BESIDE = Prepared(
    lambda: (
        Activity.objects.of(PERSON).standing().filter(day__range=(FIRST, LAST)).values_list("day")
    )
)
_MARKS = Prepared(_marks_and_flares)
_MORNINGS = Prepared(
    lambda: (
        MorningCheck.objects.of(PERSON)
        .filter(day__range=(FIRST, LAST))
        .order_by("day")
        .values_list("day", "pain")
    )
)
_FIRST_MORNINGS = Prepared(
    lambda: MorningCheck.objects.of(PERSON).order_by("day").values_list("day", "pain")[:MORNINGS]
)


def strip_start(user: User, today: date) -> date:
    """Return the first day of the twelve weeks."""
    return first_of_week(today, user.week_start) - (WEEKS - 1) * WEEK


def done_days(user: User, first: date, last: date) -> Counter[date]:
    """Return how many sessions were done on which day. One query."""
    return Counter(day for (day,) in _DONE_DAYS(user=user, first=first, last=last))


def days_beside(user: User, first: date, last: date) -> set[date]:
    """Return the days with an activity beside the sessions. One query."""
    return {day for (day,) in _BESIDE(user=user, first=first, last=last)}


def mornings_of(user: User, first: date, last: date) -> list[Morning]:
    """Return the pain of the mornings, in the order of the days. One query."""
    return _MORNINGS(user=user, first=first, last=last)


def overview(
    user: User,
    today: date,
    *,
    done: Mapping[date, int],
    mornings: Sequence[Morning],
    first_day: date,
) -> Overview:
    """Return the last twelve weeks, and how the back was.

    `done`, `mornings`: of the twelve weeks and the lead before them, at least. `first_day`:
    of the log. Two queries, and three more if there may have been a flare-up.
    """
    first = max(strip_start(user, today), first_of_week(first_day, user.week_start))
    since = first - LEAD
    marks = _MARKS(user=user, first=since, last=today)
    by_week: Counter[date] = Counter()
    for day, count in done.items():
        by_week[first_of_week(day, user.week_start)] += count
    weeks = weeks_of(
        by_week,
        first=first,
        this_week=first_of_week(today, user.week_start),
        away={day for day, mark in marks if mark in KEPT_FREE},
        in_flare=_flare_days(user, today, marks, [each for each in mornings if each[0] >= since]),
    )
    met, asked = in_range(weeks)
    start = strip_start(user, today)
    of_strip = [each for each in mornings if each[0] >= start]
    back = back_of(of_strip, _FIRST_MORNINGS(user=user))
    return Overview(weeks=weeks, met=met, asked=asked, back=back)


def _flare_days(
    user: User, today: date, marks: Collection[tuple[date, str]], mornings: Sequence[Morning]
) -> set[date]:
    """Return the days in a flare-up. None, and no query, if nothing reported may have begun one."""
    said = any(mark == Said.SAID for _day, mark in marks)
    if not said and not may_have_flared(mornings, usual=user.usual_pain):
        return set()
    courses = back_state(user, today).courses
    return {day for day, course in courses.items() if course.state == FlareState.FLARE}
