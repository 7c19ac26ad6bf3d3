"""What a person plans for a day: train, rest, away, ill."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.keys import new_key

if TYPE_CHECKING:
    from accounts.models import User


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


PINS = frozenset({Mark.SESSION, Mark.MOVED_HERE})


class DayMarkQuerySet(models.QuerySet["DayMark"]):
    def of(self, user: "User") -> "DayMarkQuerySet":
        return self.filter(user=user)


class DayMark(models.Model):
    """A person's mark on one day. The plan is worked out from these marks and the log."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    mark = models.CharField(max_length=10, choices=Mark.choices)

    objects = DayMarkQuerySet.as_manager()

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


class PlanChangeQuerySet(models.QuerySet["PlanChange"]):
    def of(self, user: "User") -> "PlanChangeQuerySet":
        return self.filter(user=user)


class PlanChange(models.Model):
    """A change made by hand, so that it can be undone.

    `before`: {ISO day: mark or null}. `dismissed`: the keys of the planned sessions that it
    dismissed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    before = models.JSONField()
    dismissed = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = PlanChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.made_at}: {', '.join(self.before)}"
