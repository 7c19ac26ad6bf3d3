"""A lighter week now and then (brief.md C6): offered, never forced, same days."""

from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

OFFER_AFTER = timedelta(weeks=6)
LIGHTER_LOAD = Decimal("0.9")
MORE_IN_RESERVE = 2
LOAD_STEP = Decimal("0.5")


def is_due(*, today: date, since: date) -> bool:
    """Whether six weeks have passed since the plan began, or since it was last offered."""
    return today - since >= OFFER_AFTER


def lighter_sets(sets: int) -> int:
    """Half of them, rounded half up: 3 → 2, 2 → 1, 1 → 1."""
    return int((Decimal(sets) / 2).quantize(Decimal(1), ROUND_HALF_UP))


def lighter_load(load: Decimal | None) -> Decimal | None:
    """Nine tenths, rounded down to half a unit; no weight stays no weight."""
    if load is None:
        return None
    return (load * LIGHTER_LOAD / LOAD_STEP).to_integral_value(ROUND_DOWN) * LOAD_STEP
