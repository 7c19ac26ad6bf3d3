"""From figures and days to places in a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import count

STEPS = (Decimal(1), Decimal(2), Decimal(5))


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The part of a drawing where the figures are, between its left, top, right and bottom edge."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A vertical scale of figures, with the ones that are written beside it in ascending order."""

    marks: tuple[Decimal, ...]

    @property
    def low(self) -> Decimal:
        return self.marks[0]

    @property
    def high(self) -> Decimal:
        return self.marks[-1]

    def y(self, figure: Decimal | int, frame: Frame) -> float:
        """Return the height of a figure in the drawing, where y grows downwards."""
        part = float((Decimal(figure) - self.low) / (self.high - self.low))
        return round(frame.bottom - part * frame.height, 1)


@dataclass(frozen=True, kw_only=True)
class Days:
    """A horizontal scale of days, both ends included."""

    first: date
    last: date

    def x(self, day: date, frame: Frame) -> float:
        """Return the place of a day: the middle of its share of the width."""
        length = (self.last - self.first).days + 1
        part = ((day - self.first).days + 0.5) / length
        return round(frame.left + part * frame.width, 1)


def figures(values: Sequence[Decimal | int], *, most: int = 5, from_zero: bool = False) -> Figures:
    """Return a scale that holds these values, with round marks, `most` of them plus one at most.

    `from_zero`: the scale begins at 0, as that of bars must. A scale is never without height: one
    value alone is between two marks.
    """
    low = Decimal(0) if from_zero else Decimal(min(values, default=0))
    high = max(Decimal(max(values, default=1)), low)
    if high == low:
        high = low + 1
    step = _step(high - low, most)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return Figures(marks=tuple((first + n) * step for n in range(int(last - first) + 1)))


def _step(span: Decimal, most: int) -> Decimal:
    """Return the smallest of 1, 2, 5, 10, 20 … (or 0.1, 0.2, 0.5 …) that divides a span into
    `most` parts or fewer."""
    power = Decimal(1).scaleb(span.adjusted() - 1)
    steps = ((step * power).scaleb(times) for times in count() for step in STEPS)
    return next(step for step in steps if step * most >= span)


def month_starts(days: Days, *, most: int) -> tuple[date, ...]:
    """Return the firsts of months within the days, evenly spaced, at most so many."""
    months = [
        date(number // 12, number % 12 + 1, 1)
        for number in range(_number(days.first), _number(days.last) + 1)
    ]
    within = [day for day in months if days.first <= day <= days.last]
    for every in (1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 120):
        chosen = tuple(day for day in within if _number(day) % every == 0)
        if len(chosen) <= most:
            return chosen
    return ()


def _number(day: date) -> int:
    """Return the number of a month since the year 0."""
    return day.year * 12 + day.month - 1
