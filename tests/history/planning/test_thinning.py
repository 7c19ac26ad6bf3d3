"""Means and highest of weeks and months."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from history.planning.thinning import Every, every_for, highest, means

FIGURES = [
    (date(2026, 3, 1), Decimal(1)),
    (date(2026, 3, 2), Decimal(4)),
    (date(2026, 3, 8), Decimal(3)),
    (date(2026, 4, 1), Decimal(2)),
]


@pytest.mark.parametrize(
    ("every", "week_start", "expected"),
    [
        (Every.DAY, 0, [(1, "1"), (2, "4"), (8, "3"), (32, "2")]),
        (Every.WEEK, 0, [(-5, "1"), (2, "3.5"), (30, "2")]),
        (Every.WEEK, 6, [(1, "2.5"), (8, "3"), (29, "2")]),
        (Every.MONTH, 0, [(1, "2.7"), (32, "2")]),
    ],
)
def test_means_stand_at_the_first_day(every, week_start, expected):
    march = date(2026, 2, 28)

    assert list(means(FIGURES, every, week_start=week_start)) == [
        (march + timedelta(days=after), Decimal(mean)) for after, mean in expected
    ]


def test_highest_of_a_month():
    assert highest(FIGURES, Every.MONTH) == (
        (date(2026, 3, 1), Decimal(4)),
        (date(2026, 4, 1), Decimal(2)),
    )


@pytest.mark.parametrize(
    ("days", "every"),
    [
        (28, "day"),
        (84, "day"),
        (92, "week"),
        (366, "week"),
        (732, "week"),
        (733, "month"),
        (3653, "month"),
    ],
)
def test_longer_times_have_fewer_points(days, every):
    assert every_for(days) == every
