"""What went up since the month before."""

from decimal import Decimal

import pytest

from history.planning.gains import Best, Better, better


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ((12, 8), (16, 6), Better.LOAD),
        ((0, 22), (0, 31), Better.AMOUNT),
        ((-20, 8), (-10, 8), Better.LOAD),
        ((12, 8), (12, 8), None),
        ((12, 8), (10, 12), None),
        ((12, 8), (12, 7), None),
    ],
)
def test_more_load_counts_and_more_repetitions_at_the_same_load(before, now, found):
    bests = [Best(load=Decimal(load), amount=amount) for load, amount in (before, now)]

    assert better(*bests) == found
