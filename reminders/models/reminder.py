"""A reminder on its way, and what became of it."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reminders.models.setting import KINDS
from reminders.planning.kinds import Via
from routines.models.merging import Merging, OneEach
from routines.models.owned import Owned, OwnedQuerySet

VIAS = [(each.value, each.name) for each in Via]


class Progress(models.TextChoices):
    """WAITING: to be sent at `try_at`. SENDING: handed to the provider, whose answer isn't here
    yet. HANDED_OVER: the provider took it. NOWHERE: there was no address or device. GIVEN_UP: it
    failed too often, or was too late. NOT_NEEDED: before it was sent, the session was begun, the
    plan changed or the person stopped it. UNKNOWN: the process or the connection ended before the
    provider answered; it isn't sent again.
    """

    WAITING = "waiting"
    SENDING = "sending"
    HANDED_OVER = "handed_over"
    NOWHERE = "nowhere"
    GIVEN_UP = "given_up"
    NOT_NEEDED = "not_needed"
    UNKNOWN = "unknown"


class ReminderQuerySet(OwnedQuerySet["Reminder"]):
    def due(self, now: datetime) -> "ReminderQuerySet":
        return self.filter(try_at__lte=now)


class Reminder(Owned):
    """One reminder by one way. It is written before anything is sent, so that nobody sends it
    twice.

    `day`: the local day that it is about. `try_at`: when to send it, None once that is over.
    `ends_at`: from then on it is too late. `tries`: how often sending was begun, `began_at` the
    last time.
    """

    merging: ClassVar[Merging] = OneEach(by=("kind", "day", "via"))
    kind = models.CharField(max_length=8, choices=KINDS)
    via = models.CharField(max_length=4, choices=VIAS)
    day = models.DateField()
    made_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    progress = models.CharField(
        max_length=11, choices=Progress.choices, default=Progress.WAITING.value
    )
    try_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ReminderQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["try_at"], condition=Q(try_at__isnull=False), name="reminder_waiting"
            ),
            models.Index(
                fields=["began_at"], condition=Q(progress="sending"), name="reminder_sending"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "day", "via"], name="reminder_one_a_kind_and_day"
            ),
            models.CheckConstraint(
                condition=Q(progress="waiting", try_at__isnull=False)
                | ~Q(progress="waiting") & Q(try_at=None),
                name="reminder_waits_for_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.via}: {self.day}"
