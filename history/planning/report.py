"""What a sheet for an appointment can hold, and the days that it is about."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from history.planning.weeks import WEEK, first_of_week

MOST_DAYS = 2 * 366  # more don't fit on two sheets
LONG_BACK = date(2000, 1, 1)  # no log begins before this day


class Part(StrEnum):
    """A part of the sheet. Its value says nothing about a body: it stands in addresses."""

    OFTEN = "a"
    EXERCISES = "b"
    PAIN = "c"
    CHANGES = "d"
    STOPS = "e"
    CHECK = "f"
    TESTS = "g"
    ACTIVITIES = "h"
    NOTES = "i"


class Length(StrEnum):
    """The length of the period: 4, 12 or 52 weeks up to today, or OWN days."""

    WEEKS_4 = "4"
    WEEKS_12 = "12"
    YEAR = "52"
    OWN = "own"


@dataclass(frozen=True, kw_only=True)
class Interval:
    """The days that a sheet is about, both ends included."""

    first: date
    last: date

    @classmethod
    def of_weeks(cls, count: int, *, today: date, week_start: int) -> "Interval":
        """Return the last weeks up to today; this week counts as one of them."""
        return cls(first=first_of_week(today, week_start) - (count - 1) * WEEK, last=today)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last
