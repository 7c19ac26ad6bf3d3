"""The unit of a file that doesn't say: a guess, with the figures that show it."""

from decimal import Decimal

import pytest

from exchange.logs.rows import Unit
from exchange.logs.units import Guess, Why, guess, settled
from tests.exchange.logs.files import SAMPLES, STRONG, rows_of

NOT_CLEAR = Guess(None, Why.NOT_CLEAR)


def rows_with(*loads):
    """Return the rows of a file without units, with these loads."""
    return rows_of(
        STRONG + "".join(f"2025-03-03 18:05:00,L,,Squat,1,{load},8,3,0,,,\n" for load in loads)
    )


@pytest.mark.parametrize(
    ("loads", "unit", "why", "figures"),
    [
        ([], None, Why.NOT_CLEAR, []),
        ([0, 10, 20, 30], None, Why.NOT_CLEAR, []),
        ([135, 185, 225, 225], Unit.LB, Why.POUND_PLATES, [135, 185, 225]),
        ([45, 95, 135, 185, 225, 275, 315], Unit.LB, Why.POUND_PLATES, [45, 95, 135, 185, 225]),
        ([40, "82.5", "82.5", "61.25"], Unit.KG, Why.HALVES, ["61.25", "82.5"]),
        ([20, 60, 100, 140], Unit.KG, Why.KILOGRAM_PLATES, [60, 100, 140]),
        ([60, 100, "102.5"], Unit.KG, Why.HALVES, ["102.5"]),
        # A pair of dumbbells of 12.5 lb beside a bar, and 135 kg beside halves.
        ([45, 95, 135, 185, "12.5"], Unit.LB, Why.POUND_PLATES, [45, 95, 135, 185]),
        ([135, "62.5", "82.5", "87.5"], Unit.KG, Why.HALVES, ["62.5", "82.5", "87.5"]),
        ([135, "62.5"], None, Why.NOT_CLEAR, []),
        ([45, 95, 60, 100, 140], None, Why.NOT_CLEAR, []),
        ([45, 60, 95, 100], None, Why.NOT_CLEAR, []),
    ],
)
def test_unit_is_guessed_from_the_figures(loads, unit, why, figures):
    assert guess(rows_with(*loads)) == Guess(unit, why, tuple(map(Decimal, figures)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("strong-classic", Guess(Unit.KG, Why.HALVES, (Decimal("82.5"),))),
        ("hevy-lbs", NOT_CLEAR),  # its heading has the unit
        ("strong-2025", NOT_CLEAR),
    ],
)
def test_only_loads_without_a_unit_count(name, expected):
    rows = rows_of((SAMPLES / f"{name}.csv").read_bytes())

    assert guess(each for each in rows if hasattr(each, "load")) == expected


def test_answer_settles_loads_and_distances():
    weighted, plain = rows_with(45, 0)

    assert [settled(weighted, each).unit for each in Unit] == [Unit.KG, Unit.LB]
    assert [settled(weighted, each).load for each in Unit] == [45, 45]
    assert [settled(weighted, each).metres for each in Unit] == [3000, Decimal("4828.03")]
    assert [settled(plain, each).unit for each in Unit] == [None, None]
