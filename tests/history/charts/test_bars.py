"""Bars: from zero, with the range that is aimed at, and a few labels."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from history.charts.bars import FRAME, Counted, bar_chart

FIRST = date(2026, 3, 2)


def weeks(*counts):
    return [
        Counted(day=FIRST + timedelta(weeks=place), count=count)
        for place, count in enumerate(counts)
    ]


def test_bar_is_as_high_as_its_count():
    chart = bar_chart(weeks(0, 1, 2, None), aim=(2, 3))

    full = FRAME.height
    assert [round(bar.height, 1) for bar in chart.bars] == [0, 33.3, 66.7, 0]
    assert chart.aim == (FRAME.top, pytest.approx(full / 3, abs=0.1))


def test_labels_are_few_and_the_last_week_has_one():
    chart = bar_chart(weeks(*range(1, 53)))

    labelled = [place for place, bar in enumerate(chart.bars) if bar.has_label]
    assert len(labelled) <= 6
    assert labelled[-1] == 51


@given(st.lists(st.none() | st.integers(0, 40), max_size=60))
def test_any_bars_are_inside_and_beside_each_other(counts):
    bars = bar_chart(weeks(*counts)).bars

    assert all(FRAME.left <= bar.x and bar.x + bar.width <= FRAME.right + 0.2 for bar in bars)
    assert all(FRAME.top <= bar.y and bar.y + bar.height <= FRAME.bottom + 0.1 for bar in bars)
    assert all(one.x + one.width < two.x for one, two in itertools.pairwise(bars))
