"""The key of an authenticator that is being set up: kept in this browser, and not for long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest

from accounts.factors.codes import new_secret
from accounts.factors.sealed import WrongKey, seal, unseal

DRAFT = "authenticator_draft"  # in the session: the sealed key, and since when
LASTS = timedelta(minutes=30)


@dataclass(frozen=True)
class Draft:
    """`in_place_of_another`: the key that this browser was shown before has ended."""

    secret: str
    in_place_of_another: bool = False


def draft(request: HttpRequest, now: datetime) -> Draft:
    """Return the key that is being set up: the same one after a slip or a reload, a new one after
    half an hour."""
    kept = request.session.get(DRAFT)
    if secret := _standing(kept, now):
        return Draft(secret)
    secret = new_secret()
    request.session[DRAFT] = [seal(secret), int(now.timestamp())]
    # Who sends a code was shown a key, even if nothing is kept of it.
    return Draft(secret, in_place_of_another=kept is not None or request.method == "POST")


def forget_draft(request: HttpRequest) -> None:
    request.session.pop(DRAFT, None)


def _standing(kept: object, now: datetime) -> str | None:
    match kept:
        case [str(sealed), int(since)] if 0 <= now.timestamp() - since <= LASTS.total_seconds():
            pass
        case _:
            return None
    try:
        return unseal(sealed)
    except WrongKey:
        return None
