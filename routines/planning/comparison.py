"""What went better in an exercise than the last time."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Better(StrEnum):
    """How an exercise went better.

    LOAD: more weight than in any set of the last session, or less help. AMOUNT: the same, and more
    repetitions or seconds in total over all sets.
    """

    LOAD = "load"
    AMOUNT = "amount"


@dataclass(frozen=True, kw_only=True)
class DoneSet:
    """One set that was done.

    `amount` counts repetitions or seconds, of one side if the sides are logged separately.
    `load_kg` is below 0 for help, and 0 with neither weight nor help.
    """

    amount: int
    load_kg: Decimal


@dataclass(frozen=True, kw_only=True)
class Gain:
    """How an exercise went better; `before` and `now` are the totals of all its sets, in
    repetitions or seconds."""

    better: Better
    before: int
    now: int


def gain(before: Sequence[DoneSet], now: Sequence[DoneSet]) -> Gain | None:
    """Return what increased since the last time; None if nothing did, or there was no last time.

    A decrease is not reported: it can have many reasons, and the log shows it.
    """
    if not before or not now:
        return None
    total_before, total = _total(before), _total(now)
    heaviest_before, heaviest = _heaviest(before), _heaviest(now)
    if heaviest > heaviest_before:
        return Gain(better=Better.LOAD, before=total_before, now=total)
    if heaviest == heaviest_before and total > total_before:
        return Gain(better=Better.AMOUNT, before=total_before, now=total)
    return None


def _total(sets: Sequence[DoneSet]) -> int:
    return sum(each.amount for each in sets)


def _heaviest(sets: Sequence[DoneSet]) -> Decimal:
    return max(each.load_kg for each in sets)
