"""Choosing the unit of one exercise's weights (docs/decisions/0017). No stored load changes."""

from accounts.actions import lock_person
from accounts.models import User
from exercises.models import Exercise


def choose_unit(*, user: User, exercise: Exercise, unit: str) -> User:
    """Use `unit` for this exercise's weight, independently of the person's own unit."""
    lock_person(user)
    user.refresh_from_db(fields=["own_units"])
    user.own_units[exercise.slug] = unit
    user.save(update_fields=["own_units"])
    return user
