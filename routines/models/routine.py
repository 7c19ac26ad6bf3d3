"""A routine: the exercises of one to four days, which a person trains by, changes and keeps."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from routines.models.merging import Merging, Rule
from routines.models.owned import Owned, OwnedQuerySet
from routines.models.prescribed import Prescribed
from routines.planning.dose import Dose
from routines.planning.programmes import STARTER_DAYS, Level, ProgrammeDay
from routines.planning.turns import RoutineDay

LEVELS = [(level.value, level.value) for level in Level]
DAYS = [(day.value, day.value) for day in ProgrammeDay]
MOST_CHANGES = 20  # that are remembered


class What(StrEnum):
    """What was changed in a routine."""

    RENAMED = "renamed"
    ADDED = "added"
    COPIED = "copied"
    REMOVED = "removed"
    MOVED = "moved"
    JOINED = "joined"
    ALONE = "alone"
    FIGURES = "figures"
    PUT_BACK = "put_back"
    DAY_ADDED = "day_added"
    DAY_CHANGED = "day_changed"
    DAY_REMOVED = "day_removed"
    WEEKDAYS = "weekdays"


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One change of a routine, which made this `version` of it.

    `day` and `name`: the day's letter and the name of the exercise or the day, "" if it concerns
    none. `rows` holds the columns of what was removed, and `removed` the removed day itself, so
    that it can be put back; empty once it was, and once something else was removed. `beside`: the
    slugs of the exercises with which the removed one was done in turn.
    """

    version: int = 0
    what: What
    day: str = ""
    name: str = ""
    rows: tuple[dict[str, Any], ...] = ()
    removed: dict[str, Any] | None = None
    beside: tuple[str, ...] = ()

    @property
    def can_be_undone(self) -> bool:
        return bool(self.rows or self.removed)


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

    merging: ClassVar[Merging] = Rule.MOVES
    name = models.CharField(max_length=60, blank=True)
    starter = models.CharField(max_length=2, choices=LEVELS, blank=True)
    version = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)
    # One to four, always read with their routine and never asked for alone.
    day_data = models.JSONField(default=starter_days)
    # `Changed`, the latest last.
    change_data = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)

    objects: ClassVar = RoutineQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name or self.starter

    def name_of(self, letter: str) -> str:
        """Return the person's own name of a day, "" without one."""
        return next((day.name for day in self.days if day.letter == letter), "")

    @property
    def days(self) -> tuple[RoutineDay, ...]:
        """Its days in order."""
        return tuple(
            RoutineDay(**day | {"letter": ProgrammeDay(day["letter"])}) for day in self.day_data
        )

    @property
    def changes(self) -> tuple[Changed, ...]:
        """Its last changes, the latest last."""
        return tuple(
            Changed(
                **each
                | {
                    "what": What(each["what"]),
                    "rows": tuple(each["rows"]),
                    "beside": tuple(each["beside"]),
                }
            )
            for each in self.change_data
        )

    def changes_since(self, version: int) -> tuple[Changed, ...]:
        """Return what was changed after a version of the routine."""
        return tuple(each for each in self.changes if each.version > version)

    def remember(self, change: Changed) -> None:
        """Add a change that makes the next version. Only the last removal can be undone."""
        self.version += 1
        earlier = self.changes
        if change.can_be_undone:
            earlier = tuple(replace(each, rows=(), removed=None) for each in earlier)
        kept = [*earlier, replace(change, version=self.version)]
        self.change_data = [asdict(each) for each in kept[-MOST_CHANGES:]]


class PrescriptionQuerySet(OwnedQuerySet["Prescription"]):
    """Named so that mypy finds it behind a related manager."""


class Prescription(Owned, Prescribed):
    """One exercise on a day of a routine.

    `instead_of`: the programme's own exercise, if its equipment was not at hand. Neighbours with
    the same `superset` are done in turn, with no rest until the last of them; 0 alone. `note` is
    the person's own.

    `start_data`: the figures that it had before the person first set their own; None if they never
    did. Targets are worked out from these, and the person's figures are a `TargetOverride`, so
    that setting them never changes the results of earlier sessions. `is_set_ahead`: the person set
    them while no plan used the routine, so the override is still to be made.
    """

    merging: ClassVar[Merging] = Rule.MOVES
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
    start_data = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    is_set_ahead = models.BooleanField(default=False)

    objects: ClassVar = PrescriptionQuerySet.as_manager()

    class Meta(Prescribed.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.programme_day} {self.position}: {self.exercise_id}"

    @property
    def start(self) -> Dose | None:
        """The dose from which targets are worked out, if the person set other figures since."""
        if self.start_data is None:
            return None
        decimals = {name: self.start_data[name] for name in ("load", "height_cm")}
        exact = {name: None if it is None else Decimal(it) for name, it in decimals.items()}
        return replace(self.dose, **self.start_data | exact)
