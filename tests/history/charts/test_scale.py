"""Scales: round marks, and every figure and day inside the drawing."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from history.charts.scale import Days, Frame, figures, month_starts

FRAME = Frame(left=30, top=10, right=310, bottom=150)


@pytest.mark.parametrize(
    ("values", "from_zero", "marks"),
    [
        ([], True, "0 0.2 0.4 0.6 0.8 1.0"),
        ([0], True, "0 0.2 0.4 0.6 0.8 1.0"),
        ([3, 2], True, "0 1 2 3"),
        ([12, 16], False, "12 13 14 15 16"),
        ([Decimal("12.5"), Decimal("17.5")], False, "12 13 14 15 16 17 18"),
        ([60], False, "60.0 60.2 60.4 60.6 60.8 61.0"),
        ([4, 97], True, "0 20 40 60 80 100"),
        ([0, 10], True, "0 2 4 6 8 10"),
        ([0, 3600], True, "0 1000 2000 3000 4000"),
    ],
)
def test_marks_are_round(values, from_zero, marks):
    scale = figures(values, from_zero=from_zero)

    assert [Decimal(mark) for mark in marks.split()] == list(scale.marks)


@given(st.lists(st.integers(0, 4000), min_size=1), st.booleans())
def test_any_figures_are_inside_and_marks_are_few(values, from_zero):
    scale = figures(values, from_zero=from_zero)

    assert all(FRAME.top <= scale.y(value, FRAME) <= FRAME.bottom for value in values)
    assert 2 <= len(scale.marks) <= 7
    heights = [scale.y(mark, FRAME) for mark in scale.marks]
    assert heights == sorted(heights, reverse=True)


def test_days_share_the_width():
    days = Days(first=date(2026, 3, 2), last=date(2026, 3, 8))

    assert days.x(date(2026, 3, 2), FRAME) == 50
    assert days.x(date(2026, 3, 5), FRAME) == 170
    assert days.x(date(2026, 3, 8), FRAME) == 290


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 9000))
def test_months_are_evenly_spaced_and_at_most_six(first, length):
    days = Days(first=first, last=first + timedelta(days=length))

    found = month_starts(days, most=6)

    assert len(found) <= 6
    assert all(day.day == 1 and days.first <= day <= days.last for day in found)
    numbers = [day.year * 12 + day.month for day in found]
    assert len({later - one for one, later in itertools.pairwise(numbers)}) <= 1
