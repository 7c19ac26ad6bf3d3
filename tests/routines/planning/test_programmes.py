"""The starter programmes against brief.md C7, and what happens without the equipment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.catalogue import LIBRARY, read_library
from exercises.vocabulary import Equipment, LoadNeed, Phase, Support
from routines.planning.programmes import (
    AT_HOME,
    ON_THE_FLOOR,
    PROGRAMMES,
    STARTER_DAYS,
    LeftOut,
    Level,
    Movement,
    Place,
    ProgrammeDay,
    fill_day,
)

MOVEMENTS = {
    entry.slug: Movement(
        slug=entry.slug,
        phase=entry.phase,
        tier=entry.tier,
        pattern=entry.pattern,
        cautions=frozenset(entry.caution),
        equipment=frozenset(entry.equipment),
        any_of=frozenset(entry.any_of),
        load=entry.load,
        height_cm=entry.dose.step_height_cm.lo if entry.dose.step_height_cm else 0,
        support=entry.support or Support.DOWN,
        easier=entry.easier,
    )
    for entry in read_library(LIBRARY)
}
EVERYTHING = frozenset(Equipment)


def strength(level: Level, day: ProgrammeDay, at_hand: frozenset[Equipment]) -> list:
    found = fill_day(level, day, at_hand=at_hand, library=MOVEMENTS)
    return [each for each in found if isinstance(each, LeftOut) or each.phase == Phase.STRENGTH]


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("day", STARTER_DAYS)
def test_fill_day_with_everything_at_hand_is_the_programme(level, day):
    found = strength(level, day, EVERYTHING)

    assert [(each.slug, each.sets, each.instead_of) for each in found] == [
        (slug, sets, None) for slug, sets in PROGRAMMES[level][day]
    ]


def test_programmes_have_the_sets_that_the_brief_counts():
    counted = {
        (level, day): sum(sets for _slug, sets in PROGRAMMES[level][day])
        for level in Level
        for day in STARTER_DAYS
    }

    assert counted == {
        ("L1", "A"): 14,
        ("L1", "B"): 14,
        ("L2", "A"): 15,
        ("L2", "B"): 14,
        ("L3", "A"): 14,
        ("L3", "B"): 15,
    }


def test_fill_day_takes_what_is_about_as_hard_where_equipment_is_missing():
    found = strength(Level.L3, ProgrammeDay.A, frozenset())

    assert found[0] == Place(
        slug="heel-raised-squat", phase=Phase.STRENGTH, sets=3, instead_of="goblet-squat"
    )


def test_fill_day_takes_the_best_of_those_that_are_possible():
    found = strength(Level.L3, ProgrammeDay.B, frozenset({Equipment.BENCH, Equipment.CHAIR}))

    assert found[3] == Place(
        slug="bulgarian-split-squat", phase=Phase.STRENGTH, sets=2, instead_of="leg-press"
    )


NOTHING_AT_HAND = {
    ("L1", "A"): [
        *("glute-bridge", "bodyweight-squat", "good-morning", "calf-raise"),
        *("bird-dog", "side-plank-knees", "single-leg-stance"),
    ],
    ("L1", "B"): [
        *("glute-bridge", "stationary-lunge", "good-morning", "bodyweight-squat", "calf-raise"),
        *("dead-bug", "single-leg-stance"),
    ],
    ("L2", "A"): [
        *("bodyweight-squat", "good-morning", "stationary-lunge", "marching-bridge"),
        *("calf-raise", "dead-bug", "side-plank-knees"),
    ],
    ("L2", "B"): [
        *("stationary-lunge", "good-morning", "long-lever-bridge", "kickstand-deadlift"),
        *("single-leg-calf-raise", "prone-back-extension", "side-lying-raise"),
    ],
    ("L3", "A"): [
        *("heel-raised-squat", "single-leg-deadlift", "walking-lunge"),
        *("single-leg-calf-raise", "side-plank", "prone-back-extension"),
    ],
    ("L3", "B"): [
        *("stationary-lunge", "single-leg-deadlift", "single-leg-glute-bridge"),
        *("heel-raised-squat", "calf-raise", "side-lying-raise", "dead-bug"),
    ],
}


@pytest.mark.parametrize(("level", "day"), NOTHING_AT_HAND)
def test_fill_day_with_nothing_at_hand_is_a_whole_programme_on_the_floor(level, day):
    found = strength(Level(level), ProgrammeDay(day), frozenset())

    assert [each.slug for each in found if isinstance(each, Place)] == NOTHING_AT_HAND[level, day]
    assert len(found) == len(PROGRAMMES[level][day])


MOST_HOMES = frozenset({"chair", "wall", "step", "broomstick"})
DRILLS = {"hip-hinge-drill", "pelvic-tilt"}


@pytest.mark.parametrize("at_hand", [frozenset(), MOST_HOMES])
@pytest.mark.parametrize("level", [Level.L2, Level.L3])
@pytest.mark.parametrize("day", STARTER_DAYS)
def test_fill_day_at_home_above_the_foundation_has_no_drill(level, day, at_hand):
    found = {each.slug for each in strength(level, day, at_hand)}

    assert found & DRILLS == set()


def loaded(level: Level, kind: Equipment) -> dict[str, set[str]]:
    """Return the loaded squats and hinges of both days, if this is the only weight at hand."""
    found: dict[str, set[str]] = {"squat": set(), "hinge": set()}
    for day in STARTER_DAYS:
        for each in strength(level, day, MOST_HOMES | {kind}):
            movement = MOVEMENTS[each.slug]
            if movement.load == LoadNeed.REQUIRED:
                found[movement.pattern].add(each.slug)
    return found


ONE_WEIGHT = {
    Equipment.DUMBBELL: ({"goblet-squat"}, {"kettlebell-deadlift"}),
    Equipment.KETTLEBELL: ({"goblet-squat"}, {"kettlebell-deadlift"}),
    Equipment.BACKPACK: ({"goblet-squat"}, {"kettlebell-deadlift"}),
    Equipment.BARBELL: ({"goblet-squat"}, {"kettlebell-deadlift"}),
}


@pytest.mark.parametrize("kind", ONE_WEIGHT)
def test_any_one_weight_loads_the_squat_and_the_hinge(kind):
    squats, hinges = ONE_WEIGHT[kind]

    assert loaded(Level.L3, kind) == {"squat": squats, "hinge": hinges}
    assert loaded(Level.L2, kind)["hinge"] == {"romanian-deadlift"}


def test_fill_day_takes_the_rung_above_where_nothing_easier_is_possible():
    found = strength(Level.L1, ProgrammeDay.A, frozenset())

    assert found[1] == Place(
        slug="bodyweight-squat", phase=Phase.STRENGTH, sets=2, instead_of="sit-to-stand"
    )


def test_fill_day_puts_what_stands_in_for_a_step_at_the_end_if_it_trains_balance():
    found = strength(Level.L1, ProgrammeDay.A, frozenset())

    assert found[-1] == Place(
        slug="single-leg-stance", phase=Phase.STRENGTH, sets=2, instead_of="step-up-assisted"
    )


def test_what_is_done_at_home_is_known_and_replaces_what_a_programme_names():
    named = {slug for days in PROGRAMMES.values() for day in days.values() for slug, _sets in day}

    assert set(AT_HOME) == {slug for slug in named if not MOVEMENTS[slug].fits(frozenset())}
    assert {each for found in AT_HOME.values() for each in found} <= MOVEMENTS.keys()


def test_what_fills_a_day_up_needs_a_floor_and_nothing_else():
    assert [slug for slug in ON_THE_FLOOR if not MOVEMENTS[slug].fits(frozenset())] == []
    assert {MOVEMENTS[slug].phase for slug in ON_THE_FLOOR} == {Phase.STRENGTH}


def test_fill_day_never_names_an_exercise_twice():
    # The single-leg hinge would fall back to the Romanian deadlift, which is already in the day.
    at_hand = frozenset({Equipment.DUMBBELL})

    found = strength(Level.L2, ProgrammeDay.B, at_hand)

    slugs = [each.slug for each in found if isinstance(each, Place)]
    assert slugs == [
        "stationary-lunge",
        "romanian-deadlift",
        "long-lever-bridge",
        "kickstand-deadlift",
        "single-leg-calf-raise",
        "prone-back-extension",
        "side-lying-raise",
    ]


def test_fill_day_begins_with_the_warm_up_and_ends_with_the_cool_down():
    found = fill_day(Level.L1, ProgrammeDay.A, at_hand=EVERYTHING, library=MOVEMENTS)

    phases = [each.phase for each in found]
    assert phases == [Phase.WARM_UP] * 10 + [Phase.STRENGTH] * 7 + [Phase.COOL_DOWN] * 12


@given(
    level=st.sampled_from(Level),
    day=st.sampled_from(STARTER_DAYS),
    at_hand=st.frozensets(st.sampled_from(Equipment)),
)
def test_fill_day_asks_for_nothing_that_is_not_at_hand_and_says_what_it_left_out(
    level, day, at_hand
):
    found = fill_day(level, day, at_hand=at_hand, library=MOVEMENTS)

    places = [each for each in found if isinstance(each, Place)]
    assert [each.slug for each in places if not MOVEMENTS[each.slug].fits(at_hand)] == []
    named = {each.instead_of or each.slug for each in places} | {
        each.slug for each in found if isinstance(each, LeftOut)
    }
    assert {slug for slug, _sets in PROGRAMMES[level][day]} - named == set()


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("day", STARTER_DAYS)
@pytest.mark.parametrize("at_hand", [frozenset(), EVERYTHING], ids=["nothing", "everything"])
def test_fill_day_goes_on_without_an_exercise_that_has_left_the_library(level, day, at_hand):
    named = {slug for slug, _sets in PROGRAMMES[level][day]} | {"single-leg-stance"}
    for gone in sorted(named):
        library = {slug: each for slug, each in MOVEMENTS.items() if slug != gone}

        found = fill_day(level, day, at_hand=at_hand, library=library, is_65=True)

        places = [each for each in found if isinstance(each, Place)]
        assert gone not in {each.slug for each in places}
        assert [each for each in places if each.phase == Phase.STRENGTH]
