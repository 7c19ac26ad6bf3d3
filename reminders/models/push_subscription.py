"""The browsers that a person is reminded in."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import BrowserSession
from routines.models.merging import Merging, Rule
from routines.models.owned import Owned, OwnedQuerySet

MOST_DEVICES = 20  # of one person


class Tried(models.TextChoices):
    """What became of a test that a person asked for."""

    ASKED = "asked", _("on its way")
    TAKEN = "taken", _("handed over")
    LATER = "later", _("no answer")
    REFUSED = "refused", _("refused")
    GONE = "gone", _("not known any more")


class PushSubscriptionQuerySet(OwnedQuerySet["PushSubscription"]):
    def standing(self, now: datetime) -> Self:
        """Filter those whose browser is still logged in, and as the same person."""
        log_ins = BrowserSession.objects.filter(
            user=OuterRef("user"), browser=OuterRef("browser"), expire_date__gt=now
        )
        return self.filter(Exists(log_ins), user__is_active=True)


class PushSubscription(Owned):
    """A browser that takes reminders, as long as it stays logged in (`BrowserSession.browser`).

    `endpoint` is where its push service takes them, `p256dh` and `auth` are the keys that only the
    browser can read them with: who has the three can write to it. `failures` in a row began at
    `failing_since`; `not_before` is what the push service asked for. `test` is what became of the
    last test, at `test_at`.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=88)
    auth = models.CharField(max_length=24)
    browser = models.UUIDField(db_index=True)
    # "Firefox on Android"; empty if the browser didn't say.
    device = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()
    last_ok_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    test = models.CharField(max_length=8, choices=Tried.choices, blank=True)
    test_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = PushSubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [
            models.Index(
                fields=["test_at"],
                condition=models.Q(test=Tried.ASKED),
                name="pushsubscription_test_asked",
            )
        ]

    def __str__(self) -> str:
        # Without its address, which is a key.
        return f"browser since {self.made_at:%Y-%m-%d}"
