"""What a person plans for a day: train, rest, away, ill."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q

from routines.models.merging import Merging, OneEach, Rule
from routines.models.owned import Owned


class Mark(models.TextChoices):
    """SESSION and MOVED_HERE pin a session to the day; the others keep the day free of sessions.

    A session that was moved leaves MOVED_AWAY on its own day and MOVED_HERE on the other: it counts
    in the week it was moved to.
    """

    SESSION = "session"
    MOVED_HERE = "moved_here"
    MOVED_AWAY = "moved_away"
    REST = "rest"
    AWAY = "away"
    ILL = "ill"


class DayAction(StrEnum):
    """What a person does with a day of the plan by hand. CLEAR: the day is the plan's again."""

    MOVE = "move"
    SESSION = "session"
    REST = "rest"
    AWAY = "away"
    ILL = "ill"
    CLEAR = "clear"


class DayState(StrEnum):
    """What a day of a week is for.

    GENTLE: planned, while the back flares up. MISSED: planned, passed, not done. DISMISSED: missed,
    and the person chose not to make up for it.
    """

    DONE = "done"
    PLANNED = "planned"
    GENTLE = "gentle"
    MISSED = "missed"
    DISMISSED = "dismissed"
    REST = "rest"


PINS = frozenset({Mark.SESSION, Mark.MOVED_HERE})


class DayMark(Owned):
    """A person's mark on one day. The plan is worked out from these marks and the log."""

    merging: ClassVar[Merging] = OneEach(by=("day",))
    # A number, unlike other rows: nobody outside names it.
    id = models.BigAutoField(  # type: ignore[assignment]
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )
    day = models.DateField()
    mark = models.CharField(max_length=10, choices=Mark.choices)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="daymark_one_a_day"),
            models.CheckConstraint(condition=Q(mark__in=Mark.values), name="daymark_known"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.mark}"

    @property
    def is_pin(self) -> bool:
        """Whether the person put a session on this day."""
        return self.mark in PINS


class PlanChange(Owned):
    """A change made by hand, so that it can be undone.

    `before`: {ISO day: mark or null}. `dismissed`: the keys of the planned sessions that it
    dismissed.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    made_at = models.DateTimeField()
    before = models.JSONField()
    dismissed = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.made_at}: {', '.join(self.before)}"
