"""The days of a calendar: a month in whole weeks, and the months of a year."""

from calendar import Calendar
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)


class Mark(StrEnum):
    """What is written down about a day; with a session, the rest of it isn't marked."""

    SESSION = "session"
    BESIDE = "beside"


@dataclass(frozen=True, kw_only=True)
class CalendarDay:
    """A day of a month; `mark` is None if nothing is written down."""

    day: date
    mark: Mark | None
    is_today: bool


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month in weeks of seven days, None for those of other months.

    `before`, `after`: the last day of the months beside it; None where no log can be.
    """

    first: date
    weeks: tuple[tuple[CalendarDay | None, ...], ...]
    before: date | None
    after: date | None


@dataclass(frozen=True, kw_only=True)
class MonthOfYear:
    """A month in the strip of a year, with the number of its sessions."""

    first: date
    last: date
    sessions: int


@dataclass(frozen=True, kw_only=True)
class Year:
    """The months of a year up to today's. `before`, `after`: the last day of the years beside it,
    or today in today's year; None where no log can be."""

    year: int
    months: tuple[MonthOfYear, ...]
    before: date | None
    after: date | None


def month_of(
    day: date,
    *,
    sessions: Collection[date],
    beside: Collection[date],
    week_start: int,
    earliest: date,
    today: date,
) -> Month:
    """Return the calendar of the month with this day.

    `sessions`, `beside`: the days with a session, and with something else. `earliest`: the first
    day of the log.
    """
    first = day.replace(day=1)
    weeks = Calendar(week_start).monthdayscalendar(first.year, first.month)
    last = last_of_month(first)
    return Month(
        first=first,
        weeks=tuple(
            tuple(
                _day(first.replace(day=number), sessions, beside, today) if number else None
                for number in week
            )
            for week in weeks
        ),
        before=first - DAY if earliest < first else None,
        after=min(last_of_month(last + DAY), today) if last < today else None,
    )


def year_of(day: date, *, sessions: Mapping[date, int], earliest: date, today: date) -> Year:
    """Return the months of the year with this day. `sessions`: how many on which day."""
    counts = dict.fromkeys(range(1, 13), 0)
    for each, number in sessions.items():
        if each.year == day.year:
            counts[each.month] += number
    firsts = [date(day.year, month, 1) for month in counts]
    return Year(
        year=day.year,
        months=tuple(
            MonthOfYear(
                first=first, last=min(last_of_month(first), today), sessions=counts[first.month]
            )
            for first in firsts
            if first <= today
        ),
        before=date(day.year - 1, 12, 31) if earliest.year < day.year else None,
        after=min(date(day.year + 1, 12, 31), today) if day.year < today.year else None,
    )


def last_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def _day(
    day: date, sessions: Collection[date], beside: Collection[date], today: date
) -> CalendarDay:
    mark = Mark.SESSION if day in sessions else Mark.BESIDE if day in beside else None
    return CalendarDay(day=day, mark=mark, is_today=day == today)
