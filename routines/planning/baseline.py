"""The usual pain, which all other pain is compared with (brief.md D)."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from functools import cache

MORNINGS = 14
ENOUGH_MORNINGS = 3
# How long an entry counts: pages read no more, so the usual is the same after ten years.
COUNTS_FOR = timedelta(days=182)


def baseline(mornings: Sequence[int], *, usual: Decimal | None) -> Decimal | None:
    """Return the median of the last 14 morning entries; below three entries, `usual`.

    None if there are fewer and no usual pain was given at the start either: the usual isn't known.
    `mornings` are pain from 0 to 10, oldest first. The morning that is being judged must not be
    among them, nor the morning after the session that is being judged: otherwise much pain would
    make itself usual.
    """
    latest = sorted(mornings[-MORNINGS:])
    if len(latest) < ENOUGH_MORNINGS:
        return usual
    # Both are the same one of an odd number. Worked out for each day of half a year, and in a
    # quarter of the time that `statistics.median` takes.
    middle = len(latest) // 2
    return _half(latest[middle] + latest[~middle])


@cache
def _half(pains: int) -> Decimal:
    """Return half the sum of two entries: it is one of 21 figures."""
    return Decimal(pains) / 2
