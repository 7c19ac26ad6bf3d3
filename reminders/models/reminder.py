"""A reminder on its way, and whether it was handed over."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from reminders.models.setting import KINDS
from reminders.planning.kinds import Via
from routines.models.merging import Merging, OneEach
from routines.models.owned import Owned

VIAS = [(each.value, each.name) for each in Via]


class Reminder(Owned):
    """One reminder by one way. It is written before anything is sent, so that nobody sends it
    twice.

    `day`: the local day that it is about. `try_at`: when it is due to be sent, None once it isn't
    any more. `ends_at`: from then on it is too late. `began_at`: when sending it was begun last;
    `tries` counts that. `handed_over_at`: when the mail server or a push service took it.
    """

    merging: ClassVar[Merging] = OneEach(by=("kind", "day", "via"))
    kind = models.CharField(max_length=8, choices=KINDS)
    via = models.CharField(max_length=4, choices=VIAS)
    day = models.DateField()
    made_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    try_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["try_at"], condition=Q(try_at__isnull=False), name="reminder_waiting"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "day", "via"], name="reminder_one_a_kind_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.via}: {self.day}"
