"""What a person did beside strength training."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from history.planning.activities import LONGEST_NOTE, MOST_MINUTES, OF_HEALTH, Kind
from routines.models.merging import Merging, Rule
from routines.models.owned import HealthData, OwnedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class ActivityQuerySet(OwnedQuerySet["Activity"]):
    def standing(self) -> "ActivityQuerySet":
        """Filter out what was removed."""
        return self.filter(removed_at=None)


class Activity(HealthData):
    """A walk, an appointment for physiotherapy, a gentle day.

    The key comes from the page, so that sending it twice writes it once. `day` is the person's own.
    `minutes`: None if not given. No rule of the plan reads it.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    day = models.DateField()
    kind = models.CharField(max_length=13, choices=[(each.value, each.name) for each in Kind])
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["user", "day"], name="activity_user_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in Kind]), name="activity_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__range=(1, MOST_MINUTES)),
                name="activity_minutes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.kind}"

    @classmethod
    def about_health(cls, user: "User") -> ActivityQuerySet:
        return cls.objects.of(user).filter(kind__in=OF_HEALTH)
