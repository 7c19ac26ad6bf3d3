"""What counts as better than the last time."""

from decimal import Decimal

import pytest

from routines.planning.comparison import Better, DoneSet, Gain, gain


def sets(*amounts, kg=0):
    return [DoneSet(amount=amount, load_kg=Decimal(kg)) for amount in amounts]


@pytest.mark.parametrize(
    ("before", "now", "better"),
    [
        (sets(10, 10), sets(11, 10), Better.AMOUNT),
        (sets(10), sets(10, 10), Better.AMOUNT),
        (sets(10, 10, kg=8), sets(8, 8, kg=10), Better.LOAD),
        (sets(10, 10, kg=8), sets(11, 10, kg=8), Better.AMOUNT),
        (sets(10, kg=8), sets(6, kg=8) + sets(6, kg=10), Better.LOAD),
    ],
)
def test_gain_names_what_went_up(before, now, better):
    found = gain(before, now)

    totals = [sum(each.amount for each in some) for some in (before, now)]
    assert found == Gain(better=better, before=totals[0], now=totals[1])


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([], sets(10)),
        (sets(10), []),
        (sets(10, 10), sets(10, 10)),
        (sets(10, 10), sets(12)),
        (sets(10, kg=10), sets(20, kg=8)),
    ],
)
def test_gain_is_none_where_nothing_went_up(before, now):
    assert gain(before, now) is None
