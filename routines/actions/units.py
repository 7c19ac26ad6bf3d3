"""The unit in which an exercise's weight is asked for: a load keeps the unit it was typed in, and
what is still to be done is asked for in the unit of now. Nothing is stored when units are switched.
"""

from accounts.actions import lock_person
from accounts.models import User
from exercises.models import Exercise


def choose_unit(*, user: User, exercise: Exercise, unit: str) -> User:
    """Asks for this exercise's weight in `unit`, whatever the person's other weights are in."""
    lock_person(user)
    user.refresh_from_db(fields=["own_units"])
    user.own_units[exercise.slug] = unit
    user.save(update_fields=["own_units"])
    return user
