"""The substitutes in a session: for locked exercises (brief.md B), and for those that are too much
if the back hurts before the session (D2)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from exercises.models import Exercise
from exercises.vocabulary import Pattern
from routines.facts.back_state import BackState
from routines.facts.clearance import Care
from routines.facts.doses import ExerciseDose, first_dose
from routines.facts.next_targets import NextTarget
from routines.facts.prescriptions import strength_library
from routines.facts.units import unit_for
from routines.facts.unlocks import is_open
from routines.models import Plan
from routines.planning.readiness import Rung, reduced_rung
from routines.planning.why import Why

Library = Mapping[str, Exercise]


def with_substitutes(
    exercises: Sequence[ExerciseDose],
    plan: Plan,
    care: Care,
    back: BackState,
    *,
    is_reduced: bool,
) -> list[ExerciseDose]:
    """Return the exercises of a day with a substitute for each that is locked, and, in a reduced
    session, for each that is too much.

    A substitute has as many sets as the exercise that it replaces, and its light dose; see
    `held_by_history`. An exercise without a substitute is left out.

    No query if nothing is locked and the session isn't reduced. Otherwise one, and six for each
    locked exercise.
    """
    locked = {
        each.slug
        for each in exercises
        if each.dose.is_strength and not is_open(plan.user, each.exercise, back.today)
    }
    if not locked and not is_reduced:
        return list(exercises)
    library = strength_library()
    open_ones = {slug: each for slug, each in library.items() if not each.unlock}
    found = list(_unlocked(exercises, plan, care, open_ones, locked))
    if is_reduced:
        found = list(_reduced(found, plan, care, open_ones))
    planned = {each.position: each.exercise for each in exercises}
    for place, each in enumerate(found):
        replaced = planned[each.position]
        if each.exercise != replaced and replaced.slug in locked:
            found[place] = replace(each, why=Why(locked=replaced.name))
    return found


def substitutes_among(
    exercises: Iterable[ExerciseDose], planned: Iterable[ExerciseDose]
) -> list[ExerciseDose]:
    """Return the exercises that are not the planned ones of their positions."""
    slugs = {each.position: each.slug for each in planned}
    return [each for each in exercises if each.slug != slugs[each.position]]


def held_by_history(
    exercises: Iterable[ExerciseDose], targets: Mapping[str, NextTarget]
) -> list[ExerciseDose]:
    """Return the exercises, the substitutes with no more than their own targets, given by slug.

    A substitute has the target's reason only if pain limits it.
    """
    return [_held(each, targets[each.slug]) if each.slug in targets else each for each in exercises]


def _held(each: ExerciseDose, target: NextTarget) -> ExerciseDose:
    why = target.why if target.allowed is not None else Why(finds=target.why.finds)
    dose = target.at_most_on(each.dose)
    return replace(each, dose=dose, why=why.in_the_place_of(each.why))


def _unlocked(
    exercises: Sequence[ExerciseDose],
    plan: Plan,
    care: Care,
    library: Library,
    locked: set[str],
) -> Iterator[ExerciseDose]:
    """Yield the nearest easier exercise for each locked one that has any, and all others."""
    taken = {each.slug for each in exercises}
    for each in exercises:
        if each.slug not in locked:
            yield each
            continue
        easier = _easier(each.exercise, library, plan, care, taken)
        if found := next(easier, None):
            yield _replaced(each, library[found.slug], plan, care)
            taken.add(found.slug)


def _reduced(
    exercises: Sequence[ExerciseDose], plan: Plan, care: Care, library: Library
) -> Iterator[ExerciseDose]:
    """Yield easier variants for exercises that are too much when reduced, and all others."""
    taken = {each.slug for each in exercises}
    for each in exercises:
        if not each.dose.is_strength:
            yield each
            continue
        own = Rung(
            slug=each.slug,
            pattern=Pattern(each.exercise.pattern),
            load=each.dose.target.load,
        )
        found = reduced_rung([own, *_easier(each.exercise, library, plan, care, taken)])
        if found is None:
            continue
        if found == own:
            yield each
            continue
        yield _replaced(each, library[found.slug], plan, care)
        taken.add(found.slug)


def _easier(
    exercise: Exercise, library: Library, plan: Plan, care: Care, taken: set[str]
) -> Iterator[Rung]:
    """Yield the easier exercises that fit and aren't in the session yet, the next easier one first.

    Each has the load that it begins with.
    """
    slug = exercise.easier_id
    while slug is not None and slug in library:
        easier = library[slug]
        if slug not in taken and _is_fit(easier, plan, care):
            load = first_dose(easier, plan.user, careful=care.careful).load or Decimal(0)
            yield Rung(slug=slug, pattern=Pattern(easier.pattern), load=load)
        slug = easier.easier_id


def _is_fit(exercise: Exercise, plan: Plan, care: Care) -> bool:
    """Return whether the equipment is at hand and no caution rules the exercise out."""
    return exercise.fits(plan.equipment) and not exercise.is_ruled_out(care.cautions)


def _replaced(each: ExerciseDose, exercise: Exercise, plan: Plan, care: Care) -> ExerciseDose:
    """Return a substitute at its first dose, with the sets of the exercise it replaces."""
    first = first_dose(exercise, plan.user, careful=care.careful, unit=unit_for(exercise, plan))
    dose = replace(first, phase=each.dose.phase, sets=each.dose.sets)
    return replace(each, exercise=exercise, dose=dose, start=None, why=Why())
