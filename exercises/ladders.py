"""Puts exercises in the order in which a page shows them: by pattern, then by ladder."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from exercises.models import Exercise
from exercises.vocabulary import Pattern


@dataclass(frozen=True)
class Shelf:
    """Exercises of one pattern: ladders of two and more, easier to harder, and the rest."""

    pattern: Pattern
    ladders: list[list[Exercise]] = field(default_factory=list)
    singles: list[Exercise] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(map(len, self.ladders)) + len(self.singles)


def ladders(exercises: Iterable[Exercise]) -> list[list[Exercise]]:
    """Chains of exercises that name each other as easier and harder, by their first one's place.

    A side branch, whose neighbours name somebody else, is a chain of its own.
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


def shelves(exercises: Iterable[Exercise], wanted: Callable[[Exercise], bool]) -> list[Shelf]:
    """The wanted ones of `exercises`, in the order of `Pattern`, without empty shelves. Give all
    exercises: a ladder keeps its order when one of its rungs is not wanted.
    """
    found: dict[Pattern, Shelf] = {pattern: Shelf(pattern) for pattern in Pattern}
    for chain in ladders(exercises):
        shelf, rungs = found[Pattern(chain[0].pattern)], list(filter(wanted, chain))
        if len(rungs) > 1:
            shelf.ladders.append(rungs)
        else:
            shelf.singles.extend(rungs)
    return [shelf for shelf in found.values() if shelf.count]
