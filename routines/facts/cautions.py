"""A person's cautions about an exercise, and how they may still do it."""

from collections.abc import Iterable

from exercises.models import Exercise
from exercises.vocabulary import UNSTEADY, Caution, Support


def cautions_against(exercise: Exercise, cautions: Iterable[Caution]) -> frozenset[Caution]:
    """Return those of a person's cautions that concern an exercise.

    A hand on a support is what an unsteady person needs: then nothing is to be changed for it.
    """
    found = frozenset(cautions) & {Caution(word) for word in exercise.caution}
    return found - UNSTEADY if exercise.support == Support.HELD else found


def is_never_for(exercise: Exercise, cautions: Iterable[Caution]) -> bool:
    """Return whether a person leaves an exercise out, and the library knows no other way to do
    it."""
    mine = frozenset(cautions)
    ways = cautions_against(exercise, mine) & exercise.changes.keys()
    return exercise.is_ruled_out(mine) and not ways
