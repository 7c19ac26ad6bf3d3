"""Every cut-off of pain in one place (brief.md D, decision 3).

Published versions of the scale differ by a point. Pain is a whole number from 0 to 10; a baseline
may be half-way between two.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Zone(StrEnum):
    """What pain during an exercise means.

    GREEN: carry on. AMBER: finish if it doesn't climb, no increase. RED: stop this exercise.
    """

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, kw_only=True)
class CutOffs:
    """The cut-offs, by rule.

    A name with `_from` is the lowest pain that the rule applies to; with `_above`, the points above
    the baseline.

    D1 and D3: `amber_from`, `red_from`, `climb` (points within the sets of one exercise),
    `settled_margin` (the most that the next morning may be above the baseline). D4:
    `ambers_in_a_row` sessions; two reds within `red_again_days`. D2: `reduced_from`,
    `reduced_above`, `easy_day_from`. D7: a flare starts at `flare_above` once, or at
    `flare_twice_above` on two consecutive mornings.
    """

    amber_from: int = 3
    red_from: int = 6
    climb: int = 2
    settled_margin: int = 1
    ambers_in_a_row: int = 3
    red_again_days: int = 14
    reduced_from: int = 5
    reduced_above: int = 3
    easy_day_from: int = 7
    flare_above: int = 3
    flare_twice_above: int = 2


CUT_OFFS = CutOffs()


def zone(pain: int) -> Zone:
    """Return the zone of pain during an exercise (D1)."""
    if pain >= CUT_OFFS.red_from:
        return Zone.RED
    return Zone.AMBER if pain >= CUT_OFFS.amber_from else Zone.GREEN


def is_settled(morning: int | None, baseline: Decimal) -> bool:
    """Return whether the back is as usual the next morning; assume so without an entry (D1, D4)."""
    return morning is None or morning <= baseline + CUT_OFFS.settled_margin


class Stop(StrEnum):
    """Why an exercise is stopped before its last set (D3)."""

    PAIN = "pain"
    CLIMB = "climb"


def why_stop(pains: tuple[int, ...]) -> Stop | None:
    """Return why an exercise must be stopped now, the gravest reason first; None if it may go on.

    `pains` are the pain after each of its sets so far.
    """
    if any(zone(pain) == Zone.RED for pain in pains):
        return Stop.PAIN
    for number, pain in enumerate(pains):
        climbed = pain - min(pains[: number + 1])
        if zone(pain) == Zone.AMBER and climbed >= CUT_OFFS.climb:
            return Stop.CLIMB
    return None
