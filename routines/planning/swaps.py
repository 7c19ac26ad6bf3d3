"""What may take an exercise's place in a session (brief.md B, "Swaps when a pattern hurts")."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from exercises.vocabulary import Caution, Equipment, Pattern

# Kinder places to go to, the nearest first, where a whole pattern hurts.
WHEN_IT_HURTS: Mapping[Pattern, tuple[str, ...]] = {
    Pattern.SQUAT: ("leg-press", "glute-bridge"),
    Pattern.HINGE: ("glute-bridge",),
    Pattern.LUNGE: ("step-up-assisted", "sit-to-stand"),
    Pattern.STEP: ("sit-to-stand",),
    Pattern.CALF: ("seated-calf-raise",),
    Pattern.CORE: ("dead-bug", "bird-dog", "mcgill-curl-up"),
}


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A strength exercise as the choice sees it; `easier` is its neighbour's slug."""

    slug: str
    pattern: Pattern
    equipment: frozenset[Equipment]
    cautions: frozenset[Caution] = frozenset()
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
    """The slugs that may take its place, the best first: the easier ones of its ladder, then the
    others of its pattern, in the library's order, then those of other patterns that were
    `asked_for`. Where it hurts nothing of the pattern but what is easier, and then the kinder
    patterns. None twice, none that is in the session already (`taken`), none without its
    equipment, none that one of the person's `cautions` speaks against.
    """
    if slug not in library:
        return ()
    pattern = library[slug].pattern
    beyond = (
        WHEN_IT_HURTS.get(pattern, ())
        if hurts
        else [
            *(each.slug for each in library.values() if each.pattern == pattern),
            *(slug for slug in library if slug in asked_for),
        ]
    )
    found = dict.fromkeys([*_easier_ones(slug, library), *beyond])
    return tuple(
        each
        for each in found
        if each in library
        and each != slug
        and each not in taken
        and library[each].equipment <= at_hand
        and not library[each].cautions & cautions
    )


def _easier_ones(slug: str, library: Mapping[str, Candidate]) -> Iterator[str]:
    """Down the ladder, one rung after the other."""
    below = library[slug].easier
    while below is not None and below in library:
        yield below
        below = library[below].easier
