"""Devices from which somebody has logged in before.

Whoever guesses at a password from elsewhere uses up what strangers may try; the owner's own devices
are counted apart and get through. The cookie says which accounts a browser has logged in to; it
opens nothing by itself, and is worth nothing once the account is gone.
"""

import secrets
from typing import TypedDict
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.models import User

COOKIE = "device"
SALT = "accounts.devices"
A_YEAR_S = 365 * 24 * 60 * 60
# A family's tablet; the cookie must not grow for ever.
MOST_ACCOUNTS = 8


class Known(TypedDict):
    """`id` tells devices apart; `accounts` are the keys of who has logged in, the newest last."""

    id: str
    accounts: list[str]


def device_of(request: HttpRequest, email: str) -> str | None:
    """Return the id of this device where the account of this address has logged in on it."""
    known = _read(request)
    if not known["accounts"]:
        return None
    people = User.objects.filter(pk__in=known["accounts"])
    if people.filter(email__iexact=email).exists():
        return known["id"]
    return None


def remember(request: HttpRequest, response: HttpResponse, user: User) -> HttpResponse:
    """Note on the device that this person has proved to know the password."""
    known = _read(request)
    others = [each for each in known["accounts"] if each != user.pk.hex]
    return _write(response, {**known, "accounts": [*others, user.pk.hex][-MOST_ACCOUNTS:]})


def forget(request: HttpRequest, response: HttpResponse, key: UUID) -> HttpResponse:
    """Take an account that is gone off the device."""
    known = _read(request)
    if key.hex not in known["accounts"]:
        return response
    return _write(
        response, {**known, "accounts": [each for each in known["accounts"] if each != key.hex]}
    )


def _read(request: HttpRequest) -> Known:
    try:
        text = request.COOKIES.get(COOKIE, "")
        known: Known = signing.loads(text, salt=SALT, max_age=A_YEAR_S)
    except signing.BadSignature:
        return {"id": secrets.token_hex(16), "accounts": []}
    return known


def _write(response: HttpResponse, known: Known) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        signing.dumps(known, salt=SALT),
        max_age=A_YEAR_S,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
