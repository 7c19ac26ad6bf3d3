"""What a person's cautions change in a session (brief.md B, E2, E4), over every one of them."""

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exercises.vocabulary import Caution, Equipment, Phase
from routines.planning.programmes import (
    STARTER_DAYS,
    LeftOut,
    Level,
    Place,
    ProgrammeDay,
    fill_day,
)
from tests.routines.planning.test_programmes import EVERYTHING, MOVEMENTS

LEAST_MOVEMENTS = 5
HOME = frozenset({"chair", "wall", "mat", "step", "broomstick"})
COMBINATIONS = {
    "level": st.sampled_from(Level),
    "day": st.sampled_from(STARTER_DAYS),
    "at_hand": st.frozensets(st.sampled_from(Equipment)),
    "cautions": st.frozensets(st.sampled_from(Caution)),
}


def filled(level, day, at_hand, cautions=(), *, is_65=False):
    tags = frozenset(Caution(tag) for tag in cautions)
    return fill_day(
        Level(level),
        ProgrammeDay(day),
        at_hand=at_hand,
        library=MOVEMENTS,
        cautions=tags,
        is_65=is_65,
    )


def strength(*asked, is_65=False):
    found = filled(*asked, is_65=is_65)
    return {
        each.instead_of or each.slug: (each.slug, set(each.cautions))
        for each in found
        if isinstance(each, Place) and each.phase == Phase.STRENGTH
    }


def said(found):
    """Return each of the programme's own exercises, warm-up and cool-down once, with its result."""
    return {(each.instead_of if isinstance(each, Place) else None) or each.slug for each in found}


WITH_SUPPORT = {
    ("L1", "A"): [
        *("glute-bridge", "high-chair-stand*", "hip-hinge-drill", "step-up-assisted*"),
        *("calf-raise*", "bird-dog", "side-plank-knees", "tandem-stand*"),
    ],
    ("L1", "B"): [
        *("glute-bridge", "assisted-split-squat*", "hip-hinge-drill", "high-chair-stand*"),
        *("calf-raise*", "dead-bug", "tandem-stand*"),
    ],
    ("L2", "A"): [
        *("high-chair-stand*", "romanian-deadlift", "step-up-assisted*", "marching-bridge"),
        *("calf-raise*", "dead-bug", "side-plank-knees", "tandem-stand*"),
    ],
    ("L2", "B"): [
        *("assisted-split-squat*", "romanian-deadlift", "long-lever-bridge"),
        *("supported-single-leg-deadlift*", "calf-raise*", "prone-back-extension"),
        *("side-lying-raise", "tandem-stand*"),
    ],
    ("L3", "A"): [
        *("high-chair-stand*", "kettlebell-deadlift", "assisted-split-squat*", "calf-raise*"),
        *("side-plank", "bench-back-extension", "tandem-stand*"),
    ],
    ("L3", "B"): [
        *("step-up-assisted*", "supported-single-leg-deadlift*", "hip-thrust", "leg-press"),
        *("calf-raise*", "banded-lateral-walk*", "dead-bug", "tandem-stand*"),
    ],
}


@pytest.mark.parametrize(("level", "day"), WITH_SUPPORT)
def test_who_fell_trains_with_a_hand_on_a_support(level, day):
    found = strength(level, day, EVERYTHING, ["balance_poor"])

    # A star: done with the change that its page names, a hand on a support.
    shown = [slug + "*" * bool(tags) for slug, tags in found.values()]
    assert shown == WITH_SUPPORT[level, day]


UNSTEADY_ONES = ["balance_poor", "dizziness", "pregnancy_balance"]


@given(**COMBINATIONS, unsteady=st.sampled_from(UNSTEADY_ONES))
def test_who_is_unsteady_never_stands_free_on_one_leg(level, day, at_hand, cautions, unsteady):
    found = strength(level, day, at_hand, cautions | {unsteady})

    assert {slug for slug, _tags in found.values() if MOVEMENTS[slug].support == "one_leg"} == set()


@given(**COMBINATIONS)
def test_after_a_fall_and_from_65_each_session_has_a_balance_exercise(
    level, day, at_hand, cautions
):
    after_a_fall = strength(level, day, at_hand, cautions | {"balance_poor"})
    older = strength(level, day, at_hand, cautions - {"balance_poor"}, is_65=True)

    for found in (after_a_fall, older):
        assert "balance" in {MOVEMENTS[slug].pattern for slug, _tags in found.values()}


def test_balance_is_no_more_than_once_in_a_session():
    found = [each for each in filled("L1", "B", EVERYTHING, is_65=True) if isinstance(each, Place)]

    assert [each.slug for each in found].count("single-leg-stance") == 1


@given(**COMBINATIONS)
@example(
    level=Level.L3,
    day=ProgrammeDay.B,
    at_hand=EVERYTHING,
    cautions=frozenset([Caution.BALANCE_POOR]),
)
def test_a_caution_never_adds_load_height_or_a_less_supported_rung(level, day, at_hand, cautions):
    same_level = "L1" if "recent_surgery" in cautions else level

    before = strength(same_level, day, at_hand)
    after = strength(level, day, at_hand, cautions)

    for own, (slug, _tags) in before.items():
        if own in after:
            assert MOVEMENTS[after[own][0]].is_no_more_than(MOVEMENTS[slug])
    assert after.keys() - before.keys() <= {"single-leg-stance"}


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


def test_fill_day_lies_on_the_side_where_lying_on_the_back_is_ruled_out():
    found = strength("L1", "A", HOME, ["pregnancy_supine"])

    assert found["glute-bridge"] == ("clamshell", set())


def test_fill_day_begins_with_the_hinge_drill_in_osteoporosis():
    found = strength("L2", "A", EVERYTHING, ["osteoporosis_spine"])

    assert found["romanian-deadlift"] == ("hip-hinge-drill", set())


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
    counts = [len(strength(level, day, EVERYTHING, [tag])) for day in STARTER_DAYS]

    assert min(counts) >= 6


NEEDED = ["chair", "broomstick", "step", "bench", "leg_press_machine"]
WEIGHTS = ["dumbbell", "kettlebell", "barbell", "backpack", "bottles"]
KITS = [
    frozenset({*kit, *weight})
    for count in range(6)
    for kit in combinations(NEEDED, count)
    for weight in ([], *([each] for each in WEIGHTS))
]


def fewest(kits, tags):
    """The least movements of any level and day with these kits, in turn with each set of tags."""
    return min(
        len(strength(level, day, kit, each))
        for level in Level
        for day in STARTER_DAYS
        for kit in kits
        for each in tags
    )


def test_kits_are_all_that_the_programmes_and_what_stands_in_ask_for():
    asked = {thing for each in MOVEMENTS.values() for thing in each.equipment | each.any_of
             if each.phase == Phase.STRENGTH}  # fmt: skip

    assert asked - {*NEEDED, *WEIGHTS} == {
        *("ball", "band", "cushion", "strap", "trap_bar", "wall")
    }


def test_every_kit_has_a_whole_programme():
    assert fewest(KITS, [[]]) == 6


def test_every_kit_with_every_caution_at_once_has_five_movements_or_more():
    assert fewest(KITS, [list(Caution)]) >= LEAST_MOVEMENTS


def test_nothing_at_hand_with_any_two_cautions_has_five_movements_or_more():
    pairs = [list(pair) for pair in combinations(Caution, 2)]

    assert fewest([frozenset()], pairs) >= LEAST_MOVEMENTS


@given(**COMBINATIONS)
def test_any_kit_with_any_cautions_has_five_movements_or_more(level, day, at_hand, cautions):
    assert len(strength(level, day, at_hand, cautions)) >= LEAST_MOVEMENTS


def test_what_replaces_a_lunge_on_the_floor_is_free_of_the_cautions():
    found = strength("L2", "B", frozenset(), ["balance_poor"])

    assert found["stationary-lunge"] == ("glute-bridge", set())


@given(**COMBINATIONS)
def test_no_exercise_with_an_active_caution_stands_without_its_change(
    level, day, at_hand, cautions
):
    found = filled(level, day, at_hand, cautions)

    places = [each for each in found if isinstance(each, Place)]
    assert [(each.slug, each.cautions) for each in places] == [
        (each.slug, MOVEMENTS[each.slug].cautions & cautions) for each in places
    ]
    assert [each.slug for each in places if not MOVEMENTS[each.slug].fits(at_hand)] == []
    assert len({each.slug for each in places}) == len(places)


@given(**COMBINATIONS)
@example(
    level=Level.L1,
    day=ProgrammeDay.B,
    at_hand=frozenset(),
    cautions=frozenset(
        [
            *(Caution.BALANCE_POOR, Caution.DIZZINESS, Caution.SHOULDER_WRIST),
            *(Caution.KNEE_PAIN, Caution.PREGNANCY_SUPINE),
        ]
    ),
)
def test_nothing_is_missing_without_being_said(level, day, at_hand, cautions):
    found = filled(level, day, at_hand, cautions)

    # Without the caution after which everybody starts at the foundation.
    same_level = cautions - {Caution.RECENT_SURGERY}
    level = "L1" if same_level != cautions else level
    extra = {"single-leg-stance"} if Caution.BALANCE_POOR in cautions else set()
    assert said(found) - extra == said(filled(level, day, at_hand)) - extra
    left_out = [each for each in found if isinstance(each, LeftOut)]
    assert [each.slug for each in left_out if not each.missing and not each.cautions] == []


@given(**COMBINATIONS, another=st.sampled_from(Caution))
def test_another_caution_adds_no_exercise_but_balance(level, day, at_hand, cautions, another):
    level = "L1" if another == Caution.RECENT_SURGERY else level

    before = filled(level, day, at_hand, cautions)
    after = filled(level, day, at_hand, cautions | {another})

    def own(found):
        return {each.instead_of or each.slug for each in found if isinstance(each, Place)}

    def around(found):
        return {slug for slug in own(found) if MOVEMENTS[slug].phase != Phase.STRENGTH}

    assert around(after) <= around(before)
    assert own(after) - own(before) <= {"single-leg-stance"}
    assert len([each for each in after if isinstance(each, Place)]) == len(own(after))
