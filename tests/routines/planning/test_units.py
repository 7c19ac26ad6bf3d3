"""A target's weight in the other unit: rounded down to one that there is, never up."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.vocabulary import KG_PER_LB, LoadNeed, LoadType
from routines.planning.loads import STEPS, STORED_KG, Unit, Weights, in_kg, landed, shown
from routines.planning.progress import ExerciseHistory, OtherUnit, Person, progress_of_all
from routines.planning.progression import Performance, SetResult, Target, Wish
from routines.planning.steps_up import Code, Scope

KG, LB = Unit.KG, Unit.LB


@pytest.mark.parametrize(
    ("load", "unit", "kind", "at_hand", "found"),
    [
        ("20", LB, LoadType.DUMBBELL, (), "42.5"),  # 44.09 lb
        ("4", LB, LoadType.DUMBBELL, (), "7.5"),  # 8.82 lb
        ("1", LB, LoadType.DUMBBELL, (), "2"),  # less than a step of 2.5 lb
        ("4", LB, LoadType.KETTLEBELL, (), "8"),  # less than a step of 10 lb
        ("8", LB, LoadType.KETTLEBELL, (), "10"),
        ("0.4", LB, LoadType.DUMBBELL, (), "0"),
        ("20", LB, LoadType.BARBELL, (), "40"),
        ("20", LB, LoadType.KETTLEBELL, ("15", "35", "53"), "35"),
        ("4", LB, LoadType.KETTLEBELL, ("15", "35"), "8"),  # all are heavier
        ("11.3398", LB, LoadType.DUMBBELL, (), "25"),  # as it is stored
        ("9.07", LB, LoadType.DUMBBELL, (), "17.5"),  # 19.996 lb are no 20
        ("9.0718", KG, LoadType.DUMBBELL, (), "9"),
        ("9.0718", KG, None, (), "9"),
        ("11.3398", KG, LoadType.BARBELL, (), "10"),
    ],
)
def test_landed_load_is_rounded_down_to_one_that_there_is(load, unit, kind, at_hand, found):
    figures = tuple(Decimal(each) for each in at_hand)
    weights = kind and Weights(load_type=kind, unit=unit, at_hand=figures)

    assert shown(landed(Decimal(load), unit, weights), unit) == Decimal(found)


@given(
    load=st.decimals(0, 200, places=4),
    unit=st.sampled_from(Unit),
    kind=st.sampled_from([None, *STEPS, LoadType.BAND]),
    at_hand=st.lists(st.decimals("0.25", 200, places=2), max_size=4),
)
def test_landed_load_is_never_more_and_lands_once(load, unit, kind, at_hand):
    weights = kind and Weights(load_type=kind, unit=unit, at_hand=tuple(at_hand))

    found = landed(load, unit, weights)

    assert 0 <= found <= load + STORED_KG
    assert landed(found, unit, weights) == found
    assert in_kg(shown(found, unit), unit) == found


DAY = date(2026, 3, 2)
SCOPE = Scope(
    slug="goblet-squat",
    lo=8,
    hi=12,
    sets=3,
    max_sets=3,
    load=LoadNeed.REQUIRED,
    weights=Weights(load_type=LoadType.DUMBBELL),
)
TARGET = Target(lo=8, hi=12, sets=3, load=Decimal(20))
LANDED = Decimal("42.5") * KG_PER_LB


def done(number, unit, load, amount=12, **more) -> Performance:
    sets = (SetResult(amount=amount, rir=3, load=load),) * 3
    day = DAY + timedelta(days=4 * number)
    return Performance(day=day, sets=sets, morning_pain=0, unit=unit, **more)


def standing_of(*history, unit, prescribed_in=KG):
    weights = SCOPE.weights.in_unit(unit)
    exercise = ExerciseHistory(
        prescribed=TARGET,
        history=history,
        scope=replace(SCOPE, weights=weights),
        unit=unit,
        prescribed_in=prescribed_in,
    )
    person = Person(usual=Decimal(0), started_on=DAY)
    return progress_of_all({SCOPE.slug: exercise}, person=person)[SCOPE.slug]


def test_target_in_the_other_unit_lands_and_says_what_it_was():
    fresh = standing_of(unit=LB)
    after = standing_of(done(0, KG, Decimal(20), 9), unit=LB)

    was = OtherUnit(load=Decimal(20), unit=KG)
    assert (fresh.target.load, fresh.converted) == (LANDED, was)
    assert (after.target.load, after.converted) == (LANDED, was)
    assert after.change.after == after.target


def test_target_in_its_own_unit_stays_as_it_is():
    loads = [Decimal(20), Decimal("20.3")]

    found = [standing_of(done(0, KG, load, 9), unit=KG) for load in loads]

    assert [(each.target.load, each.converted) for each in found] == [(Decimal(20), None)] * 2


def test_session_in_the_new_unit_counts_as_no_less_than_asked_for():
    """Who does the 42.5 lb that were asked for goes up after two such sessions."""
    history = [done(0, KG, Decimal(20)), *(done(each, LB, LANDED) for each in (1, 2))]

    found = standing_of(*history, unit=LB)

    # 45 lb are a small step from 42.5.
    assert (found.change.code, found.converted) == (Code.LOAD_UP, None)
    assert shown(found.target.load, LB) == 45


def test_sessions_of_before_the_switch_are_judged_by_their_own_steps():
    # 21 kg are the next dumbbell in kg; 45 lb would be 20.4 kg.
    history = [done(0, KG, Decimal(20)), done(1, KG, Decimal(20))]

    in_kg_now, in_lb_now = (standing_of(*history, unit=unit) for unit in (KG, LB))

    assert in_kg_now.target.load == 21
    assert in_lb_now.converted == OtherUnit(load=Decimal(21), unit=KG)
    assert shown(in_lb_now.target.load, LB) == 45


def test_choice_stands_in_the_unit_of_its_session():
    wanted = Wish(lo=8, hi=12, sets=3, load=LANDED)

    found = standing_of(done(0, LB, LANDED, 9, chosen=wanted), unit=LB)

    assert (found.target.load, found.converted) == (LANDED, None)
