"""What went up in an exercise since the month before."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Better(StrEnum):
    LOAD = "load"
    AMOUNT = "amount"


@dataclass(frozen=True, kw_only=True)
class Best:
    """The best of a month: load in kg, 0 without one, below 0 for help; repetitions or seconds."""

    load: Decimal
    amount: int


def better(before: Best, now: Best) -> Better | None:
    """Return what went up; None if nothing did. More repetitions count at no less load."""
    if now.load > before.load:
        return Better.LOAD
    if now.load == before.load and now.amount > before.amount:
        return Better.AMOUNT
    return None
