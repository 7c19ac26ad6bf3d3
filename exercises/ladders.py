"""Order exercises as pages show them: by pattern, then by ladder."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from exercises.labels import PATTERNS
from exercises.models import Exercise
from exercises.vocabulary import Pattern


@dataclass(frozen=True)
class ShelfGroup:
    """Exercises that are shown together: a ladder, easier to harder, or those of a pattern
    without one."""

    exercises: list[Exercise]
    is_ladder: bool


@dataclass(frozen=True)
class Shelf:
    """Exercises under one heading: those of a pattern, ladders of two or more first.

    `key` is the word for it in ids, `name` its heading.
    """

    key: str
    name: str | Promise
    groups: list[ShelfGroup]

    @property
    def slugs(self) -> list[str]:
        return [exercise.slug for group in self.groups for exercise in group.exercises]


def ladders(exercises: Iterable[Exercise]) -> list[list[Exercise]]:
    """Return chains of exercises that name each other as easier and harder, ordered by their first
    one.

    A side branch, whose neighbours name another exercise, is a chain of its own.
    """
    ordered = sorted(exercises, key=lambda exercise: exercise.position)
    by_slug = {exercise.slug: exercise for exercise in ordered}

    def above(exercise: Exercise) -> Exercise | None:
        harder = by_slug.get(exercise.harder_id or "")
        return harder if harder and harder.easier_id == exercise.slug else None

    uppers = {upper.slug for exercise in ordered if (upper := above(exercise))}
    chains = []
    for foot in ordered:
        if foot.slug in uppers:
            continue
        chain, step = [foot], above(foot)
        while step:
            chain.append(step)
            step = above(step)
        chains.append(chain)
    return chains


def shelves(
    exercises: Iterable[Exercise], wanted: Container[str], named: Container[str] = ()
) -> list[Shelf]:
    """Return the exercises whose slugs are `wanted` on shelves in the order of `Pattern`, without
    empty ones.

    Shelves with a `named` exercise come first. Give all exercises: a ladder keeps its order when
    one of its rungs isn't wanted.
    """
    rungs: dict[Pattern, list[list[Exercise]]] = {pattern: [] for pattern in Pattern}
    for chain in ladders(exercises):
        rungs[Pattern(chain[0].pattern)].append([each for each in chain if each.slug in wanted])
    found = [
        Shelf(f"pattern-{pattern}", PATTERNS[pattern], _groups(chains))
        for pattern, chains in rungs.items()
        if any(chains)
    ]
    return sorted(found, key=lambda shelf: not any(slug in named for slug in shelf.slugs))


def _groups(chains: list[list[Exercise]]) -> list[ShelfGroup]:
    groups = [ShelfGroup(chain, is_ladder=True) for chain in chains if len(chain) > 1]
    if singles := [chain[0] for chain in chains if len(chain) == 1]:
        groups.append(ShelfGroup(singles, is_ladder=False))
    return groups
