"""The unit in which an exercise's weight is asked for: a load keeps the unit it was typed in, and
what is still to be done is asked for in the unit of now. Nothing is stored when units are switched.
"""

from accounts.models import User
from exercises.models import Exercise
from routines.actions.schedule import one_at_a_time


def choose_unit(*, user: User, exercise: Exercise, unit: str) -> User:
    """Asks for this exercise's weight in `unit`, whatever the person's other weights are in."""
    one_at_a_time(user)
    user.refresh_from_db(fields=["own_units"])
    user.own_units[exercise.slug] = unit
    user.save(update_fields=["own_units"])
    return user
