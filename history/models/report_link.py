"""The links by which somebody reads a person's sheet for an appointment."""

import secrets
from collections.abc import Collection
from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.digests import digest_of
from history.planning.report import Interval, Part
from routines.models.merging import Merging, Rule
from routines.models.owned import HealthData, OwnedQuerySet

MOST_LINKS = 10  # of one person at a time


def new_token() -> str:
    """Return 16 random bytes in hexadecimal, which nobody guesses."""
    return secrets.token_hex(16)


class ReportLinkQuerySet(OwnedQuerySet["ReportLink"]):
    def standing(self, now: datetime) -> "ReportLinkQuerySet":
        """Filter the links that haven't ended; a closed account has none."""
        return self.filter(ends_at__gt=now, user__is_active=True).select_related("user")

    def at(self, token: str, now: datetime) -> "ReportLinkQuerySet":
        """Filter by the token, which is all that a reader needs."""
        return self.standing(now).filter(digest=digest_of(token))


class ReportLink(HealthData):
    """A link to a sheet about the days from `first` to `last`. Switching it off deletes the row.

    `digest` is all that is kept of its token. `parts` holds the letters of `Part`.
    It leads to health data, so it is made with consent only and goes with it.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    digest = models.CharField(max_length=64, unique=True)
    first = models.DateField()
    last = models.DateField()
    parts = models.CharField(max_length=len(Part))
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects: ClassVar = ReportLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lte=models.F("last")), name="reportlink_days_ascend"
            ),
        ]

    def __str__(self) -> str:
        return f"link that ends on {self.ends_at:%Y-%m-%d}"

    @property
    def made_on(self) -> date:
        """The person's own date."""
        return self.user.local_date(self.made_at)

    @property
    def ends_on(self) -> date:
        return self.user.local_date(self.ends_at)

    @property
    def period(self) -> Interval:
        return Interval(first=self.first, last=self.last)

    @property
    def shown(self) -> Collection[Part]:
        """The parts of the sheet that it shows."""
        return tuple(Part(letter) for letter in self.parts)
