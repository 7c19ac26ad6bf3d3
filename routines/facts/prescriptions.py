"""Which exercises a plan's days consist of, and which are left out."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from django.db.models import QuerySet

from exercises.models import RUNGS, Exercise, library_version
from exercises.vocabulary import Caution, Equipment, LoadNeed, Pattern, Phase, Support
from routines.facts.clearance import Care
from routines.models import Plan
from routines.planning.programmes import (
    STARTER_DAYS,
    Choice,
    LeftOut,
    Level,
    Movement,
    Place,
    ProgrammeDay,
    allowed_level,
    fill_day,
)

# The columns of an exercise that the choice reads.
COLUMNS = (
    *("name", "phase", "tier", "pattern", "equipment", "any_of", "caution", "load", "support"),
    *("dose_data", "easier"),
)


def left_out(plan: Plan, care: Care) -> Sequence[tuple[str, LeftOut]]:
    """Return what the plan lacks: each exercise's name, with the missing equipment or the cautions.

    One query; one more for a plan that this process hasn't seen lately.
    """
    equipment = frozenset(Equipment(word) for word in plan.equipment)
    return _left_out(library_version(), Level(plan.level), equipment, care)


@lru_cache(maxsize=256)
def _left_out(
    _library_version: str,
    level: Level,
    equipment: frozenset[Equipment],
    care: Care,
) -> Sequence[tuple[str, LeftOut]]:
    library = current_library(*COLUMNS)
    found = {
        choice.slug: choice
        for day in STARTER_DAYS
        for choice in _choices(level, day, library, equipment, care)
        if isinstance(choice, LeftOut) and (choice.missing or choice.any_of or choice.cautions)
    }
    return tuple((library[slug].name, choice) for slug, choice in found.items())


def begins_at_foundation(plan: Plan, care: Care) -> bool:
    """Return whether a caution puts the plan below the level that was chosen."""
    return allowed_level(Level(plan.level), care.cautions) != plan.level


def current_library(*columns: str) -> dict[str, Exercise]:
    """Return every current exercise of the library by slug, in its order; with these columns, or
    all."""
    exercises = Exercise.objects.library()
    return {each.slug: each for each in (exercises.only(*columns) if columns else exercises)}


def strength_library() -> dict[str, Exercise]:
    """Return every current strength exercise of the library by slug. One query.

    The app chooses among these alone: it can't judge the exercises that people make themselves.
    """
    return strength_among(Exercise.objects.library())


def strength_among(exercises: QuerySet[Exercise]) -> dict[str, Exercise]:
    """Return the strength exercises among those selected, by slug. One query."""
    found = exercises.filter(phase=Phase.STRENGTH).defer(*RUNGS)
    return {each.slug: each for each in found}


def choices_for(
    level: str,
    equipment: Iterable[str],
    day: ProgrammeDay,
    library: dict[str, Exercise],
    care: Care,
) -> tuple[Choice, ...]:
    """Return what a day of a level's starter programme consists of, with this equipment at hand."""
    at_hand = frozenset(Equipment(word) for word in equipment)
    return _choices(Level(level), day, library, at_hand, care)


def starter_exercises(
    plan: Plan, care: Care
) -> Mapping[Level, Mapping[ProgrammeDay, tuple[str, ...]]]:
    """Return the names of the strength exercises of each starter programme, fitted to the person.

    One query; one more for a plan that this process hasn't seen lately.
    """
    equipment = frozenset(Equipment(word) for word in plan.equipment)
    return _starter_exercises(library_version(), equipment, care)


@lru_cache(maxsize=256)
def _starter_exercises(
    _library_version: str, equipment: frozenset[Equipment], care: Care
) -> Mapping[Level, Mapping[ProgrammeDay, tuple[str, ...]]]:
    library = current_library(*COLUMNS)
    return {
        level: {
            day: tuple(
                library[choice.slug].name
                for choice in _choices(level, day, library, equipment, care)
                if isinstance(choice, Place) and choice.phase == Phase.STRENGTH
            )
            for day in STARTER_DAYS
        }
        for level in Level
    }


def _choices(
    level: Level,
    day: ProgrammeDay,
    library: dict[str, Exercise],
    equipment: frozenset[Equipment],
    care: Care,
) -> tuple[Choice, ...]:
    return fill_day(
        level,
        day,
        at_hand=equipment,
        library={slug: _movement(exercise) for slug, exercise in library.items()},
        cautions=care.cautions,
        is_65=care.is_65,
    )


def _movement(exercise: Exercise) -> Movement:
    height = exercise.dose.step_height_cm
    return Movement(
        slug=exercise.slug,
        phase=Phase(exercise.phase),
        tier=exercise.tier,
        pattern=Pattern(exercise.pattern),
        equipment=frozenset(Equipment(word) for word in exercise.equipment),
        any_of=frozenset(Equipment(word) for word in exercise.any_of),
        cautions=frozenset(Caution(word) for word in exercise.caution),
        load=LoadNeed(exercise.load),
        height_cm=height.lo if height else 0,
        support=Support(exercise.support or Support.DOWN),
        easier=exercise.easier_id,
    )
