"""The usual pain that everything else is measured by (brief.md D)."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

MORNINGS = 14
ENOUGH_MORNINGS = 3


def baseline(mornings: Sequence[int], *, usual: Decimal) -> Decimal:
    """The median of the last 14 morning entries, oldest first; below three entries, `usual`.

    What is judged must not be among them: give the mornings up to the day of a session, without
    the one after it, or much pain would make itself usual.
    """
    latest = [Decimal(pain) for pain in mornings[-MORNINGS:]]
    return median(latest) if len(latest) >= ENOUGH_MORNINGS else usual
