"""The usual pain, which all other pain is compared with (brief.md D)."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from statistics import median

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
    latest = mornings[-MORNINGS:]
    # Of whole numbers: exact, and far faster than the median of decimals.
    return Decimal(median(latest)) if len(latest) >= ENOUGH_MORNINGS else usual
