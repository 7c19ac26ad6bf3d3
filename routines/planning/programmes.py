"""The starter programmes (brief.md C7) and the warm-up and cool-down around them (A2, A3).

A programme names the exercises and their sets; the library gives the repetitions or seconds.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from exercises.vocabulary import Caution, Equipment, Pattern, Phase
from routines.planning.swaps import WHEN_IT_HURTS


class Level(StrEnum):
    """The level of a programme: L1 foundation, L2 build, L3 strong."""

    L1 = "L1"
    L2 = "L2"
    L3 = "L3"


class ProgrammeDay(StrEnum):
    """The two days of a programme; sessions alternate between them."""

    A = "A"
    B = "B"

    @property
    def other(self) -> "ProgrammeDay":
        return ProgrammeDay.B if self is ProgrammeDay.A else ProgrammeDay.A


A, B = ProgrammeDay.A, ProgrammeDay.B

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
            ("glute-bridge", 3),
            ("supported-single-leg-deadlift", 2),
            ("single-leg-calf-raise", 2),
            ("bird-dog", 2),
            ("clamshell", 2),
        ),
    },
    Level.L3: {
        A: (
            ("goblet-squat", 3),
            ("kettlebell-deadlift", 3),
            ("walking-lunge", 2),
            ("single-leg-calf-raise", 2),
            ("side-plank", 2),
            ("bird-dog", 2),
        ),
        B: (
            ("step-up", 3),
            ("single-leg-deadlift", 2),
            ("hip-thrust", 3),
            ("leg-press", 2),
            ("calf-raise", 3),
            ("dead-bug", 2),
        ),
    },
}


LEAST_MOVEMENTS = 5
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


@dataclass(frozen=True, kw_only=True)
class Movement:
    """The facts about an exercise that the choice depends on; `easier` and `harder` are slugs."""

    slug: str
    phase: Phase
    tier: int
    pattern: Pattern
    equipment: frozenset[Equipment]
    cautions: frozenset[Caution] = frozenset()
    easier: str | None = None
    harder: str | None = None


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
    """An exercise that a day lacks: for want of equipment, or because of the person's cautions."""

    slug: str
    missing: frozenset[Equipment] = frozenset()
    cautions: frozenset[Caution] = frozenset()


Choice: TypeAlias = Place | LeftOut


def fill_day(
    level: Level,
    day: ProgrammeDay,
    *,
    at_hand: frozenset[Equipment],
    library: Mapping[str, Movement],
    cautions: frozenset[Caution] = frozenset(),
) -> tuple[Choice, ...]:
    """Choose one session's exercises in order: warm-up, strength (brief.md C7), cool-down.

    `library` holds every current exercise by slug, in the library's order. If equipment is missing,
    the nearest easier exercise takes its place. If there is none, or it is already in the day, one
    of the same pattern is taken that is no harder than the level, or one rung harder. Anything
    still open is returned as `LeftOut`, but a day keeps at least `LEAST_MOVEMENTS`: other patterns
    fill it up.

    If one of the `cautions` rules out an exercise, an easier exercise or one of a gentler pattern
    takes its place (brief.md B); if there is none it stays, to be done with changes. The warm-up,
    which is gentle and needed, stays with changes; in the cool-down such an exercise is left out.
    """
    level = allowed_level(level, cautions)
    strength = _strength(level, day, at_hand, library)
    strength = _filled(strength, level, day, cautions, at_hand=at_hand, library=library)
    taken = {slug for slug, _sets in PROGRAMMES[level][day]}
    taken |= {each.slug for each in strength if isinstance(each, Place)}
    cautious: list[Choice] = []
    for each in strength:
        kinder = each
        if isinstance(each, Place):
            kinder = _kinder(each, cautions, at_hand=at_hand, library=library, taken=taken)
            taken.add(kinder.slug)
        cautious.append(kinder)
    cool_down = _phase(Phase.COOL_DOWN, at_hand, library.values())
    return (
        *(
            _marked(each, cautions, library)
            for each in _phase(Phase.WARM_UP, at_hand, library.values())
        ),
        *cautious,
        *(_out_where_marked(_marked(each, cautions, library)) for each in cool_down),
    )


def allowed_level(level: Level, cautions: frozenset[Caution]) -> Level:
    """Return the level a person may train at: L1 after an operation (brief.md E4), otherwise
    `level`."""
    return Level.L1 if Caution.RECENT_SURGERY in cautions else level


def _strength(
    level: Level,
    day: ProgrammeDay,
    at_hand: frozenset[Equipment],
    library: Mapping[str, Movement],
) -> list[Choice]:
    """Return the programme's exercises, as far as there is equipment for them."""
    strength: list[Choice] = []
    taken = {slug for slug, _sets in PROGRAMMES[level][day]}
    for slug, sets in PROGRAMMES[level][day]:
        found = _possible(slug, at_hand=at_hand, library=library)
        if found is None or (found != slug and found in taken):
            missing = library[slug].equipment - at_hand if slug in library else frozenset()
            strength.append(LeftOut(slug=slug, missing=missing))
            continue
        taken.add(found)
        instead_of = slug if found != slug else None
        strength.append(Place(slug=found, phase=Phase.STRENGTH, sets=sets, instead_of=instead_of))
    return strength


def _filled(
    strength: Iterable[Choice],
    level: Level,
    day: ProgrammeDay,
    cautions: frozenset[Caution],
    *,
    at_hand: frozenset[Equipment],
    library: Mapping[str, Movement],
) -> list[Choice]:
    """Replace the exercises that lack equipment.

    First by others of the same pattern, then, up to `LEAST_MOVEMENTS`, by any. Exercises that a
    caution rules out are taken only if there is nothing else, and then with changes.
    """
    sets = dict(PROGRAMMES[level][day])
    choices = list(strength)
    out = [each.slug for each in choices if isinstance(each, LeftOut)]
    possible = {slug: each for slug, each in library.items() if each.equipment <= at_hand}
    taken = set(sets) | {each.slug for each in choices}
    found: dict[str, str] = {}

    for slug in out:
        candidates = _of_its_pattern(slug, level, library)
        if fits := _first(candidates, possible, taken | set(found.values()), cautions):
            found[slug] = fits
    for against in (cautions, frozenset[Caution]()):
        for slug in out:
            is_short = len(choices) - len(out) + len(found) < LEAST_MOVEMENTS
            if not is_short or slug in found:
                continue
            if fits := _first(ON_THE_FLOOR, possible, taken | set(found.values()), against):
                found[slug] = fits
    return [
        Place(
            slug=found[each.slug], phase=Phase.STRENGTH, sets=sets[each.slug], instead_of=each.slug
        )
        if each.slug in found
        else each
        for each in choices
    ]


def _first(
    candidates: Iterable[str],
    possible: Mapping[str, Movement],
    taken: Set[str],
    against: frozenset[Caution],
) -> str | None:
    """Return the first candidate that is possible, not yet in the day, and not ruled out by a
    caution."""
    for slug in candidates:
        if slug in possible and slug not in taken and not possible[slug].cautions & against:
            return slug
    return None


def _of_its_pattern(slug: str, level: Level, library: Mapping[str, Movement]) -> Iterator[str]:
    """Yield strength exercises of the same pattern that programmes up to this level contain.

    The hardest comes first; the exercise one rung above `slug` comes last.
    """
    own = library.get(slug)
    if own is None:
        return
    known = {
        each
        for lower, days in PROGRAMMES.items()
        if lower <= level
        for programme in days.values()
        for each, _sets in programme
    }
    for each in reversed(list(library.values())):
        if each.slug in known and each.pattern == own.pattern:
            yield each.slug
    if own.harder:
        yield own.harder


def _possible(
    slug: str | None, *, at_hand: frozenset[Equipment], library: Mapping[str, Movement]
) -> str | None:
    """Return the exercise itself, or the nearest easier one, for which the equipment is at hand."""
    for each in _down_the_ladder(slug, library):
        if library[each].equipment <= at_hand:
            return each
    return None


def _kinder(
    place: Place,
    cautions: frozenset[Caution],
    *,
    at_hand: frozenset[Equipment],
    library: Mapping[str, Movement],
    taken: set[str],
) -> Place:
    """Return the nearest easier exercise that no caution rules out, or one of a gentler pattern.

    If there is none that isn't already in the day, return the same exercise, to be done with
    changes.
    """
    movement = library[place.slug]
    if not movement.cautions & cautions:
        return place
    own = place.instead_of or place.slug
    for slug in (
        *_down_the_ladder(movement.easier, library),
        *WHEN_IT_HURTS.get(movement.pattern, ()),
    ):
        fits = slug in library and library[slug].equipment <= at_hand
        if fits and slug not in taken and not library[slug].cautions & cautions:
            return replace(place, slug=slug, instead_of=own)
    return _marked(place, cautions, library)


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
        if movement.phase == phase and movement.tier == 1 and movement.equipment <= at_hand
    )


def _marked(place: Place, cautions: frozenset[Caution], library: Mapping[str, Movement]) -> Place:
    return replace(place, cautions=library[place.slug].cautions & cautions)


def _out_where_marked(place: Place) -> Choice:
    return LeftOut(slug=place.slug, cautions=place.cautions) if place.cautions else place


def take_turns(first: ProgrammeDay, count: int) -> tuple[ProgrammeDay, ...]:
    """Return `count` programme days that alternate, beginning with `first`."""
    return tuple(first if index % 2 == 0 else first.other for index in range(count))
