"""The scheduler's findings about a day or a week: codes and figures, never sentences."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class Rule(StrEnum):
    """A hard rule that may refuse a strength session on a day (brief.md C2 S1–S3, C3 M2)."""

    PAST = "past"
    BEYOND_HORIZON = "beyond_horizon"
    ONE_A_DAY = "one_a_day"
    UNAVAILABLE = "unavailable"
    REST_DAY = "rest_day"
    SEVEN_DAYS = "seven_days"
    WEEK_FULL = "week_full"


class Cause(StrEnum):
    """What takes a session away from a training week.

    PAST: days of the week are before today. DONE: the rest after sessions already done.
    UNAVAILABLE: away, ill, or moved off by hand. PINNED: the sessions that the person put on a day.
    PLANNED: the sessions planned in other weeks. LONGER_REST: two rest days are required, not one.
    CHOSEN_DAYS: one more session would move several off the weekdays that the person chose.
    """

    PAST = "past"
    DONE = "done"
    UNAVAILABLE = "unavailable"
    PINNED = "pinned"
    PLANNED = "planned"
    LONGER_REST = "longer_rest"
    CHOSEN_DAYS = "chosen_days"


@dataclass(frozen=True, kw_only=True)
class RefusedDay:
    """One rule that refuses a session on one day.

    `clashes_with` are the days of the sessions it clashes with, ascending; empty if the rule is
    about the day alone. `limit` is the rule's figure: whole rest days for REST_DAY, sessions for
    ONE_A_DAY, SEVEN_DAYS and WEEK_FULL, None for the others. `next_day` is the nearest later day on
    which every rule allows a session, None if there is none within the horizon.
    """

    rule: Rule
    day: date
    clashes_with: tuple[date, ...] = ()
    limit: int | None = None
    next_day: date | None = None


@dataclass(frozen=True, kw_only=True)
class ShortWeek:
    """A training week with fewer sessions, planned and done together, than wanted.

    `planned`, `done` and `wanted` count sessions. `causes` are distinct, in the order of `Cause`.
    """

    week_start: date
    planned: int
    done: int
    wanted: int
    causes: tuple[Cause, ...]


Finding: TypeAlias = RefusedDay | ShortWeek
