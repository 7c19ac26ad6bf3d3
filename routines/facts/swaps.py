"""The exercises that may replace another in a session."""

from collections.abc import Collection, Iterable

from exercises.models import Exercise
from exercises.vocabulary import Caution, Equipment, Pattern, Support
from routines.facts.prescriptions import strength_among
from routines.facts.unlocks import is_open, waits_for_check
from routines.models import SessionItem
from routines.planning.swaps import Candidate, swaps

Swapped = tuple[SessionItem, SessionItem]


def offered_swaps(
    item: SessionItem,
    *,
    hurts: bool,
    cautions: frozenset[Caution],
    asked_for: Collection[str] = (),
) -> list[Exercise]:
    """Return the exercises that may replace an item's, the best first.

    Of the same pattern, or `asked_for`, with the plan's equipment, free of the person's cautions,
    not already in this session, and unlocked; the person's own ones as well. If it hurts, gentler
    ones of the library. Two queries, and six more for each locked one that a professional has
    checked.
    """
    every = Exercise.objects.library() if hurts else Exercise.objects.known_to(item.user_id)
    waits = waits_for_check(item.user_id, keep=item.exercise_id)
    # The item's own exercise first, because it may be retired.
    library = {item.exercise_id: item.exercise, **strength_among(every.exclude(waits))}
    plan = item.session.plan
    words = plan.equipment if plan else list(Equipment)
    staying = SessionItem.objects.filter(session=item.session_id, swapped_at=None)
    found = swaps(
        item.exercise_id,
        library={slug: candidate(each) for slug, each in library.items()},
        at_hand=frozenset(Equipment(word) for word in words),
        taken=set(staying.values_list("exercise_id", flat=True)),
        hurts=hurts,
        cautions=cautions,
        asked_for=asked_for,
    )
    exercises = [library[slug] for slug in found]
    day = item.session.local_date
    return [each for each in exercises if not each.unlock or is_open(item.user, each, day)]


def candidate(exercise: Exercise) -> Candidate:
    """Return an exercise as the choice of a swap sees it."""
    return Candidate(
        slug=exercise.slug,
        pattern=Pattern(exercise.pattern),
        equipment=frozenset(Equipment(word) for word in exercise.equipment),
        any_of=frozenset(Equipment(word) for word in exercise.any_of),
        cautions=frozenset(Caution(word) for word in exercise.caution),
        support=Support(exercise.support or Support.DOWN),
        easier=exercise.easier_id,
    )


def swapped(items: Iterable[SessionItem]) -> list[Swapped]:
    """Return the differences from the plan: pairs of the prescribed item and its last
    substitute."""
    by_key = {item.pk: item for item in items}
    found = []
    for last in by_key.values():
        first = last
        while first.instead_of_id in by_key:
            first = by_key[first.instead_of_id]
        if last.swapped_at is None and first.exercise_id != last.exercise_id:
            found.append((first, last))
    return found
