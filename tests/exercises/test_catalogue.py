"""The content of the library's files, and the words that the catalogue refuses."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from exercises.catalogue import (
    LIBRARY,
    BadEntry,
    inspect_library,
    read_entry,
    read_library,
)
from exercises.dose import LoadRange, Range, Tempo, dose_data, dose_from

ENTRIES = {entry.slug: entry for entry in read_library()}

LADDERS = [
    [
        *("high-chair-stand", "sit-to-stand", "box-squat"),
        *("bodyweight-squat", "goblet-squat", "barbell-back-squat"),
    ],
    [
        *("hip-hinge-drill", "backpack-romanian-deadlift", "romanian-deadlift"),
        *("kettlebell-deadlift", "barbell-deadlift"),
    ],
    ["kickstand-deadlift", "supported-single-leg-deadlift", "single-leg-deadlift"],
    ["assisted-split-squat", "stationary-lunge", "reverse-lunge", "walking-lunge"],
    ["step-up-assisted", "step-up", "lateral-step-down"],
    [
        "pelvic-tilt",
        "glute-bridge",
        "marching-bridge",
        "hip-thrust",
        "single-leg-glute-bridge",
    ],
    ["seated-calf-raise", "calf-raise", "single-leg-calf-raise"],
    ["long-lever-bridge", "slide-curl", "nordic-curl"],
    ["clamshell", "side-lying-raise", "banded-lateral-walk"],
    ["ball-squeeze", "copenhagen-short"],
    ["side-plank-knees", "side-plank"],
    ["prone-back-extension", "bench-back-extension"],
    ["tandem-stand", "single-leg-stance"],
]

STARTER_PROGRAMMES = {
    "L1 A": "glute-bridge sit-to-stand hip-hinge-drill step-up-assisted calf-raise bird-dog "
    "side-plank-knees",
    "L1 B": "glute-bridge assisted-split-squat hip-hinge-drill sit-to-stand calf-raise dead-bug "
    "single-leg-stance",
    "L2 A": "bodyweight-squat romanian-deadlift step-up marching-bridge calf-raise dead-bug "
    "side-plank-knees",
    "L2 B": "stationary-lunge romanian-deadlift long-lever-bridge supported-single-leg-deadlift "
    "single-leg-calf-raise prone-back-extension side-lying-raise",
    "L3 A": "goblet-squat kettlebell-deadlift walking-lunge single-leg-calf-raise side-plank "
    "bench-back-extension",
    "L3 B": "step-up single-leg-deadlift hip-thrust leg-press calf-raise banded-lateral-walk "
    "dead-bug",
}


# ---------------------------------------------------------------- what the files hold


def test_library_has_83_exercises():
    assert len(ENTRIES) == 83
    assert Counter(entry.tier for entry in ENTRIES.values()) == {1: 54, 2: 29}
    assert Counter(entry.phase.value for entry in ENTRIES.values()) == {
        "strength": 56,
        "warm-up": 10,
        "cool-down": 14,
        "cardio": 3,
    }


def test_library_positions_follow_the_order_of_reading():
    positions = [entry.position for entry in read_library()]

    assert positions == sorted(set(positions))


@pytest.mark.parametrize("ladder", LADDERS, ids=lambda ladder: ladder[0])
def test_ladder_leads_from_easier_to_harder(ladder):
    upwards = [ENTRIES[slug].harder for slug in ladder[:-1]]
    downwards = [ENTRIES[slug].easier for slug in ladder[1:]]

    assert upwards == ladder[1:]
    assert downwards == ladder[:-1]
    assert ENTRIES[ladder[-1]].harder is None
    assert len({ENTRIES[slug].pattern for slug in ladder}) == 1


@pytest.mark.parametrize(
    ("branch", "easier", "harder"),
    [
        ("wall-sit", "sit-to-stand", "bodyweight-squat"),
        ("leg-press", "sit-to-stand", "goblet-squat"),
        ("heel-raised-squat", "bodyweight-squat", "goblet-squat"),
        ("spanish-squat", "box-squat", "goblet-squat"),
        ("good-morning", "hip-hinge-drill", "kettlebell-deadlift"),
        (
            "kickstand-deadlift",
            "backpack-romanian-deadlift",
            "supported-single-leg-deadlift",
        ),
        ("bulgarian-split-squat", "stationary-lunge", "walking-lunge"),
    ],
)
def test_side_branch_joins_its_ladder(branch, easier, harder):
    assert (ENTRIES[branch].easier, ENTRIES[branch].harder) == (easier, harder)


@pytest.mark.parametrize(
    "slug",
    [
        *("dead-bug", "bird-dog", "mcgill-curl-up", "front-plank", "pallof-press"),
        *("suitcase-carry", "tibialis-raise"),
    ],
)
def test_lone_exercise_has_no_neighbour(slug):
    assert (ENTRIES[slug].easier, ENTRIES[slug].harder) == (None, None)


@pytest.mark.parametrize("slugs", STARTER_PROGRAMMES.values(), ids=STARTER_PROGRAMMES)
def test_starter_programme_uses_strength_exercises_of_the_library(slugs):
    phases = {ENTRIES[slug].phase.value for slug in slugs.split()}

    assert phases == {"strength"}


def test_rest_days_take_every_cool_down_and_cardio_exercise():
    refused = [
        entry.slug
        for entry in ENTRIES.values()
        if entry.phase.value in {"cool-down", "cardio"} and not entry.daily_ok
    ]

    assert refused == []


def test_first_level_needs_no_weights():
    slugs = f"{STARTER_PROGRAMMES['L1 A']} {STARTER_PROGRAMMES['L1 B']}".split()

    assert [slug for slug in slugs if ENTRIES[slug].load.value == "required"] == []


@pytest.mark.parametrize(
    ("slug", "easier"),
    [("barbell-deadlift", "kettlebell-deadlift"), ("barbell-back-squat", "goblet-squat")],
)
def test_heavy_lift_is_unlocked_by_four_calm_weeks(slug, easier):
    unlock = ENTRIES[slug].unlock

    assert unlock is not None
    assert (unlock.requires, unlock.weeks, unlock.usual_pain_max) == (easier, 4, 2)


def test_only_barbell_lifts_are_locked():
    assert {slug for slug, entry in ENTRIES.items() if entry.unlock} == {
        *("barbell-deadlift", "barbell-back-squat")
    }


def test_words_promise_nothing():
    promise = re.compile(
        r"\b(cures?|heals?|fixes your|prevents?|treats?|guarantee\w*|pain-free|no more pain)\b",
        re.IGNORECASE,
    )
    texts = {path.name: path.read_text(encoding="utf-8") for path in LIBRARY.glob("*.toml")}

    assert [name for name, text in texts.items() if promise.search(text)] == []


# ---------------------------------------------------------------- doses


def test_dose_survives_being_stored():
    for entry in ENTRIES.values():
        assert dose_from(dose_data(entry.dose)) == entry.dose


def test_dose_tells_figures_with_their_types():
    dose = ENTRIES["goblet-squat"].dose

    assert dose.sets == Range(2, 3)
    assert dose.target == Range(8, 12)
    assert dose.measure == "reps"
    assert dose.pace == Tempo(lower=3, pause_low=1, lift=1, pause_high=0)
    assert dose.start_load_kg == LoadRange(Decimal(4), Decimal(8))
    assert dose.per_side is False


def test_dose_of_a_hold_is_in_seconds():
    dose = ENTRIES["side-plank"].dose

    assert (dose.measure, dose.target, dose.pace, dose.per_side) == (
        "seconds",
        (10, 30),
        None,
        True,
    )


def test_load_range_keeps_decimals(folder):
    edit(folder, "goblet-squat", "start_load_kg = [4, 8]", "start_load_kg = [2.5, 7.5]")

    entry = read_entry(folder / "goblet-squat.toml")

    assert entry.dose.start_load_kg == LoadRange(Decimal("2.5"), Decimal("7.5"))


def test_range_reads_as_one_number_when_it_is_one():
    assert (str(Range(3, 3)), str(Range(2, 4))) == ("3", "2–4")


# ---------------------------------------------------------------- what is refused


def edit(folder, slug, old, new):
    path = folder / f"{slug}.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('primary = ["quadriceps"', 'primary = ["kwads"', "primary.0 = 'kwads'"),
        ('pattern = "squat"', 'pattern = "sqat"', "pattern = 'sqat'"),
        ('phase = "strength"', 'phase = "power"', "phase = 'power'"),
        ('any_of = ["dumbbell"', 'any_of = ["anvil"', "any_of.0 = 'anvil'"),
        ("[changes]\nknee_pain", "[changes]\nknees", "changes.knees"),
        ('knee = "ok_modified"', 'knee = "fine"', "knee = 'fine'"),
        ('load = "required"', 'load = "heavy"', "load = 'heavy'"),
        ("tier = 1", "tier = 3", "tier = 3"),
        ("tier = 1", "tier = 1\ncolour = 2", "colour is not a known field"),
        ('name = "Goblet squat"\n', "", "name is missing"),
        ('name = "Goblet squat"', 'name = ""', "name = ''"),
        ('name = "Goblet squat"', 'name = " Goblet squat"', "name = ' Goblet squat'"),
        ("unilateral = false", 'unilateral = "no"', "unilateral = 'no'"),
        ("unilateral = false", "unilateral = true", "unilateral and sides contradict each other"),
        ('slug = "goblet-squat"', 'slug = "squat"', "slug 'squat' is not the file's name"),
        ('measure = "reps"', 'measure = "seconds"', "measure is seconds, but the dose is in reps"),
        ("reps = [8, 12]", "reps = [12, 8]", "dose.reps: the range 12 to 8 does not go up"),
        ("reps = [8, 12]", "reps = [8]", "dose.reps"),
        ("reps = [8, 12]", 'reps = ["8", 12]', "dose.reps.0 = '8'"),
        ("reps = [8, 12]", "reps = [true, 12]", "dose.reps.0 = True"),
        ("reps = [8, 12]", "reps = [0, 12]", "dose: no sets, or an empty set"),
        ("reps = [8, 12]\n", "", "dose: give one of reps, seconds, minutes, not none"),
        ("reps = [8, 12]", "reps = [8, 12]\nseconds = [5, 9]", "not ['reps', 'seconds']"),
        ('tempo = "3-1-1-0"', 'tempo = "3-1-1"', "dose.tempo = '3-1-1'"),
        ('tempo = "3-1-1-0"', 'tempo = "slow"', "dose.tempo = 'slow'"),
        ("rest_s = 120", "rest_s = -1", "dose.rest_s = -1"),
        ("rest_s = 120", "rest_s = 120\nper_side = true", "the dose is per_side"),
        ("rir = [2, 4]\n", "", "a strength exercise without rir"),
        ("start_load_kg = [4, 8]", "start_load_kg = [4, true]", "dose.start_load_kg.1"),
        (
            'any_of = ["dumbbell", "kettlebell", "backpack", "barbell"]',
            'any_of = ["mat"]',
            "names nothing that weighs or pulls",
        ),
        ('support = "two_feet"', 'support = "wings"', "support = 'wings'"),
        ('support = "two_feet"\n', "", "support is for strength exercises"),
        ("daily_ok = false", 'daily_ok = false\ndaily_ok_note = "x"', "daily_ok_note without"),
        ('secondary = ["hamstrings"', 'secondary = ["glutes"', "both primary and secondary"),
        ('optional_equipment = ["chair"]', 'optional_equipment = ["dumbbell"]', "is in two of"),
        ('secondary = ["hamstrings"', 'secondary = ["calves"', "a word stands twice"),
        ("[dose]", "[dose", "Expected"),
    ],
)
def test_entry_names_the_file_and_the_word(folder, old, new, fault):
    edit(folder, "goblet-squat", old, new)

    with pytest.raises(BadEntry) as refused:
        read_library(folder)

    assert refused.value.file == "goblet-squat.toml"
    assert fault in refused.value.fault
    assert str(refused.value).startswith("goblet-squat.toml: ")


def test_step_in_the_figure_that_is_higher_than_the_dose_is_refused(folder):
    edit(folder, "step-up", "height = 0.07", "height = 0.12")

    with pytest.raises(BadEntry, match="the step in the figure is not as high as the dose says"):
        read_library(folder)


def test_entry_that_is_not_text_is_refused(folder):
    (folder / "goblet-squat.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(BadEntry, match=r"^goblet-squat\.toml: "):
        read_library(folder)


@pytest.mark.parametrize(
    ("slug", "old", "new", "fault"),
    [
        ("goblet-squat", 'easier = "bodyweight-squat"', 'easier = "air-squat"', "does not exist"),
        (
            "goblet-squat",
            'easier = "bodyweight-squat"',
            'easier = "glute-bridge"',
            "of another pattern or phase",
        ),
        (
            "wall-sit",
            'harder = "bodyweight-squat"',
            'harder = "wall-sit"',
            "the ladder runs in a ring",
        ),
        (
            "dead-bug",
            "daily_ok = true",
            'daily_ok = true\nharder = "bird-dog"',
            "'easier' is empty",
        ),
        ("goblet-squat", "position = 30", "position = 20", "position 20 is taken by"),
        (
            "barbell-deadlift",
            'requires = "kettlebell-deadlift"',
            'requires = "hip-hinge-drill"',
            "is not its easier neighbour",
        ),
    ],
)
def test_link_that_leads_nowhere_is_refused(folder, slug, old, new, fault):
    edit(folder, slug, old, new)

    _, faults = inspect_library(folder)

    assert [fault in str(found) for found in faults] == [True]


def test_every_bad_file_is_named(folder):
    edit(folder, "goblet-squat", "tier = 1", "tier = 9")
    edit(folder, "dead-bug", "tier = 1", "tier = 8")

    _, faults = inspect_library(folder)

    assert [fault.file for fault in faults] == ["dead-bug.toml", "goblet-squat.toml"]


def test_empty_folder_is_refused(tmp_path):
    with pytest.raises(BadEntry, match="holds no exercise"):
        read_library(tmp_path)
