"""The best that a person did in an exercise, each with its day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

NO_LOAD = Decimal(0)
Measure: TypeAlias = Callable[["DoneSet"], tuple[Decimal | int, Decimal | int]]


@dataclass(frozen=True, kw_only=True)
class DoneSet:
    """One set of one side.

    `amount`: repetitions, seconds or minutes. `load` in kilograms, 0 without one.
    """

    day: date
    amount: int
    load: Decimal = NO_LOAD


def heaviest(sets: Iterable[DoneSet]) -> DoneSet | None:
    """Return the first set with the most load, of those the one with the most repetitions; None
    without a loaded set."""
    return _first_best((each for each in sets if each.load), lambda each: (each.load, each.amount))


def longest(sets: Iterable[DoneSet]) -> DoneSet | None:
    """Return the first set with the most repetitions, seconds or minutes; None without sets."""
    return _first_best(sets, lambda each: (each.amount, each.load))


def most_at_each_load(sets: Iterable[DoneSet]) -> tuple[DoneSet, ...]:
    """Return the first set with the most repetitions at each load, the heaviest load first."""
    best: dict[Decimal, DoneSet] = {}
    for each in sorted(sets, key=lambda one: one.day):
        if each.load not in best or each.amount > best[each.load].amount:
            best[each.load] = each
    return tuple(best[load] for load in sorted(best, reverse=True))


def best_of_days(sets: Iterable[DoneSet]) -> tuple[DoneSet, ...]:
    """Return the best set of each day, by load and then by amount, in the order of the days."""
    best: dict[date, DoneSet] = {}
    for each in sets:
        known = best.get(each.day)
        if known is None or (each.load, each.amount) > (known.load, known.amount):
            best[each.day] = each
    return tuple(best[day] for day in sorted(best))


def _first_best(sets: Iterable[DoneSet], measure: Measure) -> DoneSet | None:
    return max(sorted(sets, key=lambda each: each.day), key=measure, default=None)
