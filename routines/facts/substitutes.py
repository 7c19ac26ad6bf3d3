"""What stands in for an exercise in a session: where it is locked (brief.md B), and where the back
hurts before the session (D2)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from exercises.models import Exercise
from exercises.vocabulary import Equipment, Pattern, Phase
from routines.facts.back_state import BackState
from routines.facts.clearance import Care
from routines.facts.next_targets import NextTarget, next_targets, take_on_least
from routines.facts.prescriptions import prescribed_for
from routines.facts.units import unit_for
from routines.facts.unlocks import is_open
from routines.models import Plan, Prescription
from routines.planning.readiness import Rung, reduced_rung

Library = Mapping[str, Exercise]


def with_substitutes(
    prescriptions: Sequence[Prescription],
    plan: Plan,
    care: Care,
    back: BackState,
    *,
    is_reduced: bool,
) -> tuple[list[Prescription], dict[str, NextTarget]]:
    """The prescriptions of a day as a session may have them, with their sets as they were; and by
    slug what what stands in is told and held by: it begins at its light dose, with less where its
    own history asks for less. The plan's own rows stay. `back` are those of all the time.

    No query where nothing is locked and the session isn't reduced; one else, seven for a locked
    exercise, five where any stands in.
    """
    locked = {
        each.exercise_id
        for each in prescriptions
        if each.is_strength and not is_open(plan.user, each.exercise, back.today)
    }
    if not locked and not is_reduced:
        return list(prescriptions), {}
    planned = {each.position: each.exercise for each in prescriptions}
    library = {each.slug: each for each in Exercise.objects.current().filter(phase=Phase.STRENGTH)}
    open_ones = {slug: each for slug, each in library.items() if not each.unlock}
    day = list(_stood_in(prescriptions, plan, care, open_ones, locked))
    if is_reduced:
        day = list(_reduced(day, plan, care, open_ones))
    others = [each for each in day if each.exercise_id != planned[each.position].pk]
    found = next_targets(plan, others, back) if others else {}
    for each in others:
        name = planned[each.position].name if planned[each.position].pk in locked else ""
        found[each.exercise_id] = _least(each, found[each.exercise_id], name)
    return day, found


def _least(each: Prescription, aim: NextTarget, locked: str) -> NextTarget:
    """Its reason is told where pain holds it; `locked` names what it stands in for."""
    take_on_least(each, aim)
    why = aim.why if aim.allowed is not None else {}
    return replace(aim, why=why | {"locked": locked} if locked else why)


def _stood_in(
    prescriptions: Sequence[Prescription],
    plan: Plan,
    care: Care,
    library: Library,
    locked: set[str],
) -> Iterator[Prescription]:
    """With the nearest easier exercise for what is locked; without it where there is none."""
    taken = {each.exercise_id for each in prescriptions}
    for each in prescriptions:
        if each.exercise_id not in locked:
            yield each
            continue
        easier = _easier(each.exercise, library, plan, care, taken)
        if found := next(easier, None):
            _exchange(each, library[found.slug], plan, care)
            taken.add(found.slug)
            yield each


def _reduced(
    prescriptions: Sequence[Prescription], plan: Plan, care: Care, library: Library
) -> Iterator[Prescription]:
    """With easier variants, and without what is too much before a session that hurts."""
    taken = {each.exercise_id for each in prescriptions}
    for each in prescriptions:
        if not each.is_strength:
            yield each
            continue
        own = Rung(
            slug=each.exercise_id,
            pattern=Pattern(each.exercise.pattern),
            load=each.load or Decimal(0),
        )
        found = reduced_rung([own, *_easier(each.exercise, library, plan, care, taken)])
        if found is None:
            continue
        if found != own:
            _exchange(each, library[found.slug], plan, care)
            taken.add(found.slug)
        yield each


def _easier(
    exercise: Exercise, library: Library, plan: Plan, care: Care, taken: set[str]
) -> Iterator[Rung]:
    """Down the ladder what fits and isn't in the session yet, with the weight that each begins
    with."""
    slug = exercise.easier_id
    while slug is not None and slug in library:
        easier = library[slug]
        if slug not in taken and _is_fit(easier, plan, care):
            load = prescribed_for(easier, plan.user, careful=care.careful)["load"] or Decimal(0)
            yield Rung(slug=slug, pattern=Pattern(easier.pattern), load=load)
        slug = easier.easier_id


def _is_fit(exercise: Exercise, plan: Plan, care: Care) -> bool:
    """Whether there is the equipment for it, and no caution speaks against it."""
    at_hand = {Equipment(word) for word in plan.equipment}
    return at_hand >= set(exercise.equipment) and not care.cautions & set(exercise.caution)


def _exchange(prescription: Prescription, exercise: Exercise, plan: Plan, care: Care) -> None:
    unit = unit_for(exercise, plan)
    values = prescribed_for(exercise, plan.user, careful=care.careful, unit=unit)
    for name, value in (values | {"sets": prescription.sets}).items():
        setattr(prescription, name, value)
    prescription.exercise = exercise
