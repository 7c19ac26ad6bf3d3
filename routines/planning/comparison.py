"""What went better in an exercise than the last time."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Better(StrEnum):
    """LOAD: more weight than ever in the last session. AMOUNT: with the same weight more
    repetitions or seconds in all, its sets taken together."""

    LOAD = "load"
    AMOUNT = "amount"


@dataclass(frozen=True, kw_only=True)
class DoneSet:
    """`amount` counts repetitions or seconds, of one side where sides are logged apart; `load_kg`
    is 0 without a weight."""

    amount: int
    load_kg: Decimal


@dataclass(frozen=True, kw_only=True)
class Gain:
    """How an exercise went better. `before` and `now` are what all its sets add up to, in
    repetitions or seconds."""

    better: Better
    before: int
    now: int


def gain(before: Sequence[DoneSet], now: Sequence[DoneSet]) -> Gain | None:
    """What went up from the last time; None where nothing did, or there was no last time.

    Less is no finding: a day with less has many reasons, and the log shows it anyway.
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
