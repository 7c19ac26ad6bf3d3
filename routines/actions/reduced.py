"""A session with pain before it: easier variants, and nothing that is too much (brief.md D2)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from exercises.models import Exercise
from exercises.vocabulary import Equipment, Pattern, Phase
from routines.actions.clearance import Care
from routines.actions.plan import prescribed_for
from routines.models import Plan, Prescription
from routines.planning.readiness import Rung, reduced_rung


def reduced(
    prescriptions: Sequence[Prescription], plan: Plan, care: Care
) -> Iterator[Prescription]:
    """The prescriptions of a day as a reduced session has them, with their sets as they were; the
    plan's own rows stay. One query."""
    library = {each.slug: each for each in Exercise.objects.current().filter(phase=Phase.STRENGTH)}
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
        easier = [
            rung
            for rung in _easier(each.exercise, library, plan, care)
            if rung.slug not in taken and _is_fit(library[rung.slug], plan, care)
        ]
        found = reduced_rung([own, *easier])
        if found is None:
            continue
        if found != own:
            _exchange(each, library[found.slug], plan, care)
            taken.add(found.slug)
        yield each


def _easier(
    exercise: Exercise, library: Mapping[str, Exercise], plan: Plan, care: Care
) -> Iterator[Rung]:
    """Down the ladder, with the weight that each begins with."""
    slug = exercise.easier_id
    while slug is not None and slug in library:
        easier = library[slug]
        load = prescribed_for(easier, plan.user, careful=care.careful)["load"] or Decimal(0)
        yield Rung(slug=slug, pattern=Pattern(easier.pattern), load=load)
        slug = easier.easier_id


def _is_fit(exercise: Exercise, plan: Plan, care: Care) -> bool:
    """Whether there is the equipment for it, and no caution speaks against it."""
    at_hand = {Equipment(word) for word in plan.equipment}
    return at_hand >= set(exercise.equipment) and not care.cautions & set(exercise.caution)


def _exchange(prescription: Prescription, exercise: Exercise, plan: Plan, care: Care) -> None:
    values = prescribed_for(exercise, plan.user, careful=care.careful)
    for name, value in (values | {"sets": prescription.sets}).items():
        setattr(prescription, name, value)
    prescription.exercise = exercise
