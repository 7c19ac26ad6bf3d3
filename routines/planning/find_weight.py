"""Find your weight: in the first session with a weight, each set's answer to "how many more good
ones?" chooses the next set's weight (brief.md D5)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from routines.planning.loads import Weights, is_same

# Steps up, by the least answer that allows them; from STAYS_FROM on the weight is right.
STEPS_UP = ((5, 2), (4, 1))
STAYS_FROM = 3


class Finds(StrEnum):
    """Which way the weight may go in a session that looks for it.

    DOWN: no weight may be added at the moment.
    """

    BOTH_WAYS = "both_ways"
    DOWN = "down"


class Turn(StrEnum):
    """What an answer makes of the weight.

    HELD: it would go up, but may not at the moment. NONE_NEAR: no other weight near enough is at
    hand.
    """

    UP = "up"
    DOWN = "down"
    RIGHT = "right"
    HELD = "held"
    NONE_NEAR = "none_near"


@dataclass(frozen=True, kw_only=True)
class Found:
    """The weight in kg to go on with; `turn` is why, None without an answer."""

    load: Decimal
    turn: Turn | None


@dataclass(frozen=True, kw_only=True)
class Lifted:
    """A set with a weight in kg, and its answer: the good repetitions left, None if not said."""

    load: Decimal
    amount: int
    rir: int | None


def weight_after(done: Lifted, *, lo: int, weights: Weights, may_rise: bool) -> Found:
    """Return the weight after a set.

    `lo`: the fewest repetitions asked for. Without an answer the weight stays. Two steps are one if
    the second isn't near (`Weights.is_near`), so that no answer more than doubles a weight.
    """
    if done.amount < lo or (done.rir is not None and done.rir < STAYS_FROM):
        return _turned(done.load, weights.below(done.load) or done.load, Turn.DOWN)
    if done.rir is None:
        return Found(load=done.load, turn=None)
    steps = next((steps for least, steps in STEPS_UP if done.rir >= least), 0)
    if not steps or not may_rise:
        return Found(load=done.load, turn=Turn.HELD if steps else Turn.RIGHT)
    return _turned(done.load, _risen(done.load, steps, weights), Turn.UP)


def _turned(load: Decimal, found: Decimal, turn: Turn) -> Found:
    return Found(load=found, turn=Turn.NONE_NEAR if is_same(load, found) else turn)


def _risen(load: Decimal, steps: int, weights: Weights) -> Decimal:
    found = load
    for _step in range(steps):
        heavier = weights.above(found)
        if heavier is None or not weights.is_near(load, heavier):
            break
        found = heavier
    return found
