"""Find your weight (brief.md D5): the steps of each answer, and the target afterwards."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.vocabulary import LoadNeed, LoadType, Measure
from routines.planning.cautions import LoadKept
from routines.planning.cut_offs import Zone, zone
from routines.planning.find_weight import Finds, Lifted, weight_after
from routines.planning.loads import Unit, Weights, in_kg
from routines.planning.next_target import is_to_find
from routines.planning.progression import SetResult
from tests.routines.planning.performances import FIRST, done
from tests.routines.planning.test_progress import BODY, HEAVY, LUNGE, PERSON, SQUAT, heavy, standing

DUMBBELLS = Weights(load_type=LoadType.DUMBBELL)


def after(load, rir, *, amount=8, weights=DUMBBELLS, may_rise=True):
    lifted = Lifted(load=Decimal(load), amount=amount, rir=rir)
    found = weight_after(lifted, lo=8, weights=weights, may_rise=may_rise)
    return found.load, found.turn and found.turn.value


@pytest.mark.parametrize(
    ("rir", "found"),
    [
        (5, (12, "up")),
        (4, (11, "up")),
        (3, (10, "right")),
        (2, (9, "down")),
        (1, (9, "down")),
        (0, (9, "down")),
        (None, (10, None)),
    ],
)
def test_each_answer_takes_its_steps(rir, found):
    assert after(10, rir) == found


@pytest.mark.parametrize(
    ("load", "rir", "amount", "may_rise", "found"),
    [
        # Too few repetitions are a step down with any answer.
        (10, 5, 7, True, (9, "down")),
        (10, None, 7, True, (9, "down")),
        (10, 5, 8, False, (10, "held")),
        (10, 2, 8, False, (9, "down")),
        (1, 0, 8, True, (1, "none_near")),
    ],
)
def test_weight_rises_only_where_it_may(load, rir, amount, may_rise, found):
    assert after(load, rir, amount=amount, may_rise=may_rise) == found


@pytest.mark.parametrize(
    ("kind", "at_hand", "load", "rir", "found"),
    [
        ("kettlebell", (), 8, 5, (16, "up")),
        # Two steps would be three times as much: one.
        ("kettlebell", (), 4, 5, (8, "up")),
        ("dumbbell", (4, 8, 12), 4, 5, (8, "up")),
        ("dumbbell", (4, 8, 12), 8, 5, (12, "up")),
        ("dumbbell", (4, 8, 12), 12, 5, (12, "none_near")),
        ("dumbbell", (4, 8, 12), 12, 2, (8, "down")),
        ("dumbbell", (4, 20), 4, 5, (4, "none_near")),
        ("machine", (), 20, 5, (30, "up")),
        ("barbell", (), 20, 1, ("17.5", "down")),
    ],
)
def test_steps_are_those_at_hand_and_none_more_than_doubles(kind, at_hand, load, rir, found):
    weights = Weights(load_type=LoadType(kind), at_hand=tuple(map(Decimal, at_hand)))

    assert after(load, rir, weights=weights) == (Decimal(found[0]), found[1])


def test_steps_in_pounds_are_pounds():
    weights = Weights(load_type=LoadType.DUMBBELL, unit=Unit.LB)

    assert after(in_kg(Decimal(10), Unit.LB), 4, weights=weights)[0] == in_kg(
        Decimal("12.5"), Unit.LB
    )


# --- what the fold takes ------------------------------------------------------------------------


def looked(*loads, rir=5, amount=10, finds=Finds.BOTH_WAYS, **rest):
    """A session that looked for the weight; `rir` is the answer of its last set."""
    sets = [SetResult(amount=amount, rir=5, load=Decimal(load)) for load in loads]
    sets[-1] = replace(sets[-1], rir=rir)
    return replace(done(**rest), sets=tuple(sets), finds=finds)


@pytest.mark.parametrize(
    ("session", "code", "load"),
    [
        (looked(10, 12, 14), "weight_found", 16),
        (looked(10, 12, 14, rir=4), "weight_found", 15),
        (looked(10, 12, 14, rir=3), "weight_found", 14),
        (looked(10, 12, 14, rir=1), "weight_found", 13),
        (looked(10, 9, 9, rir=2), "weight_found", 8),
        (looked(10, 10, 10, rir=3), "one_more", 10),
        # The person took another weight than the app: from that one it goes on.
        (looked(30, 30, rir=None), "weight_found", 30),
        (looked(10, 12, finds=Finds.DOWN), "weight_found", 12),
        # Pain never raises: amber, an unsettled morning and red keep or lower what was asked.
        (looked(10, 12, 14, pain=4), "same", 10),
        (looked(10, 12, 14, morning_pain=4), "set_less", 10),
        (looked(10, 12, 14, pain=6), "load_down", 8),
        (looked(10, 9, rir=0, pain=4), "load_down", 8),
        # A session that didn't ask leaves the weight alone.
        (looked(10, 12, 14, finds=None), "one_more", 10),
    ],
)
def test_what_stands_at_the_end_is_the_target(session, code, load):
    found = standing(HEAVY, session)

    assert (found.change.code, found.target.load) == (code, load)


def test_weight_found_begins_at_the_lower_end_and_is_gone_through_twice():
    first = looked(10, 12, 14)
    then = [done(load=16, day=3), done(load=16, day=7)]

    assert standing(HEAVY, first).change.aim == 8
    assert standing(HEAVY, first, then[0]).change.code == "same"
    assert standing(HEAVY, first, *then).target == heavy(17)


def test_weight_that_a_caution_keeps_only_falls():
    person = replace(PERSON, load_kept=LoadKept(since=FIRST))

    found = [standing(HEAVY, looked(10, 12, rir=rir), person=person).target for rir in (5, 0)]
    less = standing(HEAVY, looked(10, 9, rir=3), person=person).target

    assert ([each.load for each in found], less.load) == ([10, 10], 9)


def test_nothing_asked_and_a_weight_typed_is_where_it_goes_on():
    found = standing(heavy(0), looked(6, 8, rir=4))

    assert found.target == heavy(9)


@pytest.mark.parametrize(
    ("target", "scope", "sessions", "finds"),
    [
        (HEAVY, {}, [], True),
        (HEAVY, {"weights": None}, [], False),
        (HEAVY, {"weights": Weights(load_type=LoadType.BAND)}, [], False),
        (HEAVY, {"measure": Measure.SECONDS}, [], False),
        (heavy(0), {}, [], True),
        (BODY, {"load": LoadNeed.OPTIONAL}, [], False),
        (HEAVY, {}, [done(load=10)], False),
        # A session that asked for less on purpose, or in which no weight was lifted, found nothing.
        (HEAVY, {}, [replace(done(load=5), eased=True)], True),
        (HEAVY, {}, [done((), pain=4)], True),
    ],
)
def test_weight_is_looked_for_in_the_first_session_with_one(target, scope, sessions, finds):
    scope = replace(SQUAT, **scope)

    found = standing(target, *sessions, scope=scope)

    assert (not found.weighed and is_to_find(found.target, scope)) is finds


def test_weight_is_looked_for_where_it_enters_by_a_step_up():
    scope = replace(SQUAT, load=LoadNeed.OPTIONAL)
    ready = replace(BODY, pause_s=2)
    found = standing(ready, done(), done(day=3), scope=scope)

    assert (found.change.code, found.weighed) == ("first_load", False)
    assert is_to_find(found.target, scope)
    assert not is_to_find(BODY, LUNGE)


@given(
    answers=st.lists(st.tuples(st.integers(5, 14), st.integers(0, 5)), min_size=1, max_size=4),
    load=st.integers(1, 20),
    pain=st.integers(0, 9),
    more=st.integers(0, 9),
    morning=st.integers(0, 9),
)
def test_more_pain_never_finds_more_weight(answers, load, pain, more, morning):
    sets = tuple(
        SetResult(amount=amount, rir=rir, load=Decimal(load + place))
        for place, (amount, rir) in enumerate(answers)
    )
    session = replace(done(pain=pain, morning_pain=morning), sets=sets, finds=Finds.BOTH_WAYS)
    hurt = replace(session, pain=min(10, pain + more), morning_pain=min(10, morning + more))

    found, less = standing(HEAVY, session).target, standing(HEAVY, hurt).target

    assert less.load <= found.load
    assert zone(pain, PERSON.usual) == Zone.GREEN or found.load <= HEAVY.load
