"""Moving up a level by readiness, not by date (brief.md C7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from routines.planning.programmes import Level

SESSIONS = 6
ABOVE = {Level.L1: Level.L2, Level.L2: Level.L3}


class Lacking(StrEnum):
    """What is lacking for the next level.

    SESSIONS: too few in this level. PAIN: above the usual. TOP: half of the exercises or more are
    below the top of their range.
    """

    SESSIONS = "sessions"
    PAIN = "pain"
    TOP = "top"


@dataclass(frozen=True, kw_only=True)
class MovingUp:
    """Readiness for the level above.

    `to` is the level above, None from the highest. A person is ready if there is one and nothing is
    lacking.
    """

    to: Level | None
    lacking: tuple[Lacking, ...]

    @property
    def is_ready(self) -> bool:
        return self.to is not None and not self.lacking


def moving_up(
    level: Level,
    *,
    sessions: int,
    mean_pain: Decimal | None,
    usual_pain: Decimal,
    at_top: Sequence[bool],
) -> MovingUp:
    """Judge whether a person is ready for the level above.

    `sessions`: done in this level. `mean_pain`: of the mornings in this level; None without an
    entry, which counts as not ready. `at_top`: for each exercise, whether every set of the last
    session reached the top of the range.
    """
    holds = (
        (Lacking.SESSIONS, sessions < SESSIONS),
        (Lacking.PAIN, mean_pain is None or mean_pain > usual_pain),
        (Lacking.TOP, sum(at_top) * 2 <= len(at_top)),
    )
    return MovingUp(
        to=ABOVE.get(level),
        lacking=tuple(lacking for lacking, does in holds if does),
    )
