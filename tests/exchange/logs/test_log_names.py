"""Which exercise of the library another app means: the same movement, or none."""

import tomllib
from collections import Counter

import pytest

from backhealth.environment import ROOT
from exchange.logs.names import MOST, Certainty, Known, Match, match
from exercises.search import folded

LIBRARY = [
    Known(entry["slug"], entry["name"])
    for path in sorted((ROOT / "exercises" / "library").glob("*.toml"))
    for entry in [tomllib.loads(path.read_text())]
]
ALIASES = tomllib.loads((ROOT / "exchange" / "logs" / "aliases.toml").read_text())


def best(name):
    found = match(name, LIBRARY)
    return (found[0].slug, found[0].certainty) if found else None


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        # Strong
        ("Squat (Barbell)", "barbell-back-squat"),
        ("Squat (Bodyweight)", "bodyweight-squat"),
        ("Deadlift (Barbell)", "barbell-deadlift"),
        ("Romanian Deadlift (Barbell)", "romanian-deadlift"),
        ("Romanian Deadlift (Dumbbell)", "romanian-deadlift"),
        ("Hip Thrust (Barbell)", "hip-thrust"),
        ("Goblet Squat (Kettlebell)", "goblet-squat"),
        ("Bulgarian Split Squat", "bulgarian-split-squat"),
        ("Standing Calf Raise (Bodyweight)", "calf-raise"),
        ("Standing Calf Raise (Dumbbell)", "calf-raise"),
        ("Single Leg Bridge", "single-leg-glute-bridge"),
        ("Good Morning (Barbell)", "good-morning"),
        ("Plank", "front-plank"),
        # Hevy
        ("Bulgarian Split Squat (Dumbbell)", "bulgarian-split-squat"),
        ("Bodyweight Squat", "bodyweight-squat"),
        ("Single Leg Romanian Deadlift (Dumbbell)", "single-leg-deadlift"),
        ("Single Leg Standing Calf Raise", "single-leg-calf-raise"),
        ("Nordic Hamstrings Curls", "nordic-curl"),
        ("Lateral Band Walks", "banded-lateral-walk"),
        ("Leg Press (Machine)", "leg-press"),
        ("Split Squat (Dumbbell)", "stationary-lunge"),
        ("Dumbbell Step Up", "step-up"),
        # FitNotes
        ("Barbell Calf Raise", "calf-raise"),
        ("Trap Bar Deadlift", "barbell-deadlift"),
        # As people write
        ("goblet squats (dumbbell)", "goblet-squat"),
        ("B-stance RDL", "kickstand-deadlift"),
        ("  CAT  cow ", "cat-camel"),
    ],
)
def test_alias_is_the_same_movement(name, slug):
    assert best(name) == (slug, Certainty.ALIAS)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Barbell Squat", "barbell-back-squat"),
        ("Deadlift", "barbell-deadlift"),
        ("Nordic Curl", "nordic-curl"),
        ("Side Plank", "side-plank"),
        ("Wall Sit", "wall-sit"),
        ("Step Ups", "step-up"),
        ("Glute Bridges", "glute-bridge"),
        ("Sit to stand", "sit-to-stand"),
        ("Child’s Pose", "childs-pose"),
        ("Leg Press", "leg-press"),
    ],
)
def test_name_of_the_library_is_the_same(name, slug):
    assert best(name) == (slug, Certainty.SAME)


@pytest.mark.parametrize(
    "name",
    [
        "Front Squat (Barbell)", "Hack Squat (Machine)", "Squat (Smith Machine)",
        "Sumo Deadlift (Barbell)", "Stiff Leg Deadlift (Barbell)", "Lunge (Dumbbell)",
        "Lying Leg Curl (Machine)", "Leg Extension (Machine)", "Standing Calf Raise (Machine)",
        "Seated Calf Raise (Machine)", "Single Leg Press", "Copenhagen Plank", "Walking",
        "Hip Abductor (Machine)", "Hip Thrust (Machine)", "Back Extension", "Superman",
        "Plank Jack", "Pallof Press (Cable)", "Kettlebell Swing", "Glute Kickback (Machine)",
    ],
)  # fmt: skip
def test_another_movement_is_never_chosen(name):
    assert {each.certainty for each in match(name, LIBRARY)} <= {Certainty.CLOSE}


@pytest.mark.parametrize(
    "name",
    [
        "Bench Press (Barbell)", "Lat Pulldown (Cable)", "Bicep Curl (Dumbbell)", "Push Up",
        "Shoulder Press (Machine)", "Running (Treadmill)", "Cycling", "Rowing Machine", "",
        "!?", "Kniebeuge", "<script>",
    ],
)  # fmt: skip
def test_nothing_like_it_is_nothing(name):
    assert match(name, LIBRARY) == ()


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("Hip Thrust (Smith Machine)", ["hip-thrust"]),
        ("Barbell Glute Bridge", ["glute-bridge", "single-leg-glute-bridge"]),
        ("Glute Bridge (Barbell)", ["glute-bridge", "single-leg-glute-bridge"]),
        ("Seated Calf Raise (Plate Loaded)", ["seated-calf-raise"]),
        ("Back Extension", ["bench-back-extension"]),
        ("Copenhagen Plank", []),
        ("Romanian Dedlift", ["romanian-deadlift", "backpack-romanian-deadlift"]),
    ],
)
def test_search_offers_what_is_close(name, slugs):
    assert match(name, LIBRARY) == tuple(Match(slug, Certainty.CLOSE) for slug in slugs)


def test_certain_match_comes_first_and_others_are_offered():
    found = match("Squat", LIBRARY)

    assert found[0] == Match("bodyweight-squat", Certainty.SAME)
    assert {each.certainty for each in found[1:]} == {Certainty.CLOSE}
    assert len(found) == MOST


def test_own_exercise_is_found_by_all_its_names():
    own = Known("own-1", "Hip Thrust, on the sofa", ("Sofa Thrusts", "Hip Thrust (Barbell)"))

    found = match("Hip thrust (barbell)", [*LIBRARY, own])

    assert found[:2] == (
        Match("own-1", Certainty.SAME),
        Match("hip-thrust", Certainty.ALIAS),
    )


def test_alias_needs_its_exercise():
    assert match("Plank", [Known("own-1", "Something else")]) == ()


def test_every_alias_is_of_the_library():
    assert set(ALIASES) - {each.slug for each in LIBRARY} == set()


def test_no_alias_is_there_twice():
    names = Counter(folded(alias) for aliases in ALIASES.values() for alias in aliases)

    assert {name: count for name, count in names.items() if count > 1} == {}


def test_no_alias_is_the_name_of_an_exercise():
    names = {folded(each.name) for each in LIBRARY}

    assert {
        alias for aliases in ALIASES.values() for alias in aliases if folded(alias) in names
    } == set()
