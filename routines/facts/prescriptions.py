"""What a plan prescribes: the exercises of its days, and the dose each begins with."""

from decimal import ROUND_DOWN, Decimal
from typing import Any

from accounts.models import User
from exercises.models import Exercise
from exercises.vocabulary import KG_PER_LB, Caution, Equipment, LoadNeed, Pattern, Phase
from routines.facts.clearance import Care
from routines.facts.units import length_unit_of, unit_of
from routines.models import Plan
from routines.planning.loads import Unit
from routines.planning.programmes import (
    Choice,
    LeftOut,
    Level,
    Movement,
    ProgrammeDay,
    allowed_level,
    fill_day,
)
from routines.planning.screening import CAREFUL_RIR

DUMBBELL_STEP_LB = Decimal("2.5")


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


def prescribed_for(
    exercise: Exercise, user: User, *, careful: bool, unit: Unit | None = None
) -> dict[str, Any]:
    """Return the library's dose at its lower end, as the columns of `Prescribed`.

    A first session should feel easy (brief.md D6). The exercise, its phase and its position are not
    included. `careful` leaves more repetitions in reserve; the weight is in `unit`, or else in the
    person's unit.
    """
    dose = exercise.dose
    least, most = CAREFUL_RIR if careful else (0, 0)
    unit = unit or Unit(user.own_units.get(exercise.slug, unit_of(user)))
    return {
        "measure": dose.measure,
        "sets": dose.sets.lo,
        "lo": dose.target.lo,
        "hi": dose.target.hi,
        "aim": dose.target.lo,
        "per_side": dose.per_side,
        "sides": exercise.sides,
        "hold_s": dose.hold_s or 0,
        "length_unit": length_unit_of(user),
        "height_cm": Decimal(dose.step_height_cm.lo if dose.step_height_cm else 0),
        "band": int(exercise.load == LoadNeed.REQUIRED and Equipment.BAND in exercise.equipment),
        "rest_s": dose.rest_s,
        "tempo": dose.tempo or "",
        "rir_lo": max(dose.rir.lo, least) if dose.rir else None,
        "rir_hi": max(dose.rir.hi, most) if dose.rir else None,
        "takes_load": exercise.load != LoadNeed.NONE,
        "load": _start_load(exercise, unit),
        "load_unit": unit.value,
    }


def _start_load(exercise: Exercise, unit: Unit) -> Decimal | None:
    """Return the light end of a beginner's range, in `unit`; None if no weight is needed.

    Pounds are rounded down to a step that dumbbells come in (brief.md D5).
    """
    start = exercise.dose.start_load_kg
    if exercise.load != LoadNeed.REQUIRED or start is None:
        return None
    if unit == Unit.KG:
        return start.lo
    steps = (start.lo / KG_PER_LB / DUMBBELL_STEP_LB).to_integral_value(ROUND_DOWN)
    return steps * DUMBBELL_STEP_LB
