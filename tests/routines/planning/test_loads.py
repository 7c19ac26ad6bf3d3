"""Weights at hand (brief.md D5)."""

from decimal import Decimal

import pytest

from exercises.vocabulary import LoadType
from routines.planning.loads import Unit, Weights, in_kg, is_same, is_small_step, is_under, shown

KG, LB = Unit.KG, Unit.LB


def numbers(*figures):
    return tuple(Decimal(figure) for figure in figures)


@pytest.mark.parametrize(
    ("load_type", "unit", "figure", "above"),
    [
        ("dumbbell", KG, "0", "1"),
        ("dumbbell", KG, "10", "11"),
        ("dumbbell", KG, "7.5", "8"),
        ("dumbbell", LB, "10", "12.5"),
        ("kettlebell", KG, "8", "12"),
        ("kettlebell", LB, "20", "30"),
        ("barbell", KG, "37.5", "40"),
        ("barbell", KG, "40", "42.5"),
        ("barbell", KG, "42.5", "45"),
        ("barbell", KG, "50", "55"),
        ("barbell", LB, "45", "50"),
        ("barbell", LB, "100", "110"),
        ("machine", KG, "20", "25"),
        ("machine", LB, "40", "50"),
        ("ankle", KG, "1", "1.5"),
        ("ankle", LB, "2", "3"),
    ],
)
def test_above_is_the_next_step_of_its_kind(load_type, unit, figure, above):
    weights = Weights(load_type=LoadType(load_type), unit=unit)

    found = weights.above(in_kg(Decimal(figure), unit))

    assert found == in_kg(Decimal(above), unit)


@pytest.mark.parametrize(
    ("load_type", "unit", "figure", "below"),
    [
        ("dumbbell", KG, "8.5", "8"),
        ("dumbbell", KG, "0.5", "1"),
        ("dumbbell", LB, "22.4", "20"),
        ("kettlebell", KG, "10.8", "8"),
        ("barbell", KG, "36", "35"),
        ("ankle", KG, "1.35", "1"),
    ],
)
def test_at_or_below_is_rounded_down_and_never_nothing(load_type, unit, figure, below):
    weights = Weights(load_type=LoadType(load_type), unit=unit)

    found = weights.at_or_below(in_kg(Decimal(figure), unit))

    assert found == in_kg(Decimal(below), unit)


def test_weights_at_hand_are_the_only_ones():
    weights = Weights(load_type=LoadType.DUMBBELL, at_hand=numbers("12.5", 10, 4))

    assert [weights.above(load) for load in numbers(0, 4, "11.2", "12.5")] == [
        *numbers(4, 10, "12.5"),
        None,
    ]
    assert [weights.at_or_below(load) for load in numbers(1, 4, "11.2", 40)] == list(
        numbers(4, 4, 10, "12.5")
    )


def test_a_band_has_no_next_load():
    band = Weights(load_type=LoadType.BAND)

    assert (band.above(Decimal(0)), band.at_or_below(Decimal(3))) == (None, 3)


def test_shown_gives_back_the_figure_that_was_typed():
    stored = (Decimal(25) * Decimal("0.45359237")).quantize(Decimal("0.0001"))

    assert (stored, shown(stored, LB), shown(Decimal("7.50"), KG)) == (
        Decimal("11.3398"),
        Decimal(25),
        Decimal("7.5"),
    )
    assert in_kg(Decimal(1), LB) == Decimal("0.45359237")


def test_loads_are_compared_in_kg_but_for_rounding():
    exact = in_kg(Decimal(25), LB)

    assert (is_same(exact, Decimal("11.3398")), is_under(Decimal("11.3398"), exact)) == (
        True,
        False,
    )
    assert is_under(Decimal("11.3"), exact) is True


@pytest.mark.parametrize(
    ("load", "heavier", "small"),
    [("10", "11", True), ("10", "12.5", False), ("40", "42.5", True), ("0", "1", False)],
)
def test_a_small_step_is_a_tenth_at_most(load, heavier, small):
    assert is_small_step(Decimal(load), Decimal(heavier)) is small


@pytest.mark.parametrize(
    ("load_type", "unit", "figure", "heavier", "near"),
    [
        ("kettlebell", KG, "10", "20", True),
        ("kettlebell", KG, "10", "20.5", False),
        ("kettlebell", KG, "2", "6", True),
        ("kettlebell", LB, "5", "15", True),
        ("dumbbell", KG, "1", "3", True),
        ("dumbbell", KG, "1", "3.5", False),
        ("dumbbell", LB, "2.5", "7.5", True),
        ("barbell", KG, "2.5", "7.5", True),
        ("machine", KG, "2.5", "7.5", True),
        ("machine", KG, "2.5", "8", False),
        ("ankle", KG, "0.5", "1.5", True),
        ("band", KG, "1", "2.5", False),
    ],
)
def test_a_near_weight_is_twice_as_much_or_one_step_of_its_kind(
    load_type, unit, figure, heavier, near
):
    weights = Weights(load_type=LoadType(load_type), unit=unit)
    load, next_one = in_kg(Decimal(figure), unit), in_kg(Decimal(heavier), unit)

    assert weights.is_near(load, next_one) is near
