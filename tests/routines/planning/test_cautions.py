"""What a person's cautions change in a session (brief.md B, E2, E4), over every one of them."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.vocabulary import Caution, Equipment, Phase
from routines.planning.programmes import (
    LEAST_MOVEMENTS,
    LeftOut,
    Level,
    Place,
    ProgrammeDay,
    fill_day,
)
from tests.routines.planning.test_programmes import EVERYTHING, MOVEMENTS

HOME = frozenset({"chair", "wall", "mat", "step", "broomstick"})
COMBINATIONS = {
    "level": st.sampled_from(Level),
    "day": st.sampled_from(ProgrammeDay),
    "at_hand": st.frozensets(st.sampled_from(Equipment)),
    "cautions": st.frozensets(st.sampled_from(Caution)),
}


def filled(level, day, at_hand, cautions=()):
    tags = frozenset(Caution(tag) for tag in cautions)
    return fill_day(
        Level(level), ProgrammeDay(day), at_hand=at_hand, library=MOVEMENTS, cautions=tags
    )


def strength(*asked):
    found = filled(*asked)
    return {
        each.instead_of or each.slug: (each.slug, set(each.cautions))
        for each in found
        if isinstance(each, Place) and each.phase == Phase.STRENGTH
    }


def said(found):
    """Return each of the programme's own exercises, warm-up and cool-down once, with its result."""
    return {(each.instead_of if isinstance(each, Place) else None) or each.slug for each in found}


def test_fill_day_takes_the_easier_neighbour_that_no_caution_speaks_against():
    found = strength("L3", "A", EVERYTHING, ["knee_pain"])

    assert found["goblet-squat"] == ("sit-to-stand", set())
    assert found["walking-lunge"] == ("reverse-lunge", set())
    assert found["side-plank"] == ("side-plank-knees", set())


def test_fill_day_takes_a_kinder_pattern_where_no_easier_exercise_is_free_of_the_caution():
    found = strength("L2", "A", HOME, ["knee_pain"])

    # Sit-to-stand takes the squat's place; for the step it is in the day already.
    assert found["bodyweight-squat"] == ("sit-to-stand", set())
    assert found["step-up"] == ("step-up", {"knee_pain"})
    assert strength("L3", "B", EVERYTHING, ["knee_pain"])["step-up"] == ("sit-to-stand", set())


def test_fill_day_keeps_an_exercise_with_its_change_where_nothing_is_kinder():
    found = strength("L1", "A", HOME, ["leg_symptoms"])

    assert found["hip-hinge-drill"] == ("hip-hinge-drill", {"leg_symptoms"})


def test_fill_day_keeps_the_warm_up_with_changes_and_leaves_stretches_out():
    found = filled("L1", "A", EVERYTHING, ["osteoporosis_spine", "pregnancy_prone"])

    changed = [each.slug for each in found if isinstance(each, Place) and each.cautions]
    out = [(each.slug, set(each.cautions)) for each in found if isinstance(each, LeftOut)]
    assert changed == ["cat-camel"]
    assert out == [("foam-roll-quads", {"pregnancy_prone"}), ("cobra-pose", {"pregnancy_prone"})]


def test_fill_day_begins_with_the_foundation_after_an_operation():
    found = strength("L3", "A", EVERYTHING, ["recent_surgery"])

    assert found.keys() == strength("L1", "A", EVERYTHING).keys()


@pytest.mark.parametrize("tag", Caution)
@pytest.mark.parametrize("level", Level)
def test_every_caution_alone_leaves_a_whole_session(level, tag):
    counts = [len(strength(level, day, EVERYTHING, [tag])) for day in ProgrammeDay]

    assert min(counts) >= 6


NEEDED = ["chair", "broomstick", "step", "bench", "dumbbell", "kettlebell", "leg_press_machine"]
KITS = [frozenset(kit) for count in range(8) for kit in combinations(NEEDED, count)]


def fewest(kits, tags):
    """The least movements of any level and day with these kits, in turn with each set of tags."""
    return min(
        len(strength(level, day, kit, each))
        for level in Level
        for day in ProgrammeDay
        for kit in kits
        for each in tags
    )


def test_kits_are_all_that_the_programmes_and_what_stands_in_ask_for():
    asked = {thing for each in MOVEMENTS.values() for thing in each.equipment
             if each.phase == Phase.STRENGTH}  # fmt: skip

    assert asked - set(NEEDED) == {"band", "barbell", "wall"}  # of nothing in a programme


def test_every_kit_has_five_movements_or_more():
    assert fewest(KITS, [[]]) == LEAST_MOVEMENTS == 5


def test_every_kit_with_every_caution_at_once_has_five_movements_or_more():
    assert fewest(KITS, [list(Caution)]) == 5


def test_nothing_at_hand_with_any_two_cautions_has_five_movements_or_more():
    pairs = [list(pair) for pair in combinations(Caution, 2)]

    assert fewest([frozenset()], pairs) == 5


@given(**COMBINATIONS)
def test_any_kit_with_any_cautions_has_five_movements_or_more(level, day, at_hand, cautions):
    assert len(strength(level, day, at_hand, cautions)) >= 5


def test_what_fills_a_day_up_is_free_of_the_cautions():
    found = strength("L1", "A", frozenset(), ["knee_pain", "balance_poor"])

    assert [slug for slug, _cautions in found.values()] == [
        *("glute-bridge", "clamshell", "calf-raise", "dead-bug", "side-plank-knees")
    ]


@given(**COMBINATIONS)
def test_no_exercise_with_an_active_caution_stands_without_its_change(
    level, day, at_hand, cautions
):
    found = filled(level, day, at_hand, cautions)

    places = [each for each in found if isinstance(each, Place)]
    assert [(each.slug, each.cautions) for each in places] == [
        (each.slug, MOVEMENTS[each.slug].cautions & cautions) for each in places
    ]
    assert [each.slug for each in places if not MOVEMENTS[each.slug].equipment <= at_hand] == []
    assert len({each.slug for each in places}) == len(places)


@given(**COMBINATIONS)
def test_nothing_is_missing_without_being_said(level, day, at_hand, cautions):
    found = filled(level, day, at_hand, cautions)

    # Without the caution after which everybody starts at the foundation.
    same_level = cautions - {Caution.RECENT_SURGERY}
    level = "L1" if same_level != cautions else level
    assert said(found) == said(filled(level, day, at_hand))
    left_out = [each for each in found if isinstance(each, LeftOut)]
    assert [each.slug for each in left_out if not each.missing and not each.cautions] == []


@given(**COMBINATIONS, another=st.sampled_from(Caution))
def test_another_caution_never_adds_an_exercise(level, day, at_hand, cautions, another):
    level = "L1" if another == Caution.RECENT_SURGERY else level

    before = filled(level, day, at_hand, cautions)
    after = filled(level, day, at_hand, cautions | {another})

    def own(found):
        return {each.instead_of or each.slug for each in found if isinstance(each, Place)}

    def around(found):
        return {slug for slug in own(found) if MOVEMENTS[slug].phase != Phase.STRENGTH}

    assert around(after) <= around(before)
    assert len(own(after)) <= len(own(before))
    assert len([each for each in after if isinstance(each, Place)]) == len(own(after))
