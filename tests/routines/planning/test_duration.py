"""How long a session takes: worked out from sets, repetitions, tempo, holds, sides and rests."""

from dataclasses import replace

import pytest

from exercises.catalogue import read_library
from exercises.vocabulary import Equipment, Measure, Phase
from routines.planning.duration import Length, Work, length, seconds_of, with_shared_rests
from routines.planning.programmes import Level, Place, ProgrammeDay, fill_day
from tests.routines.planning.test_programmes import EVERYTHING, MOVEMENTS

LIBRARY = {entry.slug: entry for entry in read_library()}
HOME = frozenset({Equipment.CHAIR, Equipment.WALL, Equipment.STEP, Equipment.BROOMSTICK})
SET = Work(phase=Phase.STRENGTH, measure=Measure.REPS, sets=1, amount=10)
READY = 45


@pytest.mark.parametrize(
    ("changed", "seconds"),
    [
        ({}, 10 * 3),
        ({"tempo": "3-1-1-0"}, 10 * 5),
        ({"hold_s": 8}, 10 * (3 + 8)),
        ({"pause_s": 2}, 10 * (3 + 2)),
        # The hold is the tempo's last figure, the pause its second: each counts once.
        ({"tempo": "2-0-1-3", "hold_s": 3}, 10 * 6),
        ({"tempo": "2-0-1-3", "hold_s": 5}, 10 * 8),
        ({"tempo": "3-1-1-0", "pause_s": 2}, 10 * 6),
        ({"per_side": True}, 2 * 30 + 5),
        ({"sets": 3, "rest_s": 60}, 3 * 30 + 2 * 60),
        ({"sets": 2, "rest_s": 45, "per_side": True}, 2 * 65 + 45),
        ({"sets": 1, "rest_s": 60}, 30),
        ({"measure": Measure.SECONDS, "amount": 20}, 3 + 20),
        ({"measure": Measure.SECONDS, "amount": 20, "per_side": True}, 2 * 23 + 5),
        ({"measure": Measure.MINUTES, "amount": 2}, 120),
        ({"set_s": 50, "per_side": True}, 50),
    ],
)
def test_seconds_of_one_exercise(changed, seconds):
    assert seconds_of(replace(SET, **changed)) == seconds + READY


def test_exercises_of_a_superset_share_one_rest_a_round():
    one, other = replace(SET, sets=3, rest_s=90), replace(SET, sets=3, rest_s=60)
    alone = replace(SET, sets=3, rest_s=45)

    shared = with_shared_rests([replace(one, superset=1), replace(other, superset=1), alone])

    # Two rounds have a rest after them, of 90 seconds, and ten to change in between.
    assert sum(map(seconds_of, shared[:2])) == 2 * (3 * 30 + READY) + 2 * (90 + 10)
    assert shared[2] == alone
    assert with_shared_rests([one, other]) == [one, other]


@pytest.mark.parametrize(("phase", "ready"), [("warm-up", 10), ("strength", 45), ("cool-down", 10)])
def test_seconds_count_the_time_to_get_ready(phase, ready):
    assert seconds_of(replace(SET, phase=Phase(phase))) == 30 + ready


def test_length_is_the_sum_of_its_rounded_parts():
    warm_up = replace(SET, phase=Phase.WARM_UP, set_s=80)
    cool_down = replace(SET, phase=Phase.COOL_DOWN, set_s=79)

    found = length([warm_up, *[SET] * 6, cool_down])

    assert found == Length(warm_up=2, strength=8, cool_down=1)
    assert found.minutes == 11


def test_length_of_nothing_is_nothing():
    assert length([]) == Length(warm_up=0, strength=0, cool_down=0)


def begun(level: Level, day: ProgrammeDay, at_hand: frozenset[Equipment]) -> Length:
    """A first session, at the low end of each dose."""
    places = [
        each
        for each in fill_day(level, day, at_hand=at_hand, library=MOVEMENTS)
        if isinstance(each, Place)
    ]
    return length(
        Work(
            phase=each.phase,
            measure=LIBRARY[each.slug].measure,
            sets=each.sets or dose.sets.lo,
            amount=dose.target.lo,
            per_side=dose.per_side,
            tempo=dose.tempo or "",
            hold_s=dose.hold_s or 0,
            rest_s=dose.rest_s,
            set_s=dose.est_seconds,
        )
        for each in places
        for dose in [LIBRARY[each.slug].dose]
    )


@pytest.mark.parametrize(
    ("level", "day", "kit", "minutes"),
    [
        ("L1", "A", "home", (9, 23, 8)),
        ("L1", "B", "home", (9, 23, 8)),
        ("L2", "A", "home", (9, 28, 8)),
        ("L2", "B", "home", (9, 26, 8)),
        ("L3", "A", "home", (9, 27, 8)),
        ("L3", "B", "home", (9, 32, 8)),
        ("L1", "A", "gym", (9, 23, 11)),
        ("L3", "A", "gym", (9, 27, 11)),
        ("L3", "B", "gym", (9, 31, 11)),
        ("L1", "A", "none", (8, 23, 6)),
        ("L1", "B", "none", (8, 26, 6)),
        ("L2", "A", "none", (8, 28, 6)),
        ("L3", "B", "none", (8, 31, 6)),
    ],
)
def test_length_of_a_first_session(level, day, kit, minutes):
    at_hand = {"home": HOME, "gym": EVERYTHING, "none": frozenset[Equipment]()}[kit]

    found = begun(Level(level), ProgrammeDay(day), at_hand)

    assert (found.warm_up, found.strength, found.cool_down) == minutes
