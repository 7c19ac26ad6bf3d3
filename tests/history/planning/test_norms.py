"""Norms as the brief has them (F1, F2), and changes that are worth the name."""

from datetime import date
from decimal import Decimal

import pytest

from history.planning.norms import (
    AgeBand,
    Sex,
    chair_stand_norm,
    is_change_of_pain,
    mean_of_week,
    one_leg_best,
)


@pytest.mark.parametrize(
    ("age", "sex", "expected"),
    [
        ("60-64", "man", (14, 14, 19)),
        ("60-64", "woman", (12, 12, 17)),
        ("70-74", "woman", (10, 10, 15)),
        ("85-89", "man", (8, 8, 14)),
        ("90+", "woman", (4, 4, 11)),
    ],
)
def test_chair_stand_has_a_norm_by_age_and_sex(age, sex, expected):
    norm = chair_stand_norm(AgeBand(age), Sex(sex))

    assert (norm.low, norm.first, norm.third) == expected


@pytest.mark.parametrize(
    ("age", "sex"), [("50-59", "man"), ("18-29", "woman"), (None, "man"), ("60-64", None)]
)
def test_no_norm_under_sixty_or_where_age_or_sex_is_not_said(age, sex):
    assert chair_stand_norm(age and AgeBand(age), sex and Sex(sex)) is None


def test_one_leg_stand_has_one_by_age():
    assert {age.value: one_leg_best(age) for age in AgeBand} == {
        "18-29": 44,
        "30-39": 44,
        "40-49": 41,
        "50-59": 41,
        "60-64": 32,
        "65-69": 32,
        "70-74": 21,
        "75-79": 21,
        "80-84": 9,
        "85-89": 9,
        "90+": 9,
    }
    assert one_leg_best(None) is None


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("4", "2", True),
        ("2", "4", True),
        ("8", "6.1", False),
        ("5", "3.5", True),
        ("5", "3.6", False),
        ("1", "1.4", False),
        ("1", "0", True),
        ("3", "2.1", False),
        ("0", "0", False),
        ("0", "0.5", False),
        ("0", "1", True),
    ],
)
def test_pain_changes_by_two_points_or_by_thirty_per_cent_and_one_point(before, now, expected):
    assert is_change_of_pain(Decimal(before), Decimal(now)) is expected


def test_mean_of_a_week_needs_three_mornings_of_seven():
    last = date(2026, 3, 7)
    mornings = {date(2026, 2, 28): 9, date(2026, 3, 1): 1, date(2026, 3, 5): 2}

    assert mean_of_week(mornings, last) is None
    assert mean_of_week(mornings | {last: 4}, last) == Decimal("2.3")
