"""A routine: the exercises of one to four days, which a person trains by, changes and keeps."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from routines.models.owned import Owned, OwnedQuerySet
from routines.models.prescribed import Prescribed
from routines.planning.programmes import STARTER_DAYS, Level, ProgrammeDay
from routines.planning.turns import RoutineDay

LEVELS = [(level.value, level.value) for level in Level]
DAYS = [(day.value, day.value) for day in ProgrammeDay]


def starter_days() -> list[dict[str, Any]]:
    """Return the days of a starter programme, as they are stored."""
    return stored_days(RoutineDay(letter=day) for day in STARTER_DAYS)


def stored_days(days: Iterable[RoutineDay]) -> list[dict[str, Any]]:
    return [asdict(each) for each in days]


class RoutineQuerySet(OwnedQuerySet["Routine"]):
    def kept(self) -> "RoutineQuerySet":
        """Filter out the routines that were put away."""
        return self.filter(archived_at=None)


class Routine(Owned):
    """What a person trains on which of its days.

    `starter`: the level of the starter programme from which the app chose the exercises, and
    chooses them anew for other cautions; "" once the person has changed them. `version` counts the
    changes, so that a page can tell that it shows an older one.
    """

    name = models.CharField(max_length=60, blank=True)
    starter = models.CharField(max_length=2, choices=LEVELS, blank=True)
    version = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)
    # One to four, always read with their routine and never asked for alone.
    day_data = models.JSONField(default=starter_days)

    objects: ClassVar = RoutineQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name or self.starter

    @property
    def days(self) -> tuple[RoutineDay, ...]:
        """Its days in order."""
        return tuple(
            RoutineDay(**day | {"letter": ProgrammeDay(day["letter"])}) for day in self.day_data
        )


class PrescriptionQuerySet(OwnedQuerySet["Prescription"]):
    """Named so that mypy finds it behind a related manager."""


class Prescription(Owned, Prescribed):
    """One exercise on a day of a routine.

    `instead_of`: the programme's own exercise, if its equipment was not at hand. Neighbours with
    the same `superset` are done in turn, with no rest until the last of them; 0 alone. `note` is
    the person's own.
    """

    # A number, unlike other rows: nobody outside names it.
    id = models.BigAutoField(  # type: ignore[assignment]
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )
    routine = models.ForeignKey(Routine, models.CASCADE, related_name="prescriptions")
    programme_day = models.CharField(max_length=1, choices=DAYS)
    instead_of = models.ForeignKey(
        "exercises.Exercise", models.SET_NULL, null=True, related_name="+"
    )
    superset = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)

    objects: ClassVar = PrescriptionQuerySet.as_manager()

    class Meta(Prescribed.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.programme_day} {self.position}: {self.exercise_id}"
