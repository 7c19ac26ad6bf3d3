"""Every cut-off of pain in one place (brief.md D, decision 3).

Published versions of the scale differ by a point. Pain is a whole number from 0 to 10; the usual
pain may be half-way between two, and None means that it isn't known yet.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# Unknown is not free of pain: until three mornings or the person have said it, the usual reads so.
UNKNOWN_USUAL = Decimal(2)
MOST_USUAL = 4  # with which every pain below red is green


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
    the usual pain.

    D1 and D3: green goes to `green_above`, to `green_always` at least, never into `red_from`;
    `climb` is in points within the sets of one exercise, `settled_margin` the most that the next
    morning may be above the usual. D4: `ambers_in_a_row` sessions; two reds within
    `red_again_days`, one step down in `one_step_down_days`, an exercise left out is offered again
    after `back_after_days` in green. D2: both `reduced_from` and `reduced_from_above`, or
    `reduced_above` alone; `easy_day_from`. D7: a flare starts at `flare_above` once, or at
    `flare_twice_above` on two consecutive mornings.
    """

    green_always: int = 2
    green_above: int = 1
    red_from: int = 6
    climb: int = 2
    settled_margin: int = 1
    ambers_in_a_row: int = 3
    red_again_days: int = 14
    one_step_down_days: int = 14
    back_after_days: int = 14
    reduced_from: int = 5
    reduced_from_above: int = 2
    reduced_above: int = 3
    easy_day_from: int = 7
    flare_above: int = 3
    flare_twice_above: int = 2


CUT_OFFS = CutOffs()


def read_as(usual: Decimal | None) -> Decimal:
    """Return the usual pain as the rules read it: 2 while it isn't known (D1)."""
    return UNKNOWN_USUAL if usual is None else usual


def amber_from(usual: Decimal | None) -> int:
    """Return the lowest pain above green; 6, where red begins, if nothing is amber (D1)."""
    green_to = max(CUT_OFFS.green_always, int(read_as(usual)) + CUT_OFFS.green_above)
    return min(green_to + 1, CUT_OFFS.red_from)


def zone(pain: int, usual: Decimal | None) -> Zone:
    """Return the zone of pain during an exercise, for a person with this usual pain (D1)."""
    if pain >= CUT_OFFS.red_from:
        return Zone.RED
    if pain <= CUT_OFFS.green_always:
        return Zone.GREEN
    return Zone.AMBER if pain >= amber_from(usual) else Zone.GREEN


def is_settled(morning: int | None, usual: Decimal | None) -> bool:
    """Return whether the back is as usual the next morning; assume so without an entry (D1, D4)."""
    return morning is None or morning <= read_as(usual) + CUT_OFFS.settled_margin


class Stop(StrEnum):
    """Why an exercise is stopped before its last set (D3)."""

    PAIN = "pain"
    CLIMB = "climb"


def why_stop(pains: tuple[int, ...], usual: Decimal | None) -> Stop | None:
    """Return why an exercise must be stopped now, the gravest reason first; None if it may go on.

    `pains` are the pain after each of its sets so far.
    """
    if any(zone(pain, usual) == Zone.RED for pain in pains):
        return Stop.PAIN
    for number, pain in enumerate(pains):
        climbed = pain - min(pains[: number + 1])
        if zone(pain, usual) == Zone.AMBER and climbed >= CUT_OFFS.climb:
            return Stop.CLIMB
    return None
