"""The tests that a person does alone, and when the next one is offered (brief.md F)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

EVERY = timedelta(weeks=4)


class SelfTest(StrEnum):
    """In the order in which they are offered."""

    ACTIVITIES = "activities"
    CHAIR_STAND = "chair_stand"
    ONE_LEG = "one_leg"
    SIDE_PLANK = "side_plank"
    BACK_EXTENSION = "back_extension"
    FINGERTIP = "fingertip"
    CONFIDENCE = "confidence"


class Unit(StrEnum):
    STANDS = "stands"
    SECONDS = "seconds"
    CM = "cm"
    POINTS = "points"


@dataclass(frozen=True, kw_only=True)
class About:
    """What is measured: `most` is the highest figure, at which a test ends.

    `sides`: each side is measured. `tries`: the best of so many counts. `less_is_better`: of the
    distance from the fingertips to the floor.
    """

    unit: Unit
    most: int
    sides: bool = False
    tries: int = 1
    less_is_better: bool = False


ABOUT: Mapping[SelfTest, About] = {
    SelfTest.ACTIVITIES: About(unit=Unit.POINTS, most=10),
    SelfTest.CHAIR_STAND: About(unit=Unit.STANDS, most=60),
    SelfTest.ONE_LEG: About(unit=Unit.SECONDS, most=45, sides=True, tries=3),
    SelfTest.SIDE_PLANK: About(unit=Unit.SECONDS, most=120, sides=True),
    SelfTest.BACK_EXTENSION: About(unit=Unit.SECONDS, most=120),
    SelfTest.FINGERTIP: About(unit=Unit.CM, most=100, less_is_better=True),
    SelfTest.CONFIDENCE: About(unit=Unit.POINTS, most=10),
}


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
    training are over. Never on a strength day, so that it costs no session anything; never one that
    is ruled out.
    """
    if is_strength_day or today < trains_since + EVERY / 2:
        return None
    for each in SelfTest:
        if each not in ruled_out and (each not in last or last[each] + EVERY <= today):
            return each
    return None
