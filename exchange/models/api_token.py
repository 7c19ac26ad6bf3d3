"""The tokens with which a person's own programs use the API."""

import secrets
from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.digests import digest_of
from routines.models.merging import Merging, Rule
from routines.models.owned import Owned, OwnedQuerySet

MOST_TOKENS = 10  # of one person at a time
PREFIX = "bh_"  # so that scanners of published code know a token when they see one
USE_NOTED_EVERY = timedelta(hours=1)


class Scope(models.TextChoices):
    """What a token allows. One without HEALTH neither reads nor writes what says something about
    health."""

    READ = "read", _("Read: sessions and sets, the plan, routines and exercises")
    LOG = "log", _("Log: start and finish sessions, write and correct sets")
    HEALTH = "health", _("Health, too: pain, mornings and tests of your own")


def new_secret() -> str:
    """Return a new token, of 32 random bytes, which nobody guesses."""
    return PREFIX + secrets.token_hex(32)


class ApiTokenQuerySet(OwnedQuerySet["ApiToken"]):
    def standing(self, now: datetime) -> "ApiTokenQuerySet":
        """Filter the tokens that haven't ended; a closed account has none."""
        return self.filter(ends_at__gt=now, user__is_active=True)

    def at(self, secret: str, now: datetime) -> "ApiTokenQuerySet":
        """Filter by the secret, which is all that a program sends."""
        return self.standing(now).filter(digest=digest_of(secret)).select_related("user")


class ApiToken(Owned):
    """A token for one of the person's programs. Switching it off deletes the row.

    `digest` is all that is kept of its secret. `scopes` holds values of `Scope`, with spaces
    between. `used_at` is written once an hour at most.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=60)
    scopes = models.CharField(max_length=30)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField()

    objects: ClassVar = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        # Without its name, which the person chose, and without its secret.
        return f"token that ends on {self.ends_at:%Y-%m-%d}"

    @property
    def allowed(self) -> list[Scope]:
        return [Scope(word) for word in self.scopes.split()]

    def allows(self, *scopes: Scope) -> bool:
        """Return whether it has all of these scopes."""
        return set(scopes) <= set(self.allowed)

    @property
    def used_on(self) -> date | None:
        """The person's own date of the last use; None if it was never used."""
        return self.used_at and self.user.local_date(self.used_at)

    @property
    def ends_on(self) -> date:
        return self.user.local_date(self.ends_at)
