"""The rules of one exercise for one person: rows → values of `planning`."""

from dataclasses import replace
from decimal import Decimal

from exercises.models import Exercise
from exercises.vocabulary import LoadNeed, Measure
from routines.facts.clearance import Care
from routines.facts.doses import ExerciseDose
from routines.facts.units import unit_for, weights_of
from routines.models import Plan
from routines.planning.cautions import LOW_STEPS
from routines.planning.dose import Dose
from routines.planning.loads import Unit, Weights
from routines.planning.progress import ExerciseHistory
from routines.planning.progression import Target
from routines.planning.steps_up import Scope

LIGHT_KG = Decimal(8)  # a first weight, if the library names none for the exercise
BANDS = 5  # as most makers sell them; people who have fewer keep their last one


def rules_of(each: ExerciseDose, plan: Plan, care: Care, most: int | None) -> ExerciseHistory:
    """Return where an exercise begins and what it allows, with an empty history.

    `most`: the sets for which a session has time, None for any.
    """
    start, unit = each.start or each.dose, unit_for(each.exercise, plan)
    scope = _scope(each, start, weights_of(each.exercise, plan, unit), care, most)
    return ExerciseHistory(
        prescribed=_prescribed(start, scope.weights),
        history=(),
        scope=scope,
        unit=unit,
        prescribed_in=Unit(start.load_unit),
    )


def _prescribed(dose: Dose, weights: Weights | None) -> Target:
    target = dose.target
    if target.load and weights and weights.at_hand:
        # If all weights are heavier, keep the library's first load: nobody begins with more than is
        # light.
        target = replace(target, load=min(target.load, weights.at_or_below(target.load)))
    return target


def _scope(
    each: ExerciseDose, start: Dose, weights: Weights | None, care: Care, most: int | None
) -> Scope:
    """Return what an exercise allows; `most`: the sets for which a session has time."""
    exercise = each.exercise
    span, height = exercise.dose.target, exercise.dose.step_height_cm
    if height and care.cautions & LOW_STEPS:
        height = height._replace(hi=height.lo)
    return Scope(
        slug=exercise.slug,
        lo=int(span.lo),
        hi=int(span.hi),
        sets=start.sets,
        max_sets=max(start.sets, min(exercise.dose.sets.hi, most or exercise.dose.sets.hi)),
        tempo=each.dose.tempo,
        measure=Measure(each.dose.measure),
        load=LoadNeed(exercise.load),
        weights=weights,
        first_load_at_most=_first_load_at_most(exercise),
        bands=0 if exercise.is_helped else BANDS,
        min_height_cm=Decimal(height.lo if height else 0),
        max_height_cm=Decimal(height.hi if height else 0),
        has_easier=exercise.easier_id is not None,
        has_harder=bool(each.harder),
    )


def _first_load_at_most(exercise: Exercise) -> Decimal:
    """Return the heaviest first weight in kg that is still light."""
    start = exercise.dose.start_load_kg
    return start.hi if start else LIGHT_KG
