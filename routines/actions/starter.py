"""Choosing the exercises of a starter programme, for the equipment and the cautions of a person."""

from dataclasses import replace

from accounts.models import User
from exercises.models import Exercise
from routines.facts.clearance import Care, care_for
from routines.facts.doses import first_dose
from routines.facts.prescriptions import choices_for, current_library
from routines.facts.units import unit_for
from routines.models import Plan, Prescription, Routine
from routines.planning.programmes import STARTER_DAYS, Place


def prescribe_starter(routine: Routine, plan: Plan, level: str) -> None:
    """Fill a routine with the exercises of a level's starter programme.

    The plan says what is at hand, and in which units its weights are marked.
    """
    care, library = care_for(plan.user), current_library()
    for day in STARTER_DAYS:
        choices = choices_for(level, plan.equipment, day, library, care)
        places = [each for each in choices if isinstance(each, Place)]
        Prescription.objects.bulk_create(
            Prescription(
                user=plan.user,
                routine=routine,
                programme_day=day,
                position=position,
                exercise=library[place.slug],
                instead_of_id=place.instead_of,
                **_columns(place, library[place.slug], plan, care),
            )
            for position, place in enumerate(places, start=1)
        )


def _columns(place: Place, exercise: Exercise, plan: Plan, care: Care) -> dict[str, object]:
    unit = unit_for(exercise, plan)
    first = first_dose(exercise, plan.user, careful=care.careful, unit=unit)
    return replace(first, phase=place.phase, sets=place.sets or first.sets).columns()


def remake_prescriptions(*, user: User) -> None:
    """Choose the exercises of the routine in use anew, with the person's present cautions.

    The log stays as it is; swaps that were kept by hand are lost with the old choice. A routine of
    the person's own stays as it is too: cautions lock its exercises, or say how to change them.
    """
    plan = Plan.objects.of(user).current().select_related("user", "routine").first()
    if plan and plan.routine.starter:
        plan.prescriptions.delete()
        prescribe_starter(plan.routine, plan, plan.routine.starter)
