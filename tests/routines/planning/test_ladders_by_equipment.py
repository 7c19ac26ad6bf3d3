"""Pattern × level × equipment → exercise: with any equipment there is a way up, and no hole."""

from collections.abc import Iterator

import pytest

from exercises.catalogue import read_library
from exercises.vocabulary import LOAD_TYPE_OF, Equipment, LoadNeed, Pattern, Phase
from routines.planning.programmes import STARTER_DAYS, Level, Place
from routines.planning.swaps import Candidate, swaps
from tests.routines.planning.test_programmes import strength

HOME = frozenset({"chair", "wall", "mat", "step", "broomstick", "cushion", "strap"})
GYM = frozenset(Equipment) - {"pool", "pool_noodle"}
KITS = {
    "home without kit": HOME,
    "kettlebell only": HOME | {"kettlebell"},
    "barbell only": HOME | {"barbell"},
    "dumbbells": HOME | {"dumbbell"},
    "backpack only": HOME | {"backpack"},
    "bands": HOME | {"band"},
    "gym": GYM,
}
PATTERNS = [
    each for each in Pattern if each not in {Pattern.MOBILITY, Pattern.STRETCH, Pattern.CARDIO}
]
DRILLS = {"hip-hinge-drill", "pelvic-tilt"}

ENTRIES = {each.slug: each for each in read_library() if each.phase == Phase.STRENGTH}
CANDIDATES = {
    slug: Candidate(
        slug=slug,
        pattern=each.pattern,
        equipment=frozenset(each.equipment),
        any_of=frozenset(each.any_of),
        easier=each.easier,
    )
    for slug, each in ENTRIES.items()
    if not each.unlock
}

# The hardest exercise of each pattern in levels 1, 2 and 3. "+": done with the weight or the band
# at hand. In brackets: not in the programme, but among the swaps of one of its exercises.
TABLE = {
    "home without kit": [
        "squat: sit-to-stand → bodyweight-squat → heel-raised-squat",
        "hinge: hip-hinge-drill → supported-single-leg-deadlift → single-leg-deadlift",
        "lunge: assisted-split-squat → stationary-lunge → walking-lunge",
        "step: step-up-assisted → step-up → step-up",
        "bridge: glute-bridge → marching-bridge → hip-thrust",
        "calf: calf-raise → single-leg-calf-raise → single-leg-calf-raise",
        "hamstring: (long-lever-bridge) → long-lever-bridge → (slide-curl)",
        "abduction: (clamshell) → side-lying-raise → side-lying-raise",
        "adduction: (ball-squeeze) → (copenhagen-short) → (copenhagen-short)",
        "core: bird-dog → dead-bug → side-plank",
        "balance: single-leg-stance → (single-leg-stance) → (single-leg-stance)",
    ],
    "kettlebell only": [
        "squat: sit-to-stand → bodyweight-squat+ → goblet-squat+",
        "hinge: hip-hinge-drill → romanian-deadlift+ → kettlebell-deadlift+",
        "lunge: assisted-split-squat → stationary-lunge+ → walking-lunge+",
        "step: step-up-assisted → step-up+ → step-up+",
        "bridge: glute-bridge → marching-bridge → hip-thrust+",
        "calf: calf-raise+ → single-leg-calf-raise+ → single-leg-calf-raise+",
        "hamstring: (long-lever-bridge) → long-lever-bridge → (slide-curl)",
        "abduction: (clamshell) → side-lying-raise → side-lying-raise",
        "adduction: (ball-squeeze) → (copenhagen-short) → (copenhagen-short)",
        "core: bird-dog → dead-bug → side-plank",
        "balance: single-leg-stance → (single-leg-stance) → (single-leg-stance)",
    ],
    "barbell only": [
        "squat: sit-to-stand → bodyweight-squat+ → goblet-squat+",
        "hinge: hip-hinge-drill → romanian-deadlift+ → kettlebell-deadlift+",
        "lunge: assisted-split-squat → stationary-lunge+ → walking-lunge+",
        "step: step-up-assisted → step-up+ → step-up+",
        "bridge: glute-bridge → marching-bridge → hip-thrust+",
        "calf: calf-raise+ → single-leg-calf-raise → single-leg-calf-raise",
        "hamstring: (long-lever-bridge) → long-lever-bridge → (slide-curl)",
        "abduction: (clamshell) → side-lying-raise → side-lying-raise",
        "adduction: (ball-squeeze) → (copenhagen-short) → (copenhagen-short)",
        "core: bird-dog → dead-bug → side-plank",
        "balance: single-leg-stance → (single-leg-stance) → (single-leg-stance)",
    ],
    "dumbbells": [
        "squat: sit-to-stand → bodyweight-squat+ → goblet-squat+",
        "hinge: hip-hinge-drill → romanian-deadlift+ → kettlebell-deadlift+",
        "lunge: assisted-split-squat → stationary-lunge+ → walking-lunge+",
        "step: step-up-assisted → step-up+ → step-up+",
        "bridge: glute-bridge+ → marching-bridge → hip-thrust+",
        "calf: calf-raise+ → single-leg-calf-raise+ → single-leg-calf-raise+",
        "hamstring: (long-lever-bridge+) → long-lever-bridge+ → (slide-curl)",
        "abduction: (clamshell) → side-lying-raise → side-lying-raise",
        "adduction: (ball-squeeze) → (copenhagen-short) → (copenhagen-short)",
        "core: bird-dog → dead-bug → side-plank",
        "balance: single-leg-stance → (single-leg-stance) → (single-leg-stance)",
    ],
    "backpack only": [
        "squat: sit-to-stand → bodyweight-squat+ → goblet-squat+",
        "hinge: hip-hinge-drill → romanian-deadlift+ → kettlebell-deadlift+",
        "lunge: assisted-split-squat → stationary-lunge+ → walking-lunge+",
        "step: step-up-assisted → step-up+ → step-up+",
        "bridge: glute-bridge+ → marching-bridge → hip-thrust+",
        "calf: calf-raise+ → single-leg-calf-raise+ → single-leg-calf-raise+",
        "hamstring: (long-lever-bridge+) → long-lever-bridge+ → (slide-curl)",
        "abduction: (clamshell) → side-lying-raise → side-lying-raise",
        "adduction: (ball-squeeze) → (copenhagen-short) → (copenhagen-short)",
        "core: bird-dog → dead-bug → side-plank",
        "balance: single-leg-stance → (single-leg-stance) → (single-leg-stance)",
    ],
    "bands": [
        "squat: sit-to-stand → bodyweight-squat+ → heel-raised-squat+",
        "hinge: hip-hinge-drill → supported-single-leg-deadlift → single-leg-deadlift",
        "lunge: assisted-split-squat → stationary-lunge+ → walking-lunge",
        "step: step-up-assisted → step-up → step-up",
        "bridge: glute-bridge+ → marching-bridge → hip-thrust+",
        "calf: calf-raise → single-leg-calf-raise → single-leg-calf-raise",
        "hamstring: (long-lever-bridge) → long-lever-bridge → (slide-curl)",
        "abduction: (clamshell+) → side-lying-raise+ → banded-lateral-walk+",
        "adduction: (ball-squeeze) → (copenhagen-short) → (copenhagen-short)",
        "core: bird-dog → dead-bug → side-plank",
        "balance: single-leg-stance → (single-leg-stance) → (single-leg-stance)",
    ],
    "gym": [
        "squat: sit-to-stand → bodyweight-squat+ → goblet-squat+",
        "hinge: hip-hinge-drill → romanian-deadlift+ → kettlebell-deadlift+",
        "lunge: assisted-split-squat → stationary-lunge+ → walking-lunge+",
        "step: step-up-assisted → step-up+ → step-up+",
        "bridge: glute-bridge+ → marching-bridge+ → hip-thrust+",
        "calf: calf-raise+ → single-leg-calf-raise+ → single-leg-calf-raise+",
        "hamstring: (long-lever-bridge+) → long-lever-bridge+ → (nordic-curl)",
        "abduction: (clamshell+) → side-lying-raise+ → banded-lateral-walk+",
        "adduction: (ball-squeeze) → (copenhagen-short) → (copenhagen-short)",
        "core: bird-dog → dead-bug → side-plank",
        "balance: single-leg-stance → (single-leg-stance) → (single-leg-stance)",
    ],
}


def prescribed(level: Level, at_hand: frozenset[str]) -> list[str]:
    days = [strength(level, day, at_hand) for day in STARTER_DAYS]
    return [each.slug for day in days for each in day if isinstance(each, Place)]


def offered(level: Level, at_hand: frozenset[str]) -> Iterator[str]:
    """Yield what may be swapped for one of the exercises of the programme."""
    for day in STARTER_DAYS:
        slugs = [each.slug for each in strength(level, day, at_hand) if isinstance(each, Place)]
        for slug in slugs:
            yield from swaps(slug, library=CANDIDATES, at_hand=at_hand, taken=slugs)


def below(slug: str) -> int:
    """Return how many easier exercises lie below one on its ladder."""
    easier = ENTRIES[slug].easier
    return 0 if easier is None else 1 + below(easier)


def is_loaded(slug: str, at_hand: frozenset[str]) -> bool:
    entry = ENTRIES[slug]
    kit = {*entry.equipment, *entry.any_of, *entry.optional_equipment}
    return entry.load != LoadNeed.NONE and bool(kit & at_hand & LOAD_TYPE_OF.keys())


def _needs_load(slug: str) -> bool:
    return ENTRIES[slug].load == LoadNeed.REQUIRED


def cell(pattern: Pattern, level: Level, at_hand: frozenset[str]) -> str:
    of_pattern = [each for each in prescribed(level, at_hand) if ENTRIES[each].pattern == pattern]
    if of_pattern:
        hardest = max(of_pattern, key=lambda slug: (_needs_load(slug), below(slug)))
        return hardest + ("+" if is_loaded(hardest, at_hand) else "")
    found = [each for each in offered(level, at_hand) if ENTRIES[each].pattern == pattern]
    if not found:
        return "-"
    swap = min(found, key=below) if level == Level.L1 else max(found, key=below)
    return f"({swap}{'+' if is_loaded(swap, at_hand) else ''})"


def rows(at_hand: frozenset[str]) -> list[str]:
    return [
        f"{pattern}: " + " → ".join(cell(pattern, level, at_hand) for level in Level)
        for pattern in PATTERNS
    ]


@pytest.mark.parametrize("kit", KITS)
def test_table_of_the_exercises_of_each_pattern(kit):
    assert rows(KITS[kit]) == TABLE[kit]


@pytest.mark.parametrize("kit", KITS)
def test_every_pattern_has_a_way_up_without_hole_or_drill(kit):
    at_hand = KITS[kit]

    for pattern in PATTERNS:
        first, *above = (cell(pattern, level, at_hand) for level in Level)
        assert "-" not in {first, *above}
        assert not DRILLS & {each.strip("()+") for each in above}
        if pattern != Pattern.BALANCE:
            assert above[-1] != first or "+" in above[-1]


def test_every_weight_at_hand_is_used_for_each_larger_movement():
    weights = ("kettlebell only", "barbell only", "dumbbells", "backpack only", "gym")
    larger = (Pattern.SQUAT, Pattern.HINGE, Pattern.LUNGE, Pattern.STEP, Pattern.BRIDGE)

    without = [
        (kit, pattern, found)
        for kit in weights
        for pattern in larger
        if "+" not in (found := cell(pattern, Level.L3, KITS[kit]))
    ]
    assert without == []
