"""The tokens of the API: make one, switch it off, note that it was used."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts import proof
from accounts.actions import lock_person
from accounts.digests import digest_of
from accounts.models import User
from exchange.models import MOST_TOKENS, ApiToken, Scope
from exchange.models.api_token import USE_NOTED_EVERY, new_secret


class TooManyTokens(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """The person has as many tokens as fit; one has to be switched off first."""


@transaction.atomic
def make_token(*, user: User, name: str, scopes: Collection[str], days: int, now: datetime) -> str:
    """Make a token that ends after some days, and return its secret, which is stored nowhere.

    Tokens that have ended are deleted. Raises TooManyTokens and AddressNotProven.
    """
    lock_person(user)
    proof.need(user)
    tokens = ApiToken.objects.of(user)
    tokens.filter(ends_at__lte=now).delete()
    if tokens.count() >= MOST_TOKENS:
        raise TooManyTokens
    secret = new_secret()
    ApiToken.objects.create(
        user=user,
        digest=digest_of(secret),
        name=name,
        scopes=" ".join(scope for scope in Scope if scope in scopes),
        made_at=now,
        ends_at=now + timedelta(days=days),
    )
    return secret


def switch_off_token(*, token: ApiToken) -> None:
    """End a token at once."""
    ApiToken.objects.of(token.user).filter(pk=token.pk).delete()


def note_use(*, token: ApiToken, now: datetime) -> None:
    """Store when a token was used, once an hour at most: a read shouldn't cost a write each
    time."""
    if token.used_at is not None and token.used_at > now - USE_NOTED_EVERY:
        return
    old = Q(used_at=None) | Q(used_at__lte=now - USE_NOTED_EVERY)
    ApiToken.objects.of(token.user).filter(old, pk=token.pk).update(used_at=now)
