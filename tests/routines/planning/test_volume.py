"""How much is much (brief.md C5)."""

import math
import tomllib
from fractions import Fraction

import pytest

from backhealth.environment import ROOT
from exercises.vocabulary import COUNTED_FOR_VOLUME, Muscle
from routines.planning.programmes import PROGRAMMES
from routines.planning.volume import (
    DoneSet,
    band,
    bands,
    hard_sets,
    hard_sets_by_muscle,
    session_guards,
    week_guards,
)

SQUAT = DoneSet(
    primary=frozenset({Muscle.GLUTES}), secondary=frozenset({Muscle.CALVES, Muscle.GRIP})
)
HALF = Fraction(1, 2)


def done(**rest):
    return DoneSet(primary=SQUAT.primary, secondary=SQUAT.secondary, **rest)


@pytest.mark.parametrize(
    ("rest", "counts"),
    [
        ({}, 1),
        ({"rir": 4}, 1),
        ({"rir": 5}, 0),
        ({"rir": 0}, 1),
        ({"one_side": True}, HALF),
        ({"is_light": True}, 0),
    ],
)
def test_hard_set_is_one_stopped_with_four_left_or_fewer(rest, counts):
    assert hard_sets([done(**rest)]) == counts


def test_hard_sets_count_whole_for_main_muscles_and_half_for_others():
    found = hard_sets_by_muscle([SQUAT, SQUAT, done(one_side=True), done(rir=5)])

    assert found == {Muscle.GLUTES: Fraction(5, 2), Muscle.CALVES: Fraction(5, 4)}


@pytest.mark.parametrize(
    ("muscle", "sets", "expected"),
    [
        ("calves", "3.5", "little"),
        ("calves", "4", "in_range"),
        ("calves", "20", "in_range"),
        ("calves", "20.5", "high"),
        ("glutes", "30", "in_range"),
        ("glutes", "30.5", "high"),
    ],
)
def test_band_of_a_muscle(muscle, sets, expected):
    assert band(Muscle(muscle), Fraction(sets)) == expected


def test_bands_name_every_counted_muscle():
    found = bands({Muscle.GLUTES: Fraction(12)})

    assert {muscle: each.value for muscle, each in found.items()} == {
        **dict.fromkeys(COUNTED_FOR_VOLUME, "little"),
        Muscle.GLUTES: "in_range",
    }


@pytest.mark.parametrize(
    ("sets", "guards"),
    [
        (9, [("few_in_session", 9, 10)]),
        (10, []),
        (18, []),
        (19, [("many_in_session", 19, 18)]),
    ],
)
def test_session_guards(sets, guards):
    found = session_guards(Fraction(sets))

    assert [(each.guard, each.sets, each.limit) for each in found] == guards


@pytest.mark.parametrize(
    ("sets", "before", "guards"),
    [
        (45, None, []),
        (46, None, [("many_in_week", 46, 45)]),
        (13, 10, []),
        (14, 10, [("steep_rise", 14, 13)]),
        (36, 30, []),
        (37, 30, [("steep_rise", 37, 36)]),
        (60, 45, [("many_in_week", 60, 45), ("steep_rise", 60, 54)]),
    ],
)
def test_week_guards(sets, before, guards):
    found = week_guards(Fraction(sets), week_before=None if before is None else Fraction(before))

    assert [(each.guard, each.sets, each.limit) for each in found] == guards


def test_the_starter_programmes_lie_where_the_brief_counted_them():
    found = {}
    for level, days in PROGRAMMES.items():
        sets = [
            DoneSet(
                primary=frozenset(map(Muscle, muscles["primary"])),
                secondary=frozenset(map(Muscle, muscles["secondary"])),
            )
            for day in days.values()
            for slug, count in day
            for muscles in [tomllib.loads((LIBRARY / f"{slug}.toml").read_text())] * count
        ]
        found[level.value] = hard_sets_by_muscle(sets)

    # The brief rounds halves up.
    amounts = {
        muscle: [math.floor(each[muscle] + HALF) for each in found.values()] for muscle in COUNTED
    }
    assert {muscle: (min(each), max(each)) for muscle, each in amounts.items()} == COUNTED


LIBRARY = ROOT / "exercises" / "library"
COUNTED = {
    Muscle.GLUTES: (19, 21),
    Muscle.HAMSTRINGS: (10, 12),
    Muscle.QUADRICEPS: (7, 15),
    Muscle.CALVES: (9, 11),
    Muscle.LOWER_BACK: (7, 10),
    Muscle.ABDOMINALS: (6, 12),
}
