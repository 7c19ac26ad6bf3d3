"""The starter programmes against brief.md C7, and what happens without the equipment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.catalogue import LIBRARY, read_library
from exercises.vocabulary import Equipment, Phase
from routines.planning.programmes import (
    PROGRAMMES,
    LeftOut,
    Level,
    Movement,
    Place,
    ProgrammeDay,
    fill_day,
    take_turns,
)

MOVEMENTS = {
    entry.slug: Movement(
        slug=entry.slug,
        phase=entry.phase,
        tier=entry.tier,
        pattern=entry.pattern,
        cautions=frozenset(entry.caution),
        equipment=frozenset(entry.equipment),
        easier=entry.easier,
    )
    for entry in read_library(LIBRARY)
}
EVERYTHING = frozenset(Equipment)


def strength(level: Level, day: ProgrammeDay, at_hand: frozenset[Equipment]) -> list:
    found = fill_day(level, day, at_hand=at_hand, library=MOVEMENTS)
    return [each for each in found if isinstance(each, LeftOut) or each.phase == Phase.STRENGTH]


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("day", ProgrammeDay)
def test_fill_day_with_everything_at_hand_is_the_programme(level, day):
    found = strength(level, day, EVERYTHING)

    assert [(each.slug, each.sets, each.instead_of) for each in found] == [
        (slug, sets, None) for slug, sets in PROGRAMMES[level][day]
    ]


def test_programmes_have_the_sets_that_the_brief_counts():
    counted = {
        (level, day): sum(sets for _slug, sets in PROGRAMMES[level][day])
        for level in Level
        for day in ProgrammeDay
    }

    assert counted == {
        ("L1", "A"): 14,
        ("L1", "B"): 14,
        ("L2", "A"): 15,
        ("L2", "B"): 15,
        ("L3", "A"): 14,
        ("L3", "B"): 15,
    }


def test_fill_day_takes_the_easier_neighbour_where_equipment_is_missing():
    found = strength(Level.L3, ProgrammeDay.A, frozenset({Equipment.MAT}))

    assert found[0] == Place(
        slug="bodyweight-squat", phase=Phase.STRENGTH, sets=3, instead_of="goblet-squat"
    )


def test_fill_day_goes_down_the_ladder_as_far_as_it_must():
    found = strength(Level.L3, ProgrammeDay.A, frozenset({Equipment.MAT, Equipment.BROOMSTICK}))

    assert found[1] == Place(
        slug="hip-hinge-drill", phase=Phase.STRENGTH, sets=3, instead_of="kettlebell-deadlift"
    )


def test_fill_day_leaves_out_what_nothing_easier_can_replace():
    found = strength(Level.L1, ProgrammeDay.A, frozenset({Equipment.MAT}))

    assert found[1] == LeftOut(slug="sit-to-stand", missing=frozenset({Equipment.CHAIR}))


def test_fill_day_never_names_an_exercise_twice():
    # The single-leg hinge would fall back to the Romanian deadlift, which stands there already.
    at_hand = frozenset({Equipment.MAT, Equipment.DUMBBELL})

    found = strength(Level.L2, ProgrammeDay.B, at_hand)

    slugs = [each.slug for each in found if isinstance(each, Place)]
    assert slugs == [
        "stationary-lunge",
        "romanian-deadlift",
        "glute-bridge",
        "single-leg-calf-raise",
        "bird-dog",
        "clamshell",
    ]


def test_fill_day_begins_with_the_warm_up_and_ends_with_the_cool_down():
    found = fill_day(Level.L1, ProgrammeDay.A, at_hand=EVERYTHING, library=MOVEMENTS)

    phases = [each.phase for each in found]
    assert phases == [Phase.WARM_UP] * 9 + [Phase.STRENGTH] * 7 + [Phase.COOL_DOWN] * 10


@given(
    level=st.sampled_from(Level),
    day=st.sampled_from(ProgrammeDay),
    at_hand=st.frozensets(st.sampled_from(Equipment)),
)
def test_fill_day_asks_for_nothing_that_is_not_at_hand_and_says_what_it_left_out(
    level, day, at_hand
):
    found = fill_day(level, day, at_hand=at_hand, library=MOVEMENTS)

    places = [each for each in found if isinstance(each, Place)]
    assert [each.slug for each in places if not MOVEMENTS[each.slug].equipment <= at_hand] == []
    named = {each.instead_of or each.slug for each in places} | {
        each.slug for each in found if isinstance(each, LeftOut)
    }
    assert {slug for slug, _sets in PROGRAMMES[level][day]} - named == set()


def test_take_turns_alternates_from_the_first():
    assert take_turns(ProgrammeDay.B, 3) == ("B", "A", "B")
    assert take_turns(ProgrammeDay.A, 0) == ()
