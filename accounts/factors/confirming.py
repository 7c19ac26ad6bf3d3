"""Changing how one logs in takes a log-in of the last minutes, or the password or a passkey again:
a device that lies open isn't enough."""

from datetime import datetime, timedelta
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.sessions import BEGAN

CONFIRMED = "confirmed"  # in the session: when
LASTS = timedelta(minutes=10)
# A page that was opened in time may be sent in time: a passkey is on the device by then.
TO_SEND = timedelta(minutes=20)


def note_confirmed(request: HttpRequest, now: datetime) -> None:
    request.session[CONFIRMED] = int(now.timestamp())


def is_confirmed(request: HttpRequest, now: datetime) -> bool:
    """Return whether the person has just logged in, or shown again who they are."""
    ages = [now.timestamp() - request.session.get(name, 0) for name in (BEGAN, CONFIRMED)]
    allowed = TO_SEND if request.method == "POST" else LASTS
    # After the clock was set back, what lies ahead counts for nothing.
    return any(0 <= age <= allowed.total_seconds() for age in ages)


def ask_to_confirm(request: HttpRequest) -> HttpResponse:
    """Redirect to the page that asks who is there, and leads back here."""
    return redirect(f"{reverse('accounts:confirm')}?next={quote(request.path)}")
