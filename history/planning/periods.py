"""The periods that a chart can show."""

from datetime import date, timedelta
from enum import StrEnum


class Period(StrEnum):
    """The days up to today. Its value is the word in an address."""

    FOUR_WEEKS = "4-weeks"
    TWELVE_WEEKS = "12-weeks"
    YEAR = "year"
    ALL = "all"


USUAL = Period.TWELVE_WEEKS
LENGTHS = {Period.FOUR_WEEKS: 28, Period.TWELVE_WEEKS: 84, Period.YEAR: 365}


def period_named(name: str) -> Period:
    """Return the period of this name; twelve weeks for anything else."""
    return Period(name) if name in set(Period) else USUAL


def first_day(period: Period, today: date, earliest: date | None) -> date:
    """Return the first day of a period that ends today.

    `earliest` is the first day with anything to show, None without one. All of the time has at
    least the usual length, so that a short log isn't drawn wider than it is.
    """
    usual = today - timedelta(days=LENGTHS[USUAL] - 1)
    if period == Period.ALL:
        return min(earliest or usual, usual)
    return today - timedelta(days=LENGTHS[period] - 1)
