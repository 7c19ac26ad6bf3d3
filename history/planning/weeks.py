"""What each week was: in range, one session, none, away or in a flare-up. Nothing is blamed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEK = timedelta(days=7)


class Kind(StrEnum):
    """`RUNNING`: this week, not yet in range."""

    IN_RANGE = "in_range"
    ONE = "one"
    NONE = "none"
    AWAY = "away"
    FLARE = "flare"
    RUNNING = "running"


@dataclass(frozen=True, kw_only=True)
class Week:
    """A training week, which begins on `first`."""

    first: date
    done: int
    kind: Kind


def weeks_of(
    done: Mapping[date, int],
    *,
    first: date,
    this_week: date,
    away: Collection[date] = (),
    in_flare: Collection[date] = (),
) -> tuple[Week, ...]:
    """Return each week from `first` to `this_week`, which are first days of weeks.

    `done`: the finished sessions of each week, by its first day. `away`, `in_flare`: days. A week
    with fewer than two sessions is a week of the flare-up, or away, if it has such a day: neither
    asks for sessions.
    """
    away_weeks = {_week_of(day, this_week) for day in away}
    flare_weeks = {_week_of(day, this_week) for day in in_flare}
    weeks = []
    for number in range((this_week - first).days // 7 + 1):
        start = first + number * WEEK
        count = done.get(start, 0)
        if count >= 2:
            kind = Kind.IN_RANGE
        elif start in flare_weeks:
            kind = Kind.FLARE
        elif start in away_weeks:
            kind = Kind.AWAY
        elif start == this_week:
            kind = Kind.RUNNING
        else:
            kind = Kind.ONE if count else Kind.NONE
        weeks.append(Week(first=start, done=count, kind=kind))
    return tuple(weeks)


def in_range(weeks: Collection[Week]) -> tuple[int, int]:
    """Return how many weeks were in range, and of how many that asked for sessions.

    A week away, in a flare-up or still running asks for none.
    """
    asked = [week for week in weeks if week.kind in (Kind.IN_RANGE, Kind.ONE, Kind.NONE)]
    return sum(week.kind == Kind.IN_RANGE for week in asked), len(asked)


def first_of_week(day: date, week_start: int) -> date:
    """Return the first day of a day's training week, which begins on the weekday `week_start`."""
    return day - timedelta(days=(day.weekday() - week_start) % 7)


def _week_of(day: date, any_start: date) -> date:
    return day - timedelta(days=(day - any_start).days % 7)
