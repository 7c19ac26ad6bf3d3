"""Remember devices from which a person has logged in before, and name them.

Someone who guesses a password from another device uses up the strangers' attempts; the owner's
devices are counted separately and still get through. The cookie lists the accounts that a browser
has logged in to or set a password for. It grants no access, and is worthless once the account is
deleted.
"""

import secrets
from typing import TypedDict
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from backhealth.cookies import cookie, set_cookie

COOKIE = "device"
SALT = "accounts.devices"
A_YEAR_S = 365 * 24 * 60 * 60
# Enough for a family's tablet; the cookie must not grow for ever.
MOST_ACCOUNTS = 8


class Known(TypedDict):
    """A device's cookie: `id` identifies the device; `accounts` are the keys of the people who
    logged in, the newest last."""

    id: str
    accounts: list[str]


# The first that is found counts: Edge calls itself Chrome, and Chrome calls itself Safari.
BROWSERS = (
    *(("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet")),
    *(("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome")),
    *(("Chrome/", "Chrome"), ("Safari/", "Safari")),
)
SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS")),
    *(("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux")),
)


def name_of(user_agent: str) -> str:
    """Return the browser and the system that a browser says it is: "Firefox on Android"; "" if it
    says neither."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return " on ".join(each for each in (browser, system) if each)


def device_of(request: HttpRequest, email: str) -> str | None:
    """Return the id of this device if it remembers the account with this e-mail address."""
    known = _read(request)
    if not known["accounts"]:
        return None
    people = User.objects.filter(pk__in=known["accounts"])
    if people.filter(email__iexact=email).exists():
        return known["id"]
    return None


def remember(request: HttpRequest, response: HttpResponse, user: User) -> HttpResponse:
    """Add a person to the device's cookie, who has just shown who they are: by a log-in, or by a
    password that was set."""
    known = _read(request)
    others = [each for each in known["accounts"] if each != user.pk.hex]
    return _write(response, {**known, "accounts": [*others, user.pk.hex][-MOST_ACCOUNTS:]})


def forget(request: HttpRequest, response: HttpResponse, key: UUID) -> HttpResponse:
    """Remove a deleted account from the device's cookie."""
    known = _read(request)
    if key.hex not in known["accounts"]:
        return response
    return _write(
        response, {**known, "accounts": [each for each in known["accounts"] if each != key.hex]}
    )


def _read(request: HttpRequest) -> Known:
    try:
        text = cookie(request, COOKIE)
        known: Known = signing.loads(text, salt=SALT, max_age=A_YEAR_S)
    except signing.BadSignature:
        return {"id": secrets.token_hex(16), "accounts": []}
    return known


def _write(response: HttpResponse, known: Known) -> HttpResponse:
    set_cookie(response, COOKIE, signing.dumps(known, salt=SALT), A_YEAR_S, httponly=True)
    return response
