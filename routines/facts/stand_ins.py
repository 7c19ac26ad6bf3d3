"""What takes the place of an exercise that is left out for now, as it hurt much twice or even its
smallest dose was too much (brief.md D4, R1)."""

from collections.abc import Sequence
from dataclasses import replace

from exercises.models import Exercise
from exercises.vocabulary import Equipment
from routines.facts.clearance import Care
from routines.facts.doses import ExerciseDose, first_dose
from routines.facts.prescriptions import strength_library
from routines.facts.swaps import candidate
from routines.facts.units import unit_for
from routines.models import Plan
from routines.planning.swaps import swaps
from routines.planning.why import Why


def with_stand_ins(exercises: Sequence[ExerciseDose], plan: Plan, care: Care) -> list[ExerciseDose]:
    """Return the exercises of a day with a stand-in for each that is left out.

    That is the nearest easier one of its ladder, or else one for when its pattern hurts: with the
    equipment at hand, free of the person's cautions, never locked, not in the session yet, and at
    its light dose. If nothing fits, the exercise stays and is skipped. No query if nothing is
    left out, otherwise one.
    """
    if not any(each.left_out for each in exercises):
        return list(exercises)
    library = strength_library()
    candidates = {slug: candidate(each) for slug, each in library.items() if not each.unlock}
    taken = {each.slug for each in exercises}
    found = []
    for each in exercises:
        slugs = (
            swaps(
                each.slug,
                library={each.slug: candidate(each.exercise), **candidates},
                at_hand=frozenset(Equipment(word) for word in plan.equipment),
                taken=taken,
                hurts=True,
                cautions=care.cautions,
            )
            if each.left_out
            else ()
        )
        if slugs:
            taken.add(slugs[0])
        found.append(_stand_in(each, library[slugs[0]], plan, care) if slugs else each)
    return found


def _stand_in(each: ExerciseDose, exercise: Exercise, plan: Plan, care: Care) -> ExerciseDose:
    first = first_dose(exercise, plan.user, careful=care.careful, unit=unit_for(exercise, plan))
    why = Why(left_out=each.exercise.name, hurt_much=each.why.remove)
    dose = replace(first, phase=each.dose.phase)
    return replace(each, exercise=exercise, dose=dose, start=None, why=why)
