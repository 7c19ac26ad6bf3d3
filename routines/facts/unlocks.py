"""Exercises that are locked at first, and what unlocks them for a person."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from exercises.models import Exercise
from routines.facts.back_state import back_state
from routines.facts.performances import performances, read_log
from routines.models import ProfessionalCheck
from routines.planning.unlocks import UnlockRule, UnlockState, unlock_state


def unlock_state_of(user: User, exercise: Exercise, today: date) -> UnlockState | None:
    """Return what is still missing to unlock an exercise; None if it is never locked. At most
    six queries."""
    if not exercise.unlock:
        return None
    unlock = UnlockRule(**exercise.unlock)
    checked = ProfessionalCheck.objects.of(user).filter(exercise=exercise).first()
    back = back_state(user, today)
    since = today - timedelta(weeks=unlock.weeks)
    log = read_log(each for each in back.done if each.day > since)
    pain_by_day: dict[date, int] = {}
    for done in performances(log, [unlock.requires], back, back.courses)[unlock.requires]:
        day, pain = done.performance.day, done.performance.pain
        pain_by_day[day] = max(pain, pain_by_day.get(day, 0))
    return unlock_state(
        unlock,
        pain_by_day=pain_by_day,
        usual_pain=back.course.baseline,
        checked_on=checked.day if checked else None,
        in_flare=back.in_flare or back.is_ramping,
        today=today,
    )


def waits_for_check(user: UUID, *, keep: str) -> Q:
    """Return the condition of exercises that stay locked because no professional has checked the
    person's form; never of the exercise `keep`."""
    checked = ProfessionalCheck.objects.filter(user=user, exercise=OuterRef("pk"))
    return Q(unlock__isnull=False) & ~Q(Exists(checked)) & ~Q(pk=keep)


def is_open(user: User, exercise: Exercise, today: date) -> bool:
    found = unlock_state_of(user, exercise, today)
    return found is None or found.is_open


def still_locked(user: User, exercises: Iterable[Exercise], today: date) -> set[str]:
    """Return the slugs of those exercises that are locked for a person.

    One query if one of them is locked at first, and six more for each of these that a professional
    has checked: the others stay locked until then.
    """
    waiting = [each for each in exercises if each.unlock]
    if not waiting:
        return set()
    checked = set(ProfessionalCheck.objects.of(user).values_list("exercise", flat=True))
    return {
        each.slug for each in waiting if each.slug not in checked or not is_open(user, each, today)
    }
