"""What a routine means for the person who is about to train by it."""

from collections.abc import Iterable
from datetime import date

from accounts.models import User
from exercises.models import Exercise
from exercises.vocabulary import Caution, Phase
from routines.facts.cautions import is_never_for
from routines.facts.unlocks import still_locked
from routines.models import Routine


def never_for(routine: Routine, cautions: Iterable[Caution]) -> set[str]:
    """Return the slugs of what a person with these cautions leaves out. One query."""
    mine = frozenset(cautions)
    return {each.slug for each in _strength(routine) if is_never_for(each, mine)}


def locked_in(routine: Routine, user: User, today: date) -> set[str]:
    """Return the slugs of what is locked for a person at first: a session has an easier one in its
    place. Two queries, and six more for each that a professional has checked."""
    return still_locked(user, _strength(routine), today)


def _strength(routine: Routine) -> list[Exercise]:
    rows = routine.prescriptions.filter(phase=Phase.STRENGTH).select_related("exercise")
    return list({row.exercise_id: row.exercise for row in rows}.values())
