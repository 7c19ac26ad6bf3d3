"""What a person wants to be reminded of, when, and how."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from reminders.planning.kinds import Kind
from routines.models.merging import Merging, OneEach
from routines.models.owned import Owned

KINDS = [(each.value, each.name) for each in Kind]


class ReminderSetting(Owned):
    """One kind of reminder of a person. Without a row, and with neither way, it is off.

    `at`: the person's own time of day. `next_at`: when to look next whether there is something to
    remind of, None while it is off; worked out for `time_zone`, so anew if the person's is another,
    and at `worked_out_at`, so anew if the server's clock was set back since.
    `last_on`: the person's local day on which the last one was made; `told_on`: that of the last
    one that went out, kept for tests alone.
    """

    merging: ClassVar[Merging] = OneEach(
        by=("kind",), gives_way=Q(by_mail=False, by_push=False), either=("by_push",)
    )
    kind = models.CharField(max_length=8, choices=KINDS)
    at = models.TimeField()
    by_mail = models.BooleanField(default=False)
    by_push = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=64)
    next_at = models.DateTimeField(null=True, blank=True, db_index=True)
    worked_out_at = models.DateTimeField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="remindersetting_one_a_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=[value for value, _name in KINDS]),
                name="remindersetting_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at}"
