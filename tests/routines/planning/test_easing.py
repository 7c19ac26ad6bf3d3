"""Sessions that ask for less, row by row of brief.md C4 and C6."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.vocabulary import LoadType
from routines.planning.easing import (
    AFTER_ILLNESS,
    BREAKS,
    DELOAD,
    after_breaks,
    eased_days,
    eased_load,
    eased_rir,
    eased_sets,
    easing,
    layoff,
)
from routines.planning.loads import Unit, Weights

EASE = dict(BREAKS)
DAY = date(2026, 3, 4)


def before(*days_off):
    """Return the days of sessions that were this many days ago."""
    return [DAY - timedelta(days=days) for days in days_off if days is not None]


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
    found = easing(days=before(days_off), day=DAY, was_ill=False, deload=False)

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
    days = before(days_off)
    found = easing(days=days, day=DAY, was_ill=False, deload=False, is_65=True)

    assert (found and found.reason) == reason
    assert found == layoff(days_off, is_65=True)


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ([2], None),
        # Three weeks off, and then trained again for this many days.
        ([24, 3], "ease_back"),
        ([27, 6], "ease_back"),
        ([28, 7], None),
        # Forty days off: as long again as half of that.
        ([43, 3], "rebuild"),
        ([59, 19, 16], "rebuild"),
        ([60, 20, 17, 5], None),
        # A new start is made once; what was asked for then stands.
        ([73, 3], None),
        # A second break, and of two the stronger.
        ([47, 15], "rebuild"),
        ([16], "ease_back"),
    ],
)
def test_break_eases_the_first_session_and_those_of_the_time_after(days, reason):
    found = after_breaks(before(*days), DAY)

    assert (found and found.reason) == reason


def test_eased_days_are_a_week_half_of_the_time_missed_or_open():
    found = [eased_days(EASE[days], days_off) for days, days_off in [(15, 20), (29, 41), (57, 90)]]

    assert found == [7, 20, None]


@pytest.mark.parametrize(
    ("days_off", "was_ill", "deload", "reason"),
    [
        (5, True, False, "illness"),
        (5, False, True, "deload"),
        (5, True, True, "deload"),
        (20, True, False, "illness"),
        (40, True, True, "rebuild"),
    ],
)
def test_easing_takes_the_strongest_of_several(days_off, was_ill, deload, reason):
    days = before(days_off)
    found = easing(days=days, day=DAY, was_ill=was_ill, deload=deload)

    assert found.reason == reason


@pytest.mark.parametrize(
    ("ease", "sets"),
    [(EASE[15], [1, 1, 2, 3]), (EASE[29], [1, 1, 2, 2]), (AFTER_ILLNESS, [1, 1, 2, 2])],
)
def test_eased_sets_are_rounded_half_up_and_never_none(ease, sets):
    assert [eased_sets(number, ease) for number in (1, 2, 3, 4)] == sets


@pytest.mark.parametrize(
    ("unit", "load", "at_hand", "eased"),
    [
        ("kg", 8, (), 4),
        ("kg", 10, (8, 12), 8),
        ("kg", 8, (8, 12), 8),
        ("kg", 4, (20,), 4),
        ("lb", 20, (), 10),
        ("lb", 20, (10, 15, 20), 15),
    ],
)
def test_eased_load_is_a_weight_that_there_is_and_never_more(unit, load, at_hand, eased):
    """Kettlebells without listed weights have steps of 4 kg or 10 lb."""
    weights = Weights(
        load_type=LoadType.KETTLEBELL, unit=Unit(unit), at_hand=tuple(map(Decimal, at_hand))
    )

    found = eased_load(Decimal(load), EASE[15], unit=Unit(unit), weights=weights)

    assert found == eased


def test_eased_load_is_rounded_down_and_no_weight_stays_none():
    loads = [Decimal(10), Decimal(4), Decimal(0), None]

    assert [eased_load(load, DELOAD) for load in loads] == [9, Decimal("3.5"), 0, None]
    assert [eased_load(load, EASE[15]) for load in loads] == [Decimal("8.5"), 3, 0, None]
    assert eased_load(Decimal("7.25"), AFTER_ILLNESS) == Decimal("7.25")


def test_eased_rir_leaves_more_in_reserve():
    assert [eased_rir(rir, DELOAD) for rir in (2, 4)] == [4, 6]
    assert [eased_rir(rir, AFTER_ILLNESS) for rir in (2, 5)] == [4, 5]


@given(
    ease=st.sampled_from([*EASE.values(), AFTER_ILLNESS, DELOAD]),
    sets=st.integers(1, 10),
    load=st.decimals(0, 300, places=2),
    rir=st.integers(0, 8),
)
def test_easing_never_asks_for_more(ease, sets, load, rir):
    assert 1 <= eased_sets(sets, ease) <= sets
    assert 0 <= eased_load(load, ease) <= load
    assert eased_rir(rir, ease) >= rir
