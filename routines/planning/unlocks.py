"""What unlocks an exercise that is locked at first (brief.md B, E4, E6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from routines.planning.cut_offs import Zone, read_as, zone

WEEK = timedelta(days=7)


class Missing(StrEnum):
    """What is still missing for an exercise to unlock.

    CALM_WEEKS of the easier exercise. USUAL_PAIN is too high. CHECKED by a professional. FLARE: not
    during one.
    """

    CALM_WEEKS = "calm_weeks"
    USUAL_PAIN = "usual_pain"
    CHECKED = "checked"
    FLARE = "flare"


@dataclass(frozen=True, kw_only=True)
class UnlockRule:
    """The conditions of an exercise: `weeks` of the exercise `requires`, and a usual pain limit."""

    requires: str
    weeks: int
    usual_pain_max: int


@dataclass(frozen=True, kw_only=True)
class UnlockState:
    """Whether an exercise is unlocked: it is open if nothing is `missing`.

    `weeks` of the `needed` calm weeks are done.
    """

    missing: tuple[Missing, ...]
    weeks: int
    needed: int

    @property
    def is_open(self) -> bool:
        return not self.missing


def unlock_state(
    unlock: UnlockRule,
    *,
    pain_by_day: Mapping[date, int],
    usual_pain: Decimal | None,
    checked_on: date | None,
    in_flare: bool,
    today: date,
) -> UnlockState:
    """Return whether an exercise is unlocked, and what is missing.

    `pain_by_day`: the pain in each session of the easier exercise. `checked_on`: when a
    professional checked the person's form, None if none has.
    """
    weeks = calm_weeks(pain_by_day, usual=usual_pain, today=today, at_most=unlock.weeks)
    checked = checked_on is not None and checked_on <= today
    holds = (
        (Missing.CALM_WEEKS, weeks < unlock.weeks),
        (Missing.USUAL_PAIN, read_as(usual_pain) > unlock.usual_pain_max),
        (Missing.CHECKED, not checked),
        (Missing.FLARE, in_flare),
    )
    return UnlockState(
        missing=tuple(missing for missing, does in holds if does),
        weeks=weeks,
        needed=unlock.weeks,
    )


def calm_weeks(
    pain_by_day: Mapping[date, int], *, usual: Decimal | None, today: date, at_most: int
) -> int:
    """Count the consecutive weeks, back from today, with a session and none above green."""
    for number in range(at_most):
        last = today - number * WEEK
        pains = [pain for day, pain in pain_by_day.items() if last - WEEK < day <= last]
        if not pains or any(zone(pain, usual) != Zone.GREEN for pain in pains):
            return number
    return at_most
