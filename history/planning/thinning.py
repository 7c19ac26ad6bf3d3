"""Fewer figures for a longer time: one a week, or one a month."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

Figure = tuple[date, Decimal]


class Every(StrEnum):
    """The time that one point of a line stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


def every_for(days: int) -> Every:
    """Return how often a line over `days` days has a point: about a hundred times at most."""
    if days <= 7 * 13:
        return Every.DAY
    return Every.WEEK if days <= 2 * 366 else Every.MONTH


def means(figures: Iterable[Figure], every: Every, *, week_start: int = 0) -> tuple[Figure, ...]:
    """Return the mean of each week or month that has a figure, at its first day, to one tenth.

    `figures` in the order of their days; `week_start`: 0 = Monday … 6 = Sunday.
    """
    return tuple(
        (start, (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.1")))
        for start, values in _grouped(figures, every, week_start)
    )


def highest(figures: Iterable[Figure], every: Every, *, week_start: int = 0) -> tuple[Figure, ...]:
    """Return the highest of each week or month that has a figure, at its first day."""
    return tuple((start, max(values)) for start, values in _grouped(figures, every, week_start))


def _grouped(
    figures: Iterable[Figure], every: Every, week_start: int
) -> list[tuple[date, list[Decimal]]]:
    start_of = _start_of(every, week_start)
    return [
        (start, [figure for _day, figure in group])
        for start, group in groupby(figures, key=lambda each: start_of(each[0]))
    ]


def _start_of(every: Every, week_start: int) -> Callable[[date], date]:
    if every == Every.MONTH:
        return lambda day: day.replace(day=1)
    if every == Every.WEEK:
        return lambda day: day - timedelta(days=(day.weekday() - week_start) % 7)
    return lambda day: day
