"""One test at a time, four weeks after the last time, never on a strength day."""

from datetime import date, timedelta

import pytest

from history.planning.self_tests import ABOUT, SelfTest, next_offer

TODAY = date(2026, 3, 31)
LONG_AGO = date(2026, 1, 1)


def offered(last=None, **more):
    ago = {SelfTest(name): TODAY - timedelta(days=days) for name, days in (last or {}).items()}
    asked = {"trains_since": LONG_AGO, "is_strength_day": False} | more
    return next_offer(ago, today=TODAY, **asked)


def test_each_test_has_what_it_measures():
    assert set(ABOUT) == set(SelfTest)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ({}, "activities"),
        ({"activities": 27}, "chair-stand"),
        ({"activities": 28, "chair-stand": 1}, "activities"),
        (dict.fromkeys(SelfTest, 27), None),
        ({"chair-stand": 0}, None),  # one a day
        (dict.fromkeys(SelfTest, 27) | {"fingertip": 28}, "fingertip"),
    ],
)
def test_next_one_is_the_first_that_is_due(last, expected):
    assert offered(last) == expected


def test_nothing_is_offered_on_a_strength_day_or_in_the_first_two_weeks():
    assert offered(is_strength_day=True) is None
    assert offered(trains_since=TODAY - timedelta(days=13)) is None
    assert offered(trains_since=TODAY - timedelta(days=14)) == SelfTest.ACTIVITIES


def test_what_is_ruled_out_is_passed_over():
    ruled_out = frozenset({SelfTest.ACTIVITIES, SelfTest.CHAIR_STAND})

    assert offered(ruled_out=ruled_out) == SelfTest.ONE_LEG
