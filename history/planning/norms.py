"""What others of the same age reach in a test (brief.md F1 to F3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum


class Sex(StrEnum):
    """For the norms alone; None for a person who prefers not to say."""

    WOMAN = "woman"
    MAN = "man"


class AgeBand(StrEnum):
    """The bands that the norms have in common, five years wide from 60 on."""

    TO_29 = "18-29"
    TO_39 = "30-39"
    TO_49 = "40-49"
    TO_59 = "50-59"
    TO_64 = "60-64"
    TO_69 = "65-69"
    TO_74 = "70-74"
    TO_79 = "75-79"
    TO_84 = "80-84"
    TO_89 = "85-89"
    FROM_90 = "90+"


@dataclass(frozen=True, kw_only=True)
class ChairStandNorm:
    """Stands in 30 seconds: below `low` is below average; the middle half reaches `first` to
    `third` (F28, F29)."""

    low: int
    first: int
    third: int


# below average, 25th and 75th percentile: men, women
_CHAIR_STAND = {
    AgeBand.TO_64: ((14, 14, 19), (12, 12, 17)),
    AgeBand.TO_69: ((12, 12, 18), (11, 11, 16)),
    AgeBand.TO_74: ((12, 12, 17), (10, 10, 15)),
    AgeBand.TO_79: ((11, 11, 17), (10, 10, 15)),
    AgeBand.TO_84: ((10, 10, 15), (9, 9, 14)),
    AgeBand.TO_89: ((8, 8, 14), (8, 8, 13)),
    AgeBand.FROM_90: ((7, 7, 12), (4, 4, 11)),
}
# mean, and best of three: there is no difference between the sexes (F33)
_ONE_LEG = {
    AgeBand.TO_29: (43, 44),
    AgeBand.TO_39: (43, 44),
    AgeBand.TO_49: (40, 41),
    AgeBand.TO_59: (37, 41),
    AgeBand.TO_64: (27, 32),
    AgeBand.TO_69: (27, 32),
    AgeBand.TO_74: (15, 21),
    AgeBand.TO_79: (15, 21),
    AgeBand.TO_84: (6, 9),
    AgeBand.TO_89: (6, 9),
    AgeBand.FROM_90: (6, 9),
}
CHAIR_STAND_CHANGE = 3  # stands: more than the error of measuring (F32)
ACTIVITY_CHANGE = Decimal(2)  # points of the mean of three activities (F21)
PAIN_POINTS, PAIN_PART = Decimal(2), Decimal("0.3")  # F17, F18
# A part of little pain is less than one can tell apart: 1.0 and 1.3 are the same. [choice]
LEAST_TOLD_APART = Decimal(1)
ENOUGH_MORNINGS = 3  # of seven [choice]: as many as make the usual pain known


def chair_stand_norm(age: AgeBand | None, sex: Sex | None) -> ChairStandNorm | None:
    """Return the norm of the chair stand; None under 60, where no honest one exists, and without
    age or sex."""
    if age not in _CHAIR_STAND or sex is None:
        return None
    low, first, third = _CHAIR_STAND[age][sex == Sex.WOMAN]
    return ChairStandNorm(low=low, first=first, third=third)


def one_leg_best(age: AgeBand | None) -> int | None:
    """Return the mean best of three one-leg stands, in seconds; None without an age."""
    return None if age is None else _ONE_LEG[age][1]


def is_change_of_pain(before: Decimal, now: Decimal) -> bool:
    """Return whether two means of pain differ enough to be called a change: by two points, or by
    30 % of the earlier one if that is at least one point."""
    change = abs(now - before)
    return change >= min(PAIN_POINTS, max(before * PAIN_PART, LEAST_TOLD_APART))


def mean_of_week(mornings: Mapping[date, int], last: date) -> Decimal | None:
    """Return the mean pain of the seven days up to `last`, to one tenth; None with fewer than three
    mornings among them. [choice]"""
    found = [mornings[day] for day in _week_up_to(last) if day in mornings]
    if len(found) < ENOUGH_MORNINGS:
        return None
    return (Decimal(sum(found)) / len(found)).quantize(Decimal("0.1"))


def _week_up_to(last: date) -> list[date]:
    return [last - timedelta(days=back) for back in range(7)]
