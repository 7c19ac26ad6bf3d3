"""The starter programmes (brief.md C7) and the warm-up and cool-down around them (A2, A3).

A programme names the exercises and their sets; the library gives the repetitions or seconds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from exercises.vocabulary import (
    UNSTEADY,
    Caution,
    Equipment,
    LoadNeed,
    Pattern,
    Phase,
    Support,
    is_enough,
    is_ruled_out,
)
from routines.planning.swaps import WHEN_IT_HURTS


class Level(StrEnum):
    """The level of a programme: L1 foundation, L2 build, L3 strong."""

    L1 = "L1"
    L2 = "L2"
    L3 = "L3"


class ProgrammeDay(StrEnum):
    """A day of a routine, by its letter. A starter programme has two, which take turns."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


STARTER_DAYS = A, B = ProgrammeDay.A, ProgrammeDay.B

PROGRAMMES: Mapping[Level, Mapping[ProgrammeDay, tuple[tuple[str, int], ...]]] = {
    Level.L1: {
        A: (
            ("glute-bridge", 2),
            ("sit-to-stand", 2),
            ("hip-hinge-drill", 2),
            ("step-up-assisted", 2),
            ("calf-raise", 2),
            ("bird-dog", 2),
            ("side-plank-knees", 2),
        ),
        B: (
            ("glute-bridge", 2),
            ("assisted-split-squat", 2),
            ("hip-hinge-drill", 2),
            ("sit-to-stand", 2),
            ("calf-raise", 2),
            ("dead-bug", 2),
            ("single-leg-stance", 2),
        ),
    },
    Level.L2: {
        A: (
            ("bodyweight-squat", 3),
            ("romanian-deadlift", 2),
            ("step-up", 2),
            ("marching-bridge", 2),
            ("calf-raise", 2),
            ("dead-bug", 2),
            ("side-plank-knees", 2),
        ),
        B: (
            ("stationary-lunge", 2),
            ("romanian-deadlift", 2),
            ("long-lever-bridge", 2),
            ("supported-single-leg-deadlift", 2),
            ("single-leg-calf-raise", 2),
            ("prone-back-extension", 2),
            ("side-lying-raise", 2),
        ),
    },
    Level.L3: {
        A: (
            ("goblet-squat", 3),
            ("kettlebell-deadlift", 3),
            ("walking-lunge", 2),
            ("single-leg-calf-raise", 2),
            ("side-plank", 2),
            ("bench-back-extension", 2),
        ),
        B: (
            ("step-up", 2),
            ("single-leg-deadlift", 2),
            ("hip-thrust", 3),
            ("leg-press", 2),
            ("calf-raise", 2),
            ("banded-lateral-walk", 2),
            ("dead-bug", 2),
        ),
    },
}


# What is done at home in place of an exercise whose equipment is missing, the best first: one that
# trains the same movement about as hard, never a drill.
AT_HOME: Mapping[str, tuple[str, ...]] = {
    "sit-to-stand": ("box-squat", "bodyweight-squat"),
    "goblet-squat": ("heel-raised-squat",),
    "leg-press": ("goblet-squat", "bulgarian-split-squat", "heel-raised-squat"),
    "hip-hinge-drill": ("romanian-deadlift", "good-morning"),
    "romanian-deadlift": ("supported-single-leg-deadlift", "good-morning"),
    "kettlebell-deadlift": ("romanian-deadlift", "single-leg-deadlift"),
    "supported-single-leg-deadlift": ("kickstand-deadlift",),
    "assisted-split-squat": ("stationary-lunge",),
    "step-up-assisted": ("assisted-split-squat", "single-leg-stance"),
    "step-up": ("stationary-lunge", "reverse-lunge"),
    "hip-thrust": ("single-leg-glute-bridge",),
    "banded-lateral-walk": ("side-lying-raise",),
    "bench-back-extension": ("prone-back-extension",),
}
# Exercises that need only a floor, the gentlest first; they fill a day that lacks equipment.
ON_THE_FLOOR = (
    "glute-bridge",
    "clamshell",
    "bird-dog",
    "dead-bug",
    "side-plank-knees",
    "calf-raise",
    "single-leg-stance",
    "pelvic-tilt",
    "mcgill-curl-up",
    "bodyweight-squat",
)
BALANCE = ("single-leg-stance", 2)
LAST = frozenset({Pattern.CORE, Pattern.BALANCE})  # in a session (brief.md C2 S8)


@dataclass(frozen=True, kw_only=True)
class Movement:
    """The facts about an exercise that the choice depends on.

    It needs all of `equipment`, and one of `any_of` if there are any. `height_cm`: the lowest step
    that it is done on, 0 without one. `easier` is a slug.
    """

    slug: str
    phase: Phase
    tier: int
    pattern: Pattern
    equipment: frozenset[Equipment]
    any_of: frozenset[Equipment] = frozenset()
    cautions: frozenset[Caution] = frozenset()
    load: LoadNeed = LoadNeed.NONE
    height_cm: int = 0
    support: Support = Support.DOWN
    easier: str | None = None

    def fits(self, at_hand: frozenset[Equipment]) -> bool:
        """Return whether it can be done with these things."""
        return is_enough(at_hand, needed=self.equipment, any_of=self.any_of)

    def is_ruled_out(self, cautions: frozenset[Caution]) -> bool:
        """Return whether a caution rules it out."""
        return is_ruled_out(having=cautions, tags=self.cautions, support=self.support)

    def is_no_more_than(self, other: "Movement") -> bool:
        """Return whether it takes no more weight, no higher step and no less support."""
        order = list(LoadNeed)
        return (
            order.index(self.load) <= order.index(other.load)
            and self.height_cm <= other.height_cm
            and self.support.steadiness >= other.support.steadiness
        )


@dataclass(frozen=True, kw_only=True)
class Place:
    """An exercise in a day.

    `sets` is None outside strength, where the library's figure is used. `instead_of` is the slug of
    the programme's own exercise, if its equipment is not at hand or a caution rules it out.
    `cautions` are the person's cautions that concern this exercise: it is done with the changes
    named on its page.
    """

    slug: str
    phase: Phase
    sets: int | None = None
    instead_of: str | None = None
    cautions: frozenset[Caution] = frozenset()


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """An exercise that a day lacks: for want of equipment, or because of the person's cautions.

    Missing are all of `missing`, and each of `any_of`, one of which would do.
    """

    slug: str
    missing: frozenset[Equipment] = frozenset()
    any_of: frozenset[Equipment] = frozenset()
    cautions: frozenset[Caution] = frozenset()


Choice: TypeAlias = Place | LeftOut


def fill_day(
    level: Level,
    day: ProgrammeDay,
    *,
    at_hand: frozenset[Equipment],
    library: Mapping[str, Movement],
    cautions: frozenset[Caution] = frozenset(),
    is_65: bool = False,
) -> tuple[Choice, ...]:
    """Choose one session's exercises in order: warm-up, strength (brief.md C7), cool-down.

    `library` holds every current exercise by slug, in the library's order. If equipment is missing,
    one of `AT_HOME` takes the exercise's place, an easier one of its ladder, or one that needs only
    a floor. From 65 on (`is_65`) and after a fall, each day has a balance exercise (brief.md E4).

    If one of the `cautions` rules out an exercise, an easier exercise or one of a gentler pattern
    takes its place (brief.md B), never one with more weight, a higher step or less support. If
    there is none it stays, to be done with changes, but never on one leg without a support. The
    warm-up, which is gentle and needed, stays with changes; in the cool-down such an exercise is
    left out.
    """
    strength = _with_the_kit(allowed_level(level, cautions), day, at_hand, library)
    if is_65 or Caution.BALANCE_POOR in cautions:
        strength = _with_balance(strength, library)
    cool_down = _phase(Phase.COOL_DOWN, at_hand, library.values())
    return (
        *(
            _marked(each, cautions, library)
            for each in _phase(Phase.WARM_UP, at_hand, library.values())
        ),
        *_with_care(strength, cautions, at_hand=at_hand, library=library),
        *(_out_where_marked(_marked(each, cautions, library)) for each in cool_down),
    )


def allowed_level(level: Level, cautions: frozenset[Caution]) -> Level:
    """Return the level a person may train at: L1 after an operation (brief.md E4), otherwise
    `level`."""
    return Level.L1 if Caution.RECENT_SURGERY in cautions else level


def _with_the_kit(
    level: Level,
    day: ProgrammeDay,
    at_hand: frozenset[Equipment],
    library: Mapping[str, Movement],
) -> list[Choice]:
    """Return the programme's exercises, each replaced if its equipment isn't at hand.

    What replaces a larger movement and trains the trunk or balance comes last.
    """
    programme = PROGRAMMES[level][day]
    possible = {slug for slug, each in library.items() if each.fits(at_hand)}
    taken = {slug for slug, _sets in programme}
    choices: list[Choice] = []
    for slug, sets in programme:
        if slug in possible:
            choices.append(Place(slug=slug, phase=Phase.STRENGTH, sets=sets))
            continue
        candidates = (*AT_HOME.get(slug, ()), *_down_the_ladder(slug, library), *ON_THE_FLOOR)
        found = next((each for each in candidates if each in possible and each not in taken), None)
        if found is None:
            choices.append(_lacking(slug, at_hand, library))
            continue
        taken.add(found)
        choices.append(Place(slug=found, phase=Phase.STRENGTH, sets=sets, instead_of=slug))
    return sorted(choices, key=lambda each: _comes_last(each, library))


def _lacking(slug: str, at_hand: frozenset[Equipment], library: Mapping[str, Movement]) -> LeftOut:
    if slug not in library:
        return LeftOut(slug=slug)
    own = library[slug]
    return LeftOut(slug=slug, missing=own.equipment - at_hand, any_of=own.any_of - at_hand)


def _comes_last(choice: Choice, library: Mapping[str, Movement]) -> bool:
    if isinstance(choice, LeftOut) or choice.instead_of is None:
        return False
    replaced = library.get(choice.instead_of)  # None: retired from the library
    trained_last = replaced is not None and replaced.pattern in LAST
    return library[choice.slug].pattern in LAST and not trained_last


def _with_balance(strength: Iterable[Choice], library: Mapping[str, Movement]) -> list[Choice]:
    """Return the exercises with a balance exercise, at the end if it isn't among them.

    Without it, where the library no longer has it.
    """
    slug, sets = BALANCE
    choices = list(strength)
    if slug in library and slug not in {each.slug for each in choices}:
        choices.append(Place(slug=slug, phase=Phase.STRENGTH, sets=sets))
    return choices


def _with_care(
    strength: Iterable[Choice],
    cautions: frozenset[Caution],
    *,
    at_hand: frozenset[Equipment],
    library: Mapping[str, Movement],
) -> list[Choice]:
    """Return the exercises with a kinder one for each that a caution rules out."""
    choices = list(strength)
    taken = {each.slug for each in choices}
    careful: list[Choice] = []
    for each in choices:
        if isinstance(each, LeftOut):
            careful.append(each)
            continue
        candidates = _kinder(library[each.slug], cautions, library)
        possible = (slug for slug in candidates if library[slug].fits(at_hand))
        found = next((slug for slug in possible if slug == each.slug or slug not in taken), None)
        if found is None:
            careful.append(LeftOut(slug=each.instead_of or each.slug, cautions=cautions & UNSTEADY))
            continue
        taken.add(found)
        kinder = each if found == each.slug else _in_place_of(each, found)
        careful.append(_marked(kinder, cautions, library))
    return careful


def _in_place_of(place: Place, slug: str) -> Place:
    return replace(place, slug=slug, instead_of=place.instead_of or place.slug)


def _kinder(
    own: Movement, cautions: frozenset[Caution], library: Mapping[str, Movement]
) -> Iterator[str]:
    """Yield the exercises that a person with these cautions may do in place of one, the best first.

    If the person is unsteady, the lowest rung with a support comes first. The exercise itself is
    among them if no caution rules it out, and at the end if it can be done with changes.
    """
    ladder = list(_down_the_ladder(own.slug, library))
    if cautions & UNSTEADY:
        held = [slug for slug in ladder if library[slug].support == Support.HELD]
        free = (slug for slug in reversed(held) if not library[slug].is_ruled_out(cautions))
        yield from (slug for slug in free if library[slug].is_no_more_than(own))
    gentler = [*ladder, *WHEN_IT_HURTS.get(own.pattern, ())]
    on_one_leg = own.support == Support.ONE_LEG and bool(cautions & UNSTEADY)
    for slug in (*gentler, *(ON_THE_FLOOR if on_one_leg else ())):
        each = library.get(slug)
        if each and not each.is_ruled_out(cautions) and each.is_no_more_than(own):
            yield slug
    if not on_one_leg:
        yield own.slug


def _down_the_ladder(slug: str | None, library: Mapping[str, Movement]) -> Iterator[str]:
    """Yield the exercise and the easier ones below it, as far as the library has them."""
    while slug is not None and slug in library:
        yield slug
        slug = library[slug].easier


def _phase(
    phase: Phase, at_hand: frozenset[Equipment], movements: Iterable[Movement]
) -> tuple[Place, ...]:
    """Return the first-tier warm-up or cool-down in the library's order: 7 to 11 minutes each."""
    return tuple(
        Place(slug=movement.slug, phase=phase)
        for movement in movements
        if movement.phase == phase and movement.tier == 1 and movement.fits(at_hand)
    )


def _marked(place: Place, cautions: frozenset[Caution], library: Mapping[str, Movement]) -> Place:
    return replace(place, cautions=library[place.slug].cautions & cautions)


def _out_where_marked(place: Place) -> Choice:
    return LeftOut(slug=place.slug, cautions=place.cautions) if place.cautions else place
