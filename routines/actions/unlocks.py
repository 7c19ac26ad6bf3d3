"""Exercises that are locked at first, and what opens them for a person."""

from datetime import date, timedelta

from django.db.models import Max

from accounts.models import User
from exercises.models import Exercise
from routines.actions.course import back_facts
from routines.models import ProfessionalCheck, SessionItem
from routines.models.session import DONE
from routines.planning.unlocks import Lock, Unlock, lock


def lock_of(user: User, exercise: Exercise, today: date) -> Lock | None:
    """What an exercise still asks for; None where it was never locked. Five queries."""
    if not exercise.unlock:
        return None
    unlock = Unlock(**exercise.unlock)
    checked = ProfessionalCheck.objects.of(user).filter(exercise=exercise).first()
    since = today - timedelta(weeks=unlock.weeks)
    done = (
        SessionItem.objects.of(user)
        .filter(exercise=unlock.requires, session__status__in=DONE, session__local_date__gte=since)
        .exclude(set_logs=None)
        .values_list("session__local_date")
        .annotate(worst=Max("pain_high"))
        .order_by()
    )
    facts = back_facts(user, today)
    return lock(
        unlock,
        pain_by_day={day: worst or 0 for day, worst in done},
        usual_pain=facts.course.baseline,
        checked_on=checked.day if checked else None,
        in_flare=facts.in_flare or facts.is_ramping,
        today=today,
    )


def is_open(user: User, exercise: Exercise, today: date) -> bool:
    found = lock_of(user, exercise, today)
    return found is None or found.is_open
