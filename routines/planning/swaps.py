"""Which exercises may replace another in a session (brief.md B, "Swaps when a pattern hurts")."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from exercises.vocabulary import Caution, Equipment, Pattern, Support, is_enough, is_ruled_out

# Gentler exercises for when a whole pattern hurts, the nearest first.
WHEN_IT_HURTS: Mapping[Pattern, tuple[str, ...]] = {
    Pattern.SQUAT: ("leg-press", "glute-bridge"),
    Pattern.HINGE: ("glute-bridge",),
    Pattern.LUNGE: ("step-up-assisted", "sit-to-stand"),
    Pattern.STEP: ("sit-to-stand",),
    Pattern.BRIDGE: ("clamshell", "bird-dog"),
    Pattern.CALF: ("seated-calf-raise",),
    Pattern.CORE: ("dead-bug", "bird-dog", "mcgill-curl-up"),
}
# Patterns that train much the same muscles: theirs may replace an exercise, too.
BESIDE: Mapping[Pattern, tuple[Pattern, ...]] = {
    Pattern.HINGE: (Pattern.HAMSTRING,),
    Pattern.BRIDGE: (Pattern.HAMSTRING, Pattern.ABDUCTION, Pattern.ADDUCTION),
    Pattern.HAMSTRING: (Pattern.BRIDGE,),
    Pattern.ABDUCTION: (Pattern.ADDUCTION, Pattern.BRIDGE),
    Pattern.ADDUCTION: (Pattern.ABDUCTION, Pattern.BRIDGE),
    Pattern.STEP: (Pattern.BALANCE, Pattern.LUNGE),
    Pattern.CALF: (Pattern.BALANCE,),
}
# Exercises with this caution are done lying on the front, or nearly so.
PRONE = Caution.PREGNANCY_PRONE


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A strength exercise as the choice sees it; `easier` is its neighbour's slug."""

    slug: str
    pattern: Pattern
    equipment: frozenset[Equipment]
    any_of: frozenset[Equipment] = frozenset()
    cautions: frozenset[Caution] = frozenset()
    support: Support = Support.DOWN
    easier: str | None = None


def swaps(  # noqa: PLR0913 — all that a choice depends on
    slug: str,
    *,
    library: Mapping[str, Candidate],
    at_hand: frozenset[Equipment],
    taken: Collection[str],
    hurts: bool = False,
    cautions: frozenset[Caution] = frozenset(),
    asked_for: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the slugs that may replace an exercise, the best first.

    First the easier ones of its ladder, then the others of its pattern in the library's order, then
    those of patterns `BESIDE` it, then those of any pattern that were `asked_for`. If it hurts,
    only the easier ones, and then those of `WHEN_IT_HURTS`, none of them lying on the front. None
    appears twice; left out are those already in the session (`taken`), without equipment at hand,
    or ruled out by one of the person's `cautions`.
    """
    if slug not in library:
        return ()
    pattern = library[slug].pattern
    if hurts:
        cautions |= {PRONE}
        beyond = list(WHEN_IT_HURTS.get(pattern, ()))
    else:
        patterns = (pattern, *BESIDE.get(pattern, ()))
        beyond = [
            *(each.slug for one in patterns for each in library.values() if each.pattern == one),
            *(slug for slug in library if slug in asked_for),
        ]
    found = dict.fromkeys([*_easier_ones(slug, library), *beyond])
    return tuple(
        each
        for each in found
        if each in library
        and each != slug
        and each not in taken
        and is_enough(at_hand, needed=library[each].equipment, any_of=library[each].any_of)
        and not is_ruled_out(
            having=cautions, tags=library[each].cautions, support=library[each].support
        )
    )


def _easier_ones(slug: str, library: Mapping[str, Candidate]) -> Iterator[str]:
    """Yield the easier exercises down the ladder, one rung after the other."""
    below = library[slug].easier
    while below is not None and below in library:
        yield below
        below = library[below].easier
