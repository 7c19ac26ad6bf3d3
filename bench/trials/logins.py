"""Make people with a password, so that they can sign in again on the app's own page."""

from datetime import datetime

from django.test import Client

from accounts.actions import claim
from accounts.models import BrowserSession, User
from bench import people
from routines.models import Session

PASSWORD = "a long enough sentence"  # noqa: S105 — of people who are gone a minute later


def with_password(now: datetime, name: str) -> Session:
    """Return a newcomer's running session; its person has claimed an account."""
    session = people.newcomer(now)
    claim(user=session.user, email=f"{name}@example.org", password=PASSWORD)
    return session


def cookie(user: User, address: str) -> dict[str, str]:
    """Return a signed-in browser's cookie for Playwright's add_cookies."""
    client = Client()
    client.force_login(user)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}


def end_all() -> None:
    """End every log-in at once, as after a year or a lost table."""
    BrowserSession.objects.all().delete()
