"""Choosing when the days of a routine are trained: in turn, or each on its weekday."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction

from routines.actions.routine_rows import lock_routine, put_days
from routines.models import Routine
from routines.models.routine import Changed, What


@transaction.atomic
def choose_weekdays(
    *, routine: Routine, weekdays: Mapping[str, int], today: date, version: int
) -> Routine:
    """Give each day of a routine its weekday, by the day's letter, or let them take turns.

    A day without a weekday lets all take turns. The scheduler still chooses the dates. Raises
    OlderVersion.
    """
    changed = lock_routine(routine, version)
    days = [replace(day, weekday=weekdays.get(day.letter)) for day in changed.days]
    return put_days(changed, days, Changed(what=What.WEEKDAYS), today)
