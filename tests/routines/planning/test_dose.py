"""Each step on the way of a dose from the plan to a session returns a new value."""

from dataclasses import replace
from decimal import Decimal

import pytest

from exercises.vocabulary import LoadType
from routines.planning.dose import Dose
from routines.planning.easing import REDUCED, Ease, layoff
from routines.planning.effort import GENTLE, STEADY
from routines.planning.loads import Unit, Weights
from routines.planning.progression import Target

DUMBBELLS = Weights(load_type=LoadType.DUMBBELL)
DOSE = Dose(
    phase="strength",
    measure="reps",
    sets=3,
    lo=8,
    hi=12,
    aim=8,
    rir_lo=2,
    rir_hi=3,
    takes_load=True,
    load=Decimal(10),
)


def test_at_a_target_has_its_figures_and_keeps_the_rest():
    target = Target(lo=10, hi=15, sets=2, load=Decimal("11.34"), pause_s=2)

    found = DOSE.at(target, aim=11, unit=Unit.LB, length_unit="in")

    assert (found.sets, found.lo, found.hi, found.aim) == (2, 10, 15, 11)
    assert (found.load, found.load_unit, found.length_unit) == (Decimal(25), "lb", "in")
    assert (found.pause_s, found.rir_lo, found.rir_hi, found.takes_load) == (2, 2, 3, True)


def test_target_is_read_in_kilograms_and_comes_back_the_same():
    pounds = replace(DOSE, load=Decimal(25), load_unit="lb")

    assert pounds.target.load == Decimal("11.33980925")
    assert pounds.at(pounds.target, aim=8, unit=Unit.LB, length_unit="cm") == pounds


@pytest.mark.parametrize(
    ("effort", "left"), [(GENTLE, (3, 5)), (STEADY, (2, 4))], ids=["gentle", "steady"]
)
def test_in_reserve_leaves_no_fewer_than_either_asks_for(effort, left):
    found = DOSE.in_reserve(effort)

    assert (found.rir_lo, found.rir_hi) == left
    assert DOSE.in_reserve(effort).in_reserve(STEADY) == found


def test_in_reserve_says_nothing_where_no_effort_is_prescribed():
    stretch = replace(DOSE, rir_lo=None, rir_hi=None)

    assert stretch.in_reserve(GENTLE) == stretch


@pytest.mark.parametrize("ease", [layoff(57), REDUCED])
def test_eased_never_asks_for_more(ease: Ease):
    found = DOSE.eased(ease, DUMBBELLS)

    assert (found.sets, found.lo, found.hi) == (2, 8, 12)
    assert found.load == DOSE.load * ease.load
    assert replace(DOSE, phase="warm_up").eased(ease, DUMBBELLS).sets == 3


def test_eased_by_nothing_is_the_same():
    assert DOSE.eased(None, DUMBBELLS) == DOSE


def test_in_another_unit_is_rounded_down_to_a_weight_that_there_is():
    dumbbells = Weights(load_type=LoadType.DUMBBELL, unit=Unit.LB)

    found = DOSE.in_unit(Unit.LB, dumbbells)

    assert (found.load, found.load_unit) == (Decimal(20), "lb")
    assert DOSE.in_unit(Unit.KG, dumbbells) == DOSE
