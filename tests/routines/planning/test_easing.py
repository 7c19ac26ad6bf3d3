"""Sessions that ask for less, row by row of brief.md C4 and C6."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.vocabulary import Pattern
from routines.planning.easing import (
    AFTER_ILLNESS,
    BREAKS,
    LIGHTER_WEEK,
    eased_days,
    eased_load,
    eased_rir,
    eased_sets,
    easing,
    layoff,
    layoffs,
)

EASE = dict(BREAKS)


@pytest.mark.parametrize(
    ("days_off", "reason"),
    [
        (None, None),
        (2, None),
        (7, None),
        (14, None),
        (15, "ease_back"),
        (28, "ease_back"),
        (29, "rebuild"),
        (56, "rebuild"),
        (57, "restart"),
        (4000, "restart"),
    ],
)
def test_easing_after_a_break(days_off, reason):
    found = easing(days_off=days_off, was_ill=False, lighter_week=False)

    assert (found and found.reason) == reason


@pytest.mark.parametrize(
    ("days_off", "reason"),
    [
        (None, None),
        (14, None),
        (15, "rebuild"),
        (28, "rebuild"),
        (29, "restart"),
        (56, "restart"),
        (57, "restart"),
    ],
)
def test_easing_reads_one_row_lower_from_65_on(days_off, reason):
    found = easing(days_off=days_off, was_ill=False, lighter_week=False, is_65=True)

    assert (found and found.reason) == reason
    assert found == layoff(days_off, is_65=True)


def test_layoffs_go_by_the_pattern():
    last_days = {Pattern.SQUAT: date(2026, 3, 1), Pattern.HINGE: date(2026, 2, 1)}

    found = layoffs(last_days, date(2026, 3, 4))
    older = layoffs(last_days, date(2026, 3, 4), is_65=True)

    assert found == {Pattern.SQUAT: None, Pattern.HINGE: EASE[29]}
    assert older == {Pattern.SQUAT: None, Pattern.HINGE: EASE[57]}


def test_eased_days_are_a_week_half_of_the_time_missed_or_open():
    found = [eased_days(EASE[days], days_off) for days, days_off in [(15, 20), (29, 41), (57, 90)]]

    assert found == [7, 20, None]


@pytest.mark.parametrize(
    ("days_off", "was_ill", "lighter_week", "reason"),
    [
        (5, True, False, "illness"),
        (5, False, True, "lighter_week"),
        (5, True, True, "lighter_week"),
        (20, True, False, "illness"),
        (40, True, True, "rebuild"),
    ],
)
def test_easing_takes_the_strongest_of_several(days_off, was_ill, lighter_week, reason):
    found = easing(days_off=days_off, was_ill=was_ill, lighter_week=lighter_week)

    assert found.reason == reason


@pytest.mark.parametrize(
    ("ease", "sets"),
    [(EASE[15], [1, 1, 2, 3]), (EASE[29], [1, 1, 2, 2]), (AFTER_ILLNESS, [1, 1, 2, 2])],
)
def test_eased_sets_are_rounded_half_up_and_never_none(ease, sets):
    assert [eased_sets(number, ease) for number in (1, 2, 3, 4)] == sets


def test_eased_load_is_rounded_down_and_no_weight_stays_none():
    loads = [Decimal(10), Decimal(4), Decimal(0), None]

    assert [eased_load(load, LIGHTER_WEEK) for load in loads] == [9, Decimal("3.5"), 0, None]
    assert [eased_load(load, EASE[15]) for load in loads] == [Decimal("8.5"), 3, 0, None]
    assert eased_load(Decimal("7.25"), AFTER_ILLNESS) == Decimal("7.25")


def test_eased_rir_leaves_more_in_reserve():
    assert [eased_rir(rir, LIGHTER_WEEK) for rir in (2, 4)] == [4, 6]
    assert [eased_rir(rir, AFTER_ILLNESS) for rir in (2, 5)] == [4, 5]


@given(
    ease=st.sampled_from([*EASE.values(), AFTER_ILLNESS, LIGHTER_WEEK]),
    sets=st.integers(1, 10),
    load=st.decimals(0, 300, places=2),
    rir=st.integers(0, 8),
)
def test_easing_never_asks_for_more(ease, sets, load, rir):
    assert 1 <= eased_sets(sets, ease) <= sets
    assert 0 <= eased_load(load, ease) <= load
    assert eased_rir(rir, ease) >= rir
