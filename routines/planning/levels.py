"""Moving up a level by readiness, not by date (brief.md D7b)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from routines.planning.cut_offs import CUT_OFFS, Zone
from routines.planning.programmes import Level

# How long a level lasts at least: Foundation weeks 1 to 4, Build weeks 5 to 10 (brief.md C7).
DAYS = {Level.L1: 28, Level.L2: 42}
LOOKED_AT = timedelta(weeks=4)  # the attempts that decide
SESSIONS = 6
RECENTLY = timedelta(days=14)
MORE_PAIN = Decimal("0.5")  # on average, which is no more than a whole number's error
ABOVE = {Level.L1: Level.L2, Level.L2: Level.L3}


class Lacking(StrEnum):
    """What is lacking for the next level, in the order in which a page names it.

    DAYS and SESSIONS: too few in this level. TOP: too few exercises at the top of their range.
    PAIN: mornings hurt more than at the level's start. LOWERED: an exercise was too much. CALM: a
    flare-up, the way back from one, or a lighter week. LOAD_KEPT: no weight goes up for now.
    """

    DAYS = "days"
    SESSIONS = "sessions"
    TOP = "top"
    PAIN = "pain"
    LOWERED = "lowered"
    CALM = "calm"
    LOAD_KEPT = "load_kept"


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One exercise in one session, at most four weeks ago.

    `at_top`: every prescribed set reached the top of the library's range, or a harder form than the
    library's first was done. `is_hard`: the form was lost, a set was under its range, or nothing
    was left. `zone` and `settled`: the pain in the session, and the morning after it.
    """

    day: date
    at_top: bool
    is_hard: bool = False
    zone: Zone = Zone.GREEN
    settled: bool = True


@dataclass(frozen=True, kw_only=True)
class Mornings:
    """The mean morning pain of the last 14 days, and what it is compared with; None if unknown.

    `at_first`: of the level's first 14 days, or else the usual.
    """

    lately: Decimal | None = None
    at_first: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class MovingUp:
    """Readiness for the level above.

    `to` is the level above, None from the highest. A person is ready if there is one and nothing is
    lacking. `days` and `sessions` are how many more are needed; `tops` of the `tried` exercises are
    at the top of their range, and two thirds have to be.
    """

    to: Level | None
    lacking: tuple[Lacking, ...] = ()
    days: int = 0
    sessions: int = 0
    tops: int = 0
    tried: int = 0

    @property
    def is_ready(self) -> bool:
        return self.to is not None and not self.lacking


def moving_up(  # noqa: PLR0913 — all that decides
    level: Level,
    *,
    days: int,
    sessions: int,
    mornings: Mornings,
    attempts: Mapping[str, Sequence[Attempt]],
    is_calm: bool,
    keeps_load: bool = False,
    today: date,
) -> MovingUp:
    """Judge whether a person is ready for the level above, and what is still missing.

    `days` since the level began, and `sessions` in it. `attempts` at each exercise, oldest first.
    `is_calm`: no flare-up, way back or lighter week, and no flare-up shortly before. `keeps_load`:
    a caution forbids more weight.
    """
    least = DAYS.get(level, 0)
    tops = sum(each[-1].at_top for each in attempts.values())
    since = today - RECENTLY
    is_amber = any(
        each.zone != Zone.GREEN for row in attempts.values() for each in row if each.day > since
    )
    holds = (
        (Lacking.DAYS, days < least),
        (Lacking.SESSIONS, sessions < SESSIONS),
        (Lacking.TOP, not attempts or tops * 3 < len(attempts) * 2),
        (Lacking.PAIN, is_amber if mornings.lately is None else _hurts_more(mornings)),
        (Lacking.LOWERED, any(was_lowered(row, since) for row in attempts.values())),
        (Lacking.CALM, not is_calm),
        (Lacking.LOAD_KEPT, keeps_load),
    )
    return MovingUp(
        to=ABOVE.get(level),
        lacking=tuple(lacking for lacking, does in holds if does),
        days=max(0, least - days),
        sessions=max(0, SESSIONS - sessions),
        tops=tops,
        tried=len(attempts),
    )


def _hurts_more(mornings: Mornings) -> bool:
    lately, at_first = mornings.lately, mornings.at_first
    return lately is not None and at_first is not None and lately > at_first + MORE_PAIN


def was_lowered(attempts: Sequence[Attempt], since: date) -> bool:
    """Return whether a rule that lowers an exercise spoke after `since`: R1, R2, R4 or R6 (D4)."""
    return any(
        _lowers(attempts[: number + 1]) for number, each in enumerate(attempts) if each.day > since
    )


def _lowers(attempts: Sequence[Attempt]) -> bool:
    last = attempts[-1]
    row = attempts[-CUT_OFFS.ambers_in_a_row :]
    ambers = len(row) == CUT_OFFS.ambers_in_a_row and all(each.zone != Zone.GREEN for each in row)
    hard = len(attempts) > 1 and all(each.is_hard for each in attempts[-2:])
    unsettled = last.zone != Zone.GREEN and not last.settled
    return last.zone == Zone.RED or unsettled or ambers or hard
