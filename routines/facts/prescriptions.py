"""Which exercises a plan's days consist of, and which are left out."""

from exercises.models import Exercise
from exercises.vocabulary import Caution, Equipment, Pattern, Phase
from routines.facts.clearance import Care
from routines.models import Plan
from routines.planning.programmes import (
    Choice,
    LeftOut,
    Level,
    Movement,
    ProgrammeDay,
    allowed_level,
    fill_day,
)


def left_out(plan: Plan, care: Care) -> list[tuple[Exercise, LeftOut]]:
    """Return the exercises that the plan lacks, each with the missing equipment or the cautions."""
    columns = ("name", "phase", "tier", "pattern", "equipment", "caution", "easier", "harder")
    library = current_library(*columns)
    found = {
        choice.slug: choice
        for day in ProgrammeDay
        for choice in choices_for(plan, day, library, care)
        if isinstance(choice, LeftOut) and (choice.missing or choice.cautions)
    }
    return [(library[slug], choice) for slug, choice in found.items()]


def begins_at_foundation(plan: Plan, care: Care) -> bool:
    """Return whether a caution puts the plan below the level that was chosen."""
    return allowed_level(Level(plan.level), care.cautions) != plan.level


def current_library(*columns: str) -> dict[str, Exercise]:
    """Return every current exercise by slug, in the library's order; with these columns, or all."""
    exercises = Exercise.objects.current()
    return {each.slug: each for each in (exercises.only(*columns) if columns else exercises)}


def choices_for(
    plan: Plan, day: ProgrammeDay, library: dict[str, Exercise], care: Care
) -> tuple[Choice, ...]:
    return fill_day(
        Level(plan.level),
        day,
        at_hand=frozenset(Equipment(word) for word in plan.equipment),
        library={slug: _movement(exercise) for slug, exercise in library.items()},
        cautions=care.cautions,
    )


def _movement(exercise: Exercise) -> Movement:
    return Movement(
        slug=exercise.slug,
        phase=Phase(exercise.phase),
        tier=exercise.tier,
        pattern=Pattern(exercise.pattern),
        equipment=frozenset(Equipment(word) for word in exercise.equipment),
        cautions=frozenset(Caution(word) for word in exercise.caution),
        easier=exercise.easier_id,
        harder=exercise.harder_id,
    )
