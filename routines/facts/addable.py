"""The exercises that a person may add to a running session, and why others are locked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accounts.models import User
from exercises.filters import find
from exercises.models import Exercise
from exercises.vocabulary import Caution, Phase
from routines.facts.cautions import is_never_for
from routines.facts.clearance import care_for
from routines.facts.lately import done_lately
from routines.facts.unlocks import is_open, still_locked
from routines.models import Session, SessionItem

MOST_SHOWN = 30


class Lock(StrEnum):
    """Why an exercise can't be added. UNLOCK: easier ones or a professional's look come first.
    CAUTION: nothing makes it fit for the person's cautions."""

    UNLOCK = "unlock"
    CAUTION = "caution"


@dataclass(frozen=True, kw_only=True)
class Addable:
    """An exercise that was found; `lock` is why it can't be added, None if it can. `is_at_hand`:
    the plan's equipment is enough for it."""

    exercise: Exercise
    lock: Lock | None
    is_at_hand: bool


def lock_of(exercise: Exercise, user: User, cautions: frozenset[Caution], day: date) -> Lock | None:
    """Return why an exercise is locked for a person; None if it isn't. At most six queries."""
    return _lock(exercise, cautions, is_locked=not is_open(user, exercise, day))


def _lock(exercise: Exercise, cautions: frozenset[Caution], *, is_locked: bool) -> Lock | None:
    if is_never_for(exercise, cautions):
        return Lock.CAUTION
    return Lock.UNLOCK if is_locked else None


def addable(session: Session, query: str) -> list[Addable]:
    """Return the strength exercises that match a search, or else those done lately.

    Those that the session has are left out. One query for the locks, and six more for each locked
    exercise that a professional has checked.
    """
    user = session.user
    cautions = care_for(user).cautions
    known = Exercise.objects.known_to(user).filter(phase=Phase.STRENGTH)
    here = SessionItem.objects.filter(session=session, swapped_at=None)
    others = known.exclude(pk__in=here.values("exercise"))
    slugs = find(others.for_list(), {"q": query}).slugs if query else done_lately(user)
    found = others.in_bulk(list(slugs))
    matching = [found[slug] for slug in slugs if slug in found]
    if query:
        matching.sort(key=lambda each: each.position)
    shown = matching[:MOST_SHOWN]
    locked = still_locked(user, shown, session.local_date)
    at_hand = session.plan.equipment if session.plan else []
    return [
        Addable(
            exercise=each,
            lock=_lock(each, cautions, is_locked=each.slug in locked),
            is_at_hand=not session.plan or each.fits(at_hand),
        )
        for each in shown
    ]
