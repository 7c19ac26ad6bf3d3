"""The tests that a person does alone, and when the next one is offered (brief.md F)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from exercises.vocabulary import CM_PER_INCH
from history.planning.norms import ACTIVITY_CHANGE, CHAIR_STAND_CHANGE

EVERY = timedelta(weeks=4)


class SelfTest(StrEnum):
    """In the order in which they are offered; the values stand in addresses."""

    ACTIVITIES = "activities"
    CHAIR_STAND = "chair-stand"
    ONE_LEG = "one-leg"
    SIDE_PLANK = "side-plank"
    BACK_EXTENSION = "back-extension"
    FINGERTIP = "fingertip"
    CONFIDENCE = "confidence"


class Unit(StrEnum):
    STANDS = "stands"
    SECONDS = "seconds"
    CM = "cm"
    IN = "in"
    POINTS = "points"


@dataclass(frozen=True, kw_only=True)
class About:
    """What is measured: `most` is the highest figure, at which a test ends.

    `sides`: each side is measured. `tries`: how often it is tried; the best counts.
    `less_is_better`: of the distance from the fingertips to the floor. `change`: the smallest
    difference that is called a change, None if no honest figure is known.
    """

    unit: Unit
    most: int
    sides: bool = False
    tries: int = 1
    less_is_better: bool = False
    change: Decimal | None = None


ABOUT: Mapping[SelfTest, About] = {
    SelfTest.ACTIVITIES: About(unit=Unit.POINTS, most=10, change=ACTIVITY_CHANGE),
    SelfTest.CHAIR_STAND: About(unit=Unit.STANDS, most=60, change=Decimal(CHAIR_STAND_CHANGE)),
    SelfTest.ONE_LEG: About(unit=Unit.SECONDS, most=45, sides=True, tries=3),
    SelfTest.SIDE_PLANK: About(unit=Unit.SECONDS, most=120, sides=True),
    SelfTest.BACK_EXTENSION: About(unit=Unit.SECONDS, most=120),
    SelfTest.FINGERTIP: About(unit=Unit.CM, most=100, less_is_better=True),
    SelfTest.CONFIDENCE: About(unit=Unit.POINTS, most=10),
}


class Side(StrEnum):
    """BOTH: the test has no sides."""

    BOTH = ""
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What was reached on one side on a day: `amount` as it was typed, in `unit`."""

    day: date
    amount: Decimal
    unit: str
    side: Side = Side.BOTH

    def in_unit(self, unit: str) -> Decimal:
        """Return the amount in centimetres or inches, to one tenth; other units have no second
        one."""
        if unit == self.unit:
            return self.amount
        factor = 1 / CM_PER_INCH if unit == Unit.IN else CM_PER_INCH
        return (self.amount * factor).quantize(Decimal("0.1"))


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The figures of one result: one `amount`, or one for each side that was measured.

    `tries`: all that was typed, where that is more than one figure: {"left": [12, 30], "right":
    [41]}, or {"scores": [3, 5, 4]}.
    """

    unit: str
    amount: Decimal | None = None
    left: Decimal | None = None
    right: Decimal | None = None
    tries: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ThenAndNow:
    """An earlier and a later figure of the same side; the earlier one in the unit of the later."""

    test: SelfTest
    then: Figure
    now: Figure

    @property
    def before(self) -> Decimal:
        return self.then.in_unit(self.now.unit)

    @property
    def is_better(self) -> bool:
        if ABOUT[self.test].less_is_better:
            return self.now.amount < self.before
        return self.now.amount > self.before

    @property
    def is_change(self) -> bool:
        """Whether it differs by what is known to be more than chance; False where that is not
        known."""
        least = ABOUT[self.test].change
        return least is not None and abs(self.now.amount - self.before) >= least

    @property
    def went_up(self) -> bool:
        """Whether it is better, and by enough to say so where that is known."""
        return self.is_better and (self.is_change or ABOUT[self.test].change is None)


def next_offer(
    last: Mapping[SelfTest, date],
    *,
    today: date,
    trains_since: date,
    is_strength_day: bool,
    ruled_out: frozenset[SelfTest] = frozenset(),
) -> SelfTest | None:
    """Return the test that is offered today, if one is: four weeks after it was done or skipped.

    `last`: when each was done or skipped. A test that was never done waits until two weeks of
    training are over. Never on a strength day, so that it costs no session anything; never two on
    one day; never one that is ruled out.
    """
    if is_strength_day or today < trains_since + EVERY / 2 or today in last.values():
        return None
    for each in SelfTest:
        if each not in ruled_out and (each not in last or last[each] + EVERY <= today):
            return each
    return None
