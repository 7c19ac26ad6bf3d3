"""Left against right: 15 % in three sessions running, always the same side."""

from decimal import Decimal

import pytest

from history.planning.sides import Sides, worth_a_look


def sides(left: int, right: int) -> Sides:
    return Sides(left=Decimal(left), right=Decimal(right))


@pytest.mark.parametrize(
    ("left", "right", "difference", "weaker"),
    [
        (10, 10, 0, ""),
        (10, 12, 16, "left"),
        (20, 17, 15, "right"),
        (0, 0, 0, ""),
        (0, 5, 100, "left"),
    ],
)
def test_difference_is_a_part_of_the_stronger_side(left, right, difference, weaker):
    found = sides(left, right)

    assert (found.difference, found.weaker) == (difference, weaker)


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        ([(8, 10), (8, 10), (8, 10)], "left"),
        ([(10, 10), (8, 10), (8, 10), (8, 10)], "left"),
        ([(8, 10), (8, 10)], ""),
        ([(8, 10), (10, 8), (8, 10)], ""),
        ([(8, 10), (8, 10), (9, 10)], ""),
        ([], ""),
    ],
)
def test_three_sessions_running_are_worth_a_look(sessions, expected):
    assert worth_a_look([sides(*each) for each in sessions]) == expected
