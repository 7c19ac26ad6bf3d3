"""Zones, settling, and when to stop (brief.md D1, D3)."""

from decimal import Decimal

import pytest

from routines.planning.baseline import baseline
from routines.planning.cut_offs import amber_from, is_settled, why_stop, zone


def known(usual):
    return None if usual is None else Decimal(usual)


@pytest.mark.parametrize(
    ("usual", "greens"),
    [
        *(("0", 3), ("1", 3), ("1.5", 3), ("2", 4), ("2.5", 4), ("3", 5), ("3.5", 5)),
        *(("4", 6), ("4.5", 6), ("5", 6), ("6", 6), ("10", 6), (None, 4)),
    ],
)
def test_zone_of_every_pain_by_the_usual(usual, greens):
    zones = [zone(pain, known(usual)).value for pain in range(11)]

    assert zones == ["green"] * greens + ["amber"] * (6 - greens) + ["red"] * 5
    assert amber_from(known(usual)) == greens


@pytest.mark.parametrize(
    ("morning", "usual", "settled"),
    [
        *((3, "2", True), (4, "2", False), (2, "1.5", True), (3, "1.5", False)),
        *((None, "0", True), (3, None, True), (4, None, False), (None, None, True)),
    ],
)
def test_settled_is_at_most_one_above_the_usual(morning, usual, settled):
    assert is_settled(morning, known(usual)) is settled


@pytest.mark.parametrize(
    ("pains", "usual", "why"),
    [
        ((), "0", None),
        ((2, 5), "0", "climb"),
        ((3, 5), "0", "climb"),
        ((1, 2, 3), "0", "climb"),
        ((1, 2, 3), None, None),
        ((2, 4), None, "climb"),
        ((2, 4), "3", None),
        ((3, 5), "3", "climb"),
        ((0, 5), "4", None),
        ((5, 6), "4", "pain"),
        ((0, 2), "0", None),
        ((3, 4), "0", None),
        ((5, 3), "0", None),
        ((5, 3, 4), "0", None),
        ((4, 6), "0", "pain"),
        ((6,), "0", "pain"),
        ((5,), "0", None),
    ],
)
def test_why_stop(pains, usual, why):
    assert why_stop(pains, known(usual)) == why


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


@pytest.mark.parametrize(("mornings", "expected"), [([], None), ([3, 3], None), ([3, 3, 4], 3)])
def test_baseline_is_unknown_until_three_mornings_or_the_person_say_it(mornings, expected):
    assert baseline(mornings, usual=None) == expected
