"""Zones, settling, and when to stop (brief.md D1, D3)."""

from decimal import Decimal

import pytest

from routines.planning.baseline import baseline
from routines.planning.cut_offs import is_settled, why_stop, zone


def test_zone_of_every_pain():
    zones = [zone(pain).value for pain in range(11)]

    assert zones == ["green"] * 3 + ["amber"] * 3 + ["red"] * 5


@pytest.mark.parametrize(
    ("morning", "usual", "settled"),
    [(3, "2", True), (4, "2", False), (2, "1.5", True), (3, "1.5", False), (None, "0", True)],
)
def test_settled_is_at_most_one_above_the_usual(morning, usual, settled):
    assert is_settled(morning, Decimal(usual)) is settled


@pytest.mark.parametrize(
    ("pains", "why"),
    [
        ((), None),
        ((2, 5), "climb"),
        ((3, 5), "climb"),
        ((1, 2, 3), "climb"),
        ((0, 2), None),
        ((3, 4), None),
        ((5, 3), None),
        ((5, 3, 4), None),
        ((4, 6), "pain"),
        ((6,), "pain"),
        ((5,), None),
    ],
)
def test_why_stop(pains, why):
    assert why_stop(pains) == why


@pytest.mark.parametrize(
    ("mornings", "expected"),
    [
        ([], "4"),
        ([1, 1], "4"),
        ([1, 1, 9], "1"),
        ([1, 1, 2, 2], "1.5"),
        ([9] * 8 + [1] * 7, "5"),
        ([9] * 8 + [1] * 8, "1"),
    ],
)
def test_baseline_is_the_median_of_the_last_fourteen_mornings(mornings, expected):
    assert baseline(mornings, usual=Decimal(4)) == Decimal(expected)
