"""Figures that the person sets, and targets that are fixed: the app leaves them, pain doesn't."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routines.planning.progress import ExerciseHistory, advance, begin, targets
from routines.planning.progression import GoesOn, Wish
from tests.routines.planning.one_exercise import progress_of_one
from tests.routines.planning.performances import done, history
from tests.routines.planning.test_progress import HEAVY, PERSON, SQUAT

LOST = {"amounts": (7, 7, 7), "rir": 0}
BEYOND = {"amounts": (14, 14, 14), "rir": 5}


def wish(goes_on, **figures):
    chosen = {"lo": 8, "hi": 12, "sets": 3, "load": Decimal(10), **figures}
    return Wish(**chosen, goes_on=goes_on)


def course(goes_on, *sessions):
    """Return the progress after sessions with 10 kg, the first with the person's own figures."""
    row = history(*(done(load=10, **said) for said in sessions))
    return (replace(row[0], chosen=wish(goes_on)), *row[1:])


def after(goes_on, *sessions, **known):
    row = course(goes_on, *sessions)
    return progress_of_one(HEAVY, row, scope=SQUAT, person=PERSON, **known)


@pytest.mark.parametrize(
    ("goes_on", "sessions", "load", "lo_hi", "rule"),
    [
        # Well done, even far beyond: only the app's rules raise it.
        (GoesOn.RULES, [BEYOND, BEYOND], 11, (8, 12), "R8"),
        (GoesOn.OWN, [BEYOND] * 4, 10, (8, 12), "own_figures"),
        (GoesOn.FIXED, [BEYOND] * 4, 10, (8, 12), "fixed"),
        (GoesOn.OWN, [{"amounts": (9, 9, 9)}], 10, (8, 12), "own_figures"),
        # Too hard twice: own figures are lowered, a fixed target isn't.
        (GoesOn.OWN, [LOST, LOST], 10, (6, 9), "R6"),
        (GoesOn.FIXED, [LOST, LOST], 10, (8, 12), "fixed"),
        # Pain decides for each.
        (GoesOn.OWN, [{"pain": 6}], 8, (8, 12), "R1"),
        (GoesOn.FIXED, [{"pain": 6}], 8, (8, 12), "R1"),
        (GoesOn.OWN, [{"pain": 4}], 10, (8, 12), "R5"),
        (GoesOn.FIXED, [{"pain": 4}], 10, (8, 12), "R5"),
        (GoesOn.FIXED, [{"stop_symptom": True}], 10, (8, 12), "R0"),
    ],
)
def test_target_of_the_persons_own_after_sessions(goes_on, sessions, load, lo_hi, rule):
    found = after(goes_on, *sessions)

    assert (found.target.load, (found.target.lo, found.target.hi)) == (load, lo_hi)
    assert found.change.decision.rule == rule


def test_back_that_has_not_settled_takes_a_set_of_a_fixed_target_that_was_too_hard():
    found = after(GoesOn.FIXED, LOST, LOST | {"morning_pain": 4})

    assert (found.target.sets, found.target.lo, found.change.decision.rule) == (2, 8, "R3")


@pytest.mark.parametrize("goes_on", [GoesOn.OWN, GoesOn.FIXED])
def test_what_pain_took_comes_back_up_to_the_persons_figures_and_no_further(goes_on):
    course = [{"pain": 6}, *[BEYOND] * 6]

    loads = [after(goes_on, *course[:count]).target.load for count in range(1, 8)]

    assert loads[0] == 8
    assert loads == sorted(loads)
    assert loads[-1] == 10


def test_half_a_weight_after_a_long_break_comes_back_too():
    first = replace(done(load=10), chosen=wish(GoesOn.FIXED))
    later = [done(load=5, day=60 + 3 * number, **BEYOND) for number in range(6)]

    def load(count):
        row = (first, *later[:count])
        return progress_of_one(HEAVY, row, scope=SQUAT, person=PERSON).target.load

    assert (load(1), load(6)) == (5, 10)


def test_another_choice_gives_it_back_to_the_app():
    row = course(GoesOn.FIXED, *[BEYOND] * 5)
    row = (*row[:2], replace(row[2], chosen=wish(GoesOn.RULES)), *row[3:])

    found = progress_of_one(HEAVY, row, scope=SQUAT, person=PERSON)

    assert found.goes_on == GoesOn.RULES
    assert found.target.load > 10


def test_other_figures_leave_how_it_goes_on():
    row = course(GoesOn.OWN, BEYOND, BEYOND)
    row = (row[0], replace(row[1], chosen=wish(None, load=Decimal(12))))

    found = progress_of_one(HEAVY, row, scope=SQUAT, person=PERSON)

    assert (found.goes_on, found.target.load) == (GoesOn.OWN, 12)


def test_what_is_not_to_go_up_is_no_standstill():
    row = course(GoesOn.OWN, *[{}] * 6)
    exercise = ExerciseHistory(prescribed=HEAVY, history=row, scope=SQUAT)

    state = advance(begin({"x": exercise}, person=PERSON), {"x": exercise}, person=PERSON)

    assert state.exercises["x"].standstill.sessions == 0


SAID = st.fixed_dictionaries(
    {
        "pain": st.integers(0, 8),
        "morning_pain": st.none() | st.integers(0, 8),
        "amounts": st.sampled_from([(12, 12, 12), (7, 7, 7), (10, 9, 8), (15, 15, 15)]),
        "rir": st.sampled_from([None, 0, 2, 5]),
        "form_kept": st.booleans(),
    }
)


@given(
    goes_on=st.sampled_from([GoesOn.OWN, GoesOn.FIXED]),
    sessions=st.lists(SAID, min_size=1, max_size=8),
)
def test_no_course_raises_it_above_the_persons_figures(goes_on, sessions):
    target = after(goes_on, *sessions).target

    assert target.load <= 10
    assert (target.sets, target.lo, target.hi) <= (3, 8, 12)
    assert target.hold_s == target.pause_s == 0


@given(cut=st.integers(1, 5), sessions=st.lists(SAID, min_size=6, max_size=6))
def test_fold_that_goes_on_from_a_stop_knows_what_the_person_chose(cut, sessions):
    row = course(GoesOn.FIXED, *sessions)
    whole, first, rest = (
        {"x": ExerciseHistory(prescribed=HEAVY, history=each, scope=SQUAT)}
        for each in (row, row[:cut], row[cut:])
    )

    stopped = advance(begin(first, person=PERSON), first, person=PERSON)
    resumed = advance(stopped, rest, person=PERSON)
    at_once = advance(begin(whole, person=PERSON), whole, person=PERSON)

    today = date(2026, 4, 1)
    assert targets(resumed, rest, today=today) == targets(at_once, whole, today=today)
