"""The exercises that a person may add to a day of a routine, with the cautions about each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from exercises.models import Exercise
from exercises.vocabulary import Caution, Phase
from routines.facts.cautions import cautions_against, is_never_for
from routines.facts.clearance import Care
from routines.facts.unlocks import still_locked


@dataclass(frozen=True, kw_only=True)
class Pick:
    """An exercise that may be added. `is_there`: the day has it already.

    `waits`: it is locked until a professional has looked at the person's form, and more.
    `never_with`: those of the person's cautions that rule it out without another way to do it.
    `cautions`: those with which it is done differently.
    """

    exercise: Exercise
    is_there: bool
    waits: bool
    never_with: frozenset[Caution]
    cautions: frozenset[Caution]

    @property
    def is_locked(self) -> bool:
        return self.waits or bool(self.never_with)


def strength_exercises(user: User) -> list[Exercise]:
    """Return the exercises that a person may add to a day, in the library's order. One query."""
    return list(
        Exercise.objects.known_to(user).filter(phase=Phase.STRENGTH).defer("setup", "movement")
    )


def picks(
    user: User, exercises: Sequence[Exercise], care: Care, there: Iterable[str], today: date
) -> list[Pick]:
    """Return the exercises, each with its locks and cautions.

    One query if one of them is locked at first, and six more for each of these that a professional
    has checked.
    """
    locked = still_locked(user, exercises, today)
    taken, found = set(there), []
    for each in exercises:
        never = is_never_for(each, care.cautions)
        against = cautions_against(each, care.cautions) or care.cautions if never else frozenset()
        found.append(
            Pick(
                exercise=each,
                is_there=each.slug in taken,
                waits=each.slug in locked,
                never_with=against,
                cautions=cautions_against(each, care.cautions),
            )
        )
    return found
