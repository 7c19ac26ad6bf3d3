"""How a target is lowered, and the floor under it (brief.md D4)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.vocabulary import LoadNeed, LoadType, Measure
from routines.planning.loads import Weights
from routines.planning.performance import Target
from routines.planning.progression import Decision, Result
from routines.planning.step_down import floor_of, is_at_floor, lowest, step_down
from routines.planning.steps_up import Scope
from tests.routines.planning.one_exercise import progress_of_one
from tests.routines.planning.performances import FIRST, done
from tests.routines.planning.test_pain_only_lowers import a_scope, a_session, a_target
from tests.routines.planning.test_progress import BODY, HEAVY, LUNGE, PERSON, SQUAT, heavy

HOLD = replace(LUNGE, measure=Measure.SECONDS, lo=20, hi=40)
REGRESS = Decision(rule="R1", result=Result.REGRESS)
EASE = Decision(rule="R6", result=Result.EASE, ease=True)
REDUCE = Decision(rule="R2", result=Result.REDUCE, trim=True)
TRIM = Decision(rule="R3", result=Result.HOLD_TRIM, trim=True)
LIGHTEST = replace(HEAVY, load=Decimal(1))
LEAST_BODY = replace(BODY, lo=5, hi=8, sets=1)


def lowered(target, decision, scope, *, load="0"):
    found = step_down(target, decision, done(load=load), scope)
    return found.code.value, found.target


@pytest.mark.parametrize(
    ("lo", "hi", "measure", "floor"),
    [
        (8, 12, Measure.REPS, (5, 8)),
        (10, 15, Measure.REPS, (6, 9)),
        (5, 8, Measure.REPS, (3, 5)),
        (4, 6, Measure.REPS, (3, 4)),
        (2, 4, Measure.REPS, (2, 3)),
        (20, 40, Measure.SECONDS, (12, 24)),
        (6, 10, Measure.SECONDS, (5, 6)),
        (3, 5, Measure.SECONDS, (3, 3)),
    ],
)
def test_floor_is_three_fifths_of_the_librarys_range(lo, hi, measure, floor):
    found = floor_of(Scope(slug="a", lo=lo, hi=hi, sets=2, max_sets=3, measure=measure))

    assert (found.lo, found.hi) == floor


@pytest.mark.parametrize(
    ("decision", "target", "scope", "code", "after"),
    [
        # With weight: a fifth less of it, or a tenth; then repetitions, sets, range.
        (REGRESS, HEAVY, SQUAT, "load_down", heavy(8)),
        (REDUCE, HEAVY, SQUAT, "load_down", heavy(9, sets=2)),
        (EASE, HEAVY, SQUAT, "fewer", heavy(10, lo=6, hi=9)),
        (TRIM, HEAVY, SQUAT, "set_less", heavy(10, sets=2)),
        (REGRESS, LIGHTEST, SQUAT, "fewer", heavy(1, lo=6, hi=9)),
        (REDUCE, LIGHTEST, SQUAT, "set_less", heavy(1, sets=2)),
        (REGRESS, replace(LIGHTEST, lo=5, hi=8), SQUAT, "set_less", heavy(1, lo=5, hi=8, sets=2)),
        (EASE, replace(HEAVY, lo=5, hi=8), SQUAT, "load_down", heavy(8, lo=5, hi=8)),
        (
            EASE,
            replace(LIGHTEST, lo=5, hi=8),
            SQUAT,
            "part_range",
            heavy(1, lo=5, hi=8, part_range=True),
        ),
        # With body weight.
        (REGRESS, BODY, LUNGE, "fewer", replace(BODY, lo=6, hi=9)),
        (REGRESS, replace(BODY, lo=6, hi=9), LUNGE, "fewer", replace(BODY, lo=5, hi=8)),
        (EASE, BODY, LUNGE, "fewer", replace(BODY, lo=6, hi=9)),
        (REDUCE, BODY, LUNGE, "set_less", replace(BODY, sets=2)),
        (REGRESS, LEAST_BODY, LUNGE, "part_range", replace(LEAST_BODY, part_range=True)),
        (
            REGRESS,
            replace(LEAST_BODY, part_range=True),
            LUNGE,
            "same",
            replace(LEAST_BODY, part_range=True),
        ),
        (REDUCE, LEAST_BODY, LUNGE, "same", LEAST_BODY),
        (TRIM, LEAST_BODY, LUNGE, "same", LEAST_BODY),
        # Never fewer sets because it was too hard.
        (EASE, replace(LEAST_BODY, sets=2), LUNGE, "part_range", None),
        # A hold has no smaller range.
        (REGRESS, Target(lo=20, hi=30, sets=2), HOLD, "fewer", Target(lo=16, hi=24, sets=2)),
        (REGRESS, Target(lo=12, hi=24, sets=1), HOLD, "same", Target(lo=12, hi=24, sets=1)),
        # A person's own smaller dose stays theirs.
        (REGRESS, replace(BODY, lo=2, hi=3), LUNGE, "set_less", replace(BODY, lo=2, hi=3, sets=2)),
        # Nor does one that hurts and was too hard keep more than one that was only too hard.
        (
            replace(REGRESS, ease=True),
            replace(BODY, lo=2, hi=3),
            LUNGE,
            "part_range",
            replace(BODY, lo=2, hi=3, sets=2, part_range=True),
        ),
        # What was left out for a large step counts with the rest.
        (TRIM, heavy(10, sets=2, trimmed=1), SQUAT, "set_less", heavy(10, sets=1)),
    ],
)
def test_step_down_lowers_one_thing_after_the_other(decision, target, scope, code, after):
    expected = replace(target, part_range=True) if after is None else after

    assert lowered(target, decision, scope, load=target.load) == (code, expected)


@pytest.mark.parametrize(
    ("decision", "code", "after"),
    [
        (replace(REGRESS, trim=True), "load_down", heavy(8, sets=2)),
        (replace(REGRESS, ease=True), "easier", heavy(8, lo=6, hi=9)),
        (replace(REDUCE, ease=True), "easier", heavy(9, lo=6, hi=9, sets=2)),
        (replace(EASE, trim=True), "fewer", heavy(10, lo=6, hi=9, sets=2)),
    ],
)
def test_step_down_takes_besides_what_other_rules_take(decision, code, after):
    assert lowered(HEAVY, decision, SQUAT, load=10) == (code, after)


def test_lowest_dose_is_the_floor_with_the_first_weight_and_never_more():
    prescribed, now = heavy(4), heavy(12, lo=6, hi=9, trimmed=1)
    tiny = heavy(2, lo=3, hi=4, sets=1)

    assert lowest(now, prescribed, SQUAT, hurt=True) == heavy(4, lo=5, hi=8, sets=1)
    assert lowest(now, prescribed, SQUAT, hurt=False) == heavy(4, lo=5, hi=8, sets=2)
    assert lowest(tiny, prescribed, SQUAT, hurt=True) == tiny


# --- no course goes under it --------------------------------------------------------------------


def a_bad_life(seed):
    """Return an exercise, and sessions of which most hurt, don't settle, or are too hard."""
    chance = Random(seed)
    scope = a_scope(chance)
    target = a_target(chance, scope)
    history = []
    for number in range(chance.randint(1, 14)):
        session = a_session(chance, target, FIRST + timedelta(days=4 * number))
        history.append(
            replace(
                session,
                pain=chance.choice([0, 4, 5, 6, 9]),
                morning_pain=chance.choice([0, 3, 8, None]),
                form_kept=chance.random() < 0.5,
                chosen=None,
            )
        )
    return target, scope, history


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_course_of_pain_goes_under_the_floor(seed):
    target, scope, history = a_bad_life(seed)

    found = progress_of_one(target, history, scope=scope, person=PERSON).target

    floor = floor_of(scope)
    assert found.lo >= floor.lo
    assert found.hi >= floor.hi
    assert found.sets >= 1
    assert (found.load > 0) == (target.load > 0 or found.load > 0)


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_course_of_effort_goes_under_two_sets(seed):
    target, scope, history = a_bad_life(seed)
    target = replace(target, sets=max(2, target.sets))
    scope = replace(scope, sets=target.sets, max_sets=target.sets + 1)
    calm = [replace(each, pain=0, morning_pain=0) for each in history]

    found = progress_of_one(target, calm, scope=scope, person=PERSON).target

    assert found.sets >= 2


def test_weight_never_falls_to_none():
    scope = replace(SQUAT, weights=Weights(load_type=LoadType.KETTLEBELL), load=LoadNeed.REQUIRED)
    reds = [done(load=8, pain=9, day=day) for day in range(0, 60, 4)]

    assert progress_of_one(heavy(8), reds, scope=scope, person=PERSON).target.load == 4


@pytest.mark.parametrize(("decision", "left_out"), [(REGRESS, True), (EASE, False), (TRIM, False)])
def test_only_pain_takes_away_what_is_at_its_floor(decision, left_out):
    least = replace(LEAST_BODY, part_range=True)

    assert is_at_floor(least, decision, done(), LUNGE) is left_out
