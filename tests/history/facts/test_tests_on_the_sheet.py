"""Tests of one's own on the sheet: first and last of each side, activities by their names."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from history import actions
from history.actions.self_tests import Measured
from history.facts.report_tests import activities_in, sides_tested_in
from history.labels.report import measured_words
from history.labels.report import test_words as name_of
from history.planning.report import Interval

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(noon):
    return Interval.of_weeks(12, today=noon.date(), week_start=0)


@pytest.fixture
def record(ana, noon):
    """A function that records a test which ana did some days ago."""

    def write(test, ago, unit, **figures):
        day = noon.date() - timedelta(days=ago)
        measured = Measured(unit=unit, **figures)
        return actions.record_result(
            user=ana, key=new_key(), test=test, day=day, measured=measured, now=noon
        )

    return write


def said(each):
    then = measured_words(each.then) if each.then else ""
    return (name_of(each), then, measured_words(each.now), each.is_change)


def test_each_side_is_compared_with_its_first_figure_of_the_period(ana, period, record, noon):
    record("chair-stand", 100, "stands", amount=Decimal(3))
    for ago, stands in ((60, 9), (30, 10), (2, 12)):
        record("chair-stand", ago, "stands", amount=Decimal(stands))
    record("one-leg", 30, "seconds", left=Decimal(12))
    record("one-leg", 2, "seconds", left=Decimal("14.5"), right=Decimal(31))
    removed = record("fingertip", 1, "cm", amount=Decimal(8))
    actions.remove_result(result=removed, now=noon)

    assert [said(each) for each in sides_tested_in(ana, period)] == [
        ("Chair stands in 30 seconds", "9 stands", "12 stands", True),
        ("One-leg stand, left", "12 s", "14.5 s", False),
        ("One-leg stand, right", "", "31 s", False),
    ]


def test_activities_are_compared_with_the_same_ones_only(ana, period, record, noon):
    def score(ago, *scores):
        mean = Decimal(sum(scores)) / len(scores)
        record("activities", ago, "points", amount=mean, tries={"scores": list(scores)})

    def name(*names):
        today = noon.date()
        actions.name_activities(user=ana, names=names, are_others=True, today=today)

    none_yet = activities_in(ana, period)
    name("Running")
    score(50, 9)
    name("Gardening", "Socks")
    score(30, 2, 4)
    once = activities_in(ana, period)
    score(2, 6, 5)
    twice = activities_in(ana, period)

    assert none_yet is None
    assert (once.rows, once.then_day, once.is_change) == (
        [("Gardening", None, 2), ("Socks", None, 4)],
        None,
        False,
    )
    assert (twice.rows, twice.is_change) == ([("Gardening", 2, 6), ("Socks", 4, 5)], True)
    assert (noon.date() - twice.then_day).days == 30
