"""The link to a routine, and the routines that came by one."""

import secrets
from typing import ClassVar

from django.db import models

from routines.models import Routine
from routines.models.merging import Merging, Rule
from routines.models.owned import Owned, OwnedQuerySet


def new_token() -> str:
    """Return 16 random bytes in hexadecimal: nobody guesses them, and a code on paper stays
    coarse enough for any camera."""
    return secrets.token_hex(16)


class ShareQuerySet(OwnedQuerySet["Share"]):
    def at(self, token: str) -> "ShareQuerySet":
        """Filter by the token, which is all that a reader needs; a closed account shares
        nothing."""
        return self.filter(token=token, user__is_active=True).select_related("routine")


class Share(Owned):
    """The link by which anybody reads a routine. Switching it off deletes the row.

    `with_notes`: the page shows the notes beside the exercises, too.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    routine = models.OneToOneField(Routine, models.CASCADE, related_name="share")
    token = models.CharField(max_length=32, unique=True, default=new_token)
    with_notes = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    objects: ClassVar = ShareQuerySet.as_manager()

    def __str__(self) -> str:
        # Without the token, which would give access to anyone who reads the logs.
        return f"link to {self.routine_id}"


class ReceivedQuerySet(OwnedQuerySet["Received"]):
    """Named so that mypy finds it behind a related manager."""


class Received(Owned):
    """Marks a person's routine that was copied from somebody's link."""

    merging: ClassVar[Merging] = Rule.MOVES
    routine = models.OneToOneField(Routine, models.CASCADE, related_name="received")
    received_at = models.DateTimeField()

    objects: ClassVar = ReceivedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"received: {self.routine_id}"
