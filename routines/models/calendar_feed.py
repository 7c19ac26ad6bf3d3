"""A person's plan as a calendar that phones and computers subscribe to."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

from routines.models.merging import Merging, OneEach
from routines.models.owned import Owned, OwnedQuerySet


def new_token() -> str:
    """Return 32 random bytes in hexadecimal: some calendars put addresses in small letters."""
    return secrets.token_hex(32)


class CalendarFeedQuerySet(OwnedQuerySet["CalendarFeed"]):
    def at(self, token: str) -> "CalendarFeedQuerySet":
        """Filter by the token, which is all a reader needs; a closed account has no feed."""
        return self.filter(token=token, user__is_active=True).select_related("user")


class CalendarFeed(Owned):
    """The address and the settings of a person's calendar.

    `starts_at`: when sessions begin in the person's local time; null makes them last the whole day.

    `made_at` is raised by each new link and each changed setting. Together with a session's own
    `sequence` it tells a calendar which of two versions of an event is newer.
    """

    merging: ClassVar[Merging] = OneEach()
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.CharField(max_length=64, unique=True, default=new_token)
    with_rest_days = models.BooleanField(default=False)
    starts_at = models.TimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    objects: ClassVar = CalendarFeedQuerySet.as_manager()

    def __str__(self) -> str:
        # Without the token, which would give access to anyone who reads the logs.
        return f"calendar of {self.user_id}"
