"""The list of a person's log-ins: on which devices, and when last seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.contrib.auth import login
from django.http import HttpRequest

from accounts.devices import name_of
from accounts.keys import new_key
from accounts.models import BrowserSession, User
from accounts.sessions import BEGAN, BROWSER, DEVICE, LASTS

OTHERS = "others"  # instead of a sign: all but this browser's
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, kw_only=True)
class LogIn:
    """One log-in. `sign` names it in a form, and gives nobody access. `seen_at` is to the day.

    `began_at` is None, and `device` empty, if they weren't noted. `began_on` and `seen_on` are the
    person's own days.
    """

    sign: str
    device: str
    began_at: datetime | None
    began_on: date | None
    seen_at: datetime
    seen_on: date
    is_here: bool


def note_log_in(request: HttpRequest, now: datetime) -> None:
    """Note on what and when the person has just logged in."""
    request.session[DEVICE] = name_of(request.headers.get("User-Agent", ""))
    request.session[BEGAN] = int(now.timestamp())


def log_in(request: HttpRequest, user: User, now: datetime) -> None:
    """Log a person in whose account was made a moment ago."""
    login(request, user, backend=BACKEND)
    # Of a stranger's session Django keeps all, also the end that a log-in half done gave it.
    request.session.set_expiry(None)
    note_log_in(request, now)


def browser_of(request: HttpRequest) -> UUID:
    """Return the key of this browser while it stays logged in, made when it is first asked for."""
    return UUID(request.session.setdefault(BROWSER, str(new_key())))


def known_browser(request: HttpRequest) -> UUID | None:
    """Return the key of this browser; None if nothing was kept for it yet."""
    key = request.session.get(BROWSER)
    return None if key is None else UUID(key)


@contextmanager
def same_browser(request: HttpRequest) -> Iterator[None]:
    """Keep the browser's key over a log-in of somebody else, from a guest to an account or back:
    what was kept for the guest in this browser goes on once the log comes along."""
    key = request.session.get(BROWSER)
    yield
    if key is not None:
        request.session[BROWSER] = key


def log_ins(user: User, now: datetime, *, here: str | None) -> list[LogIn]:
    """Return a person's log-ins, this browser's first (`here` is its session's key), then the
    latest seen. One query."""
    rows = BrowserSession.objects.filter(user=user, expire_date__gt=now).order_by("-expire_date")
    found = [
        LogIn(
            sign=sign_of(row.session_key),
            device=row.device,
            began_at=row.began_at,
            began_on=row.began_at and user.local_date(row.began_at),
            seen_at=row.expire_date - LASTS,
            seen_on=user.local_date(row.expire_date - LASTS),
            is_here=row.session_key == here,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: not each.is_here)


def key_of(sign: str, user: User) -> str | None:
    """Return the key of the person's log-in with this sign; None if there is none. One query."""
    keys = BrowserSession.objects.filter(user=user).values_list("session_key", flat=True)
    return next((key for key in keys if sign_of(key) == sign), None)


def sign_of(key: str) -> str:
    """Return what names a log-in on a page: the key itself would let anybody in."""
    return sha256(f"log-in {key}".encode()).hexdigest()[:24]
