"""What may take an exercise's place (brief.md B)."""

from dataclasses import replace

import pytest

from exercises.vocabulary import Caution, Equipment, Pattern
from routines.planning.swaps import Candidate, swaps

CHAIR, STEP = Equipment.CHAIR, Equipment.STEP


def candidate(slug, pattern, easier=None, equipment=()):
    return Candidate(slug=slug, pattern=pattern, easier=easier, equipment=frozenset(equipment))


LIBRARY = {
    each.slug: each
    for each in [
        candidate("sit-to-stand", Pattern.SQUAT, equipment=[CHAIR]),
        candidate("bodyweight-squat", Pattern.SQUAT, easier="sit-to-stand"),
        candidate("goblet-squat", Pattern.SQUAT, "bodyweight-squat", [Equipment.DUMBBELL]),
        candidate("wall-sit", Pattern.SQUAT, equipment=[Equipment.WALL]),
        candidate("stationary-lunge", Pattern.LUNGE),
        candidate("step-up-assisted", Pattern.STEP, equipment=[STEP]),
        candidate("glute-bridge", Pattern.BRIDGE),
        candidate("ball-squeeze", Pattern.ADDUCTION),
        candidate("clamshell", Pattern.ABDUCTION),
        candidate("slide-curl", Pattern.HAMSTRING),
        candidate("dead-bug", Pattern.CORE),
        replace(
            candidate("back-lift", Pattern.CORE), cautions=frozenset({Caution.PREGNANCY_PRONE})
        ),
        candidate("back-extension", Pattern.CORE, easier="back-lift"),
    ]
}
EVERYTHING = frozenset(Equipment)


@pytest.mark.parametrize(
    ("slug", "options", "expected"),
    [
        ("goblet-squat", {}, ("bodyweight-squat", "sit-to-stand", "wall-sit")),
        ("bodyweight-squat", {}, ("sit-to-stand", "goblet-squat", "wall-sit")),
        ("bodyweight-squat", {"at_hand": frozenset({CHAIR})}, ("sit-to-stand",)),
        ("bodyweight-squat", {"taken": {"sit-to-stand"}}, ("goblet-squat", "wall-sit")),
        ("goblet-squat", {"hurts": True}, ("bodyweight-squat", "sit-to-stand", "glute-bridge")),
        ("stationary-lunge", {"hurts": True}, ("step-up-assisted", "sit-to-stand")),
        ("stationary-lunge", {}, ()),
        ("glute-bridge", {"hurts": True}, ("clamshell",)),
        ("glute-bridge", {}, ("slide-curl", "clamshell", "ball-squeeze")),
        ("clamshell", {}, ("ball-squeeze", "glute-bridge")),
        ("back-extension", {}, ("back-lift", "dead-bug")),
        ("back-extension", {"hurts": True}, ("dead-bug",)),
        ("unknown", {}, ()),
    ],
)
def test_swaps_are_easier_ones_first_then_the_pattern_or_what_is_kinder(slug, options, expected):
    asked = {"at_hand": EVERYTHING, "taken": {slug}, **options}

    assert swaps(slug, library=LIBRARY, **asked) == expected


def test_swaps_leave_out_what_a_caution_speaks_against():
    kneeling = replace(LIBRARY["wall-sit"], cautions=frozenset({Caution.KNEE_PAIN}))
    asked = {"at_hand": EVERYTHING, "taken": {"goblet-squat"}}

    found = swaps(
        "goblet-squat",
        library={**LIBRARY, "wall-sit": kneeling},
        cautions=frozenset({Caution.KNEE_PAIN}),
        **asked,
    )

    assert found == ("bodyweight-squat", "sit-to-stand")
