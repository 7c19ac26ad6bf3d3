"""Send a message to a browser, readable by nobody on the way (RFC 8030, 8291, 8292).

This module alone imports pywebpush, which loads two HTTP libraries; the server's workers never
import it.
"""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from py_vapid import Vapid
from pywebpush import WebPushException, webpush

from reminders.channels import Message
from reminders.models import PushSubscription
from reminders.push.keys import private_key
from reminders.push.push_services import ANSWER_S, NotPublicError, Services, SilentError

# A browser that is off gets it when it is on again, unless it is too late by then.
KEPT_FOR = timedelta(hours=3)
# All messages are as long, so that their length says nothing.
LENGTH = 1024  # bytes
LEAST_WAIT, MOST_WAIT = timedelta(minutes=1), timedelta(hours=1)
GONE = {404, 410}
BUSY = {408, 425, 429}


class Verdict(Enum):
    """What a push service said. GONE: the browser takes nothing any more. LATER: it may work in
    some minutes. REFUSED: it won't take this, however often."""

    TAKEN = auto()
    GONE = auto()
    LATER = auto()
    REFUSED = auto()


@dataclass(frozen=True)
class Heard:
    """The verdict, with the status it came from (0 if there was no answer) and how long the push
    service asked to be left alone."""

    verdict: Verdict
    status: int = 0
    wait: timedelta | None = None


def push(
    subscription: PushSubscription, message: Message, services: Services, now: datetime
) -> Heard:
    """Send a message to one browser, once."""
    keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    passed_on: Any = services  # it answers as a session of `requests` does
    try:
        webpush(
            {"endpoint": subscription.endpoint, "keys": keys},
            payload(message),
            vapid_private_key=Vapid(private_key()),
            vapid_claims={"sub": contact()},
            ttl=int(KEPT_FOR.total_seconds()),
            headers={"Topic": topic(message.tag), "Urgency": "normal"},
            timeout=ANSWER_S,
            requests_session=passed_on,
        )
    except (NotPublicError, SilentError):
        # A network's resolver may lead all names to itself for an hour.
        return Heard(Verdict.LATER)
    except WebPushException as refusal:
        status = refusal.status_code or 0
        return Heard(verdict_on(status), status, waiting_time(refusal.retry_after, now))
    return Heard(Verdict.TAKEN, 201)


def payload(message: Message) -> str:
    """Return what the service worker gets (static/js/worker/push.js)."""
    said = {
        "title": message.title,
        "body": message.body,
        "path": message.path,
        "tag": message.tag,
        "key": str(message.key),
        "lang": get_language(),
    }
    text = json.dumps(said, ensure_ascii=False)
    return text + " " * (LENGTH - len(text.encode()))


def topic(tag: str) -> str:
    """Return what a newer message for a browser that is off replaces the older one by: the same
    for the same tag, and no word that a push service could read."""
    made = salted_hmac("reminders.push topic", tag, algorithm="sha256").digest()
    return urlsafe_b64encode(made[:24]).decode()


def contact() -> str:
    """Return where a push service can complain: the app's own address."""
    host = urlsplit(settings.ENVIRONMENT.url).hostname or ""
    return f"https://{host}" if "." in host else "https://localhost"


def verdict_on(status: int) -> Verdict:
    if status in GONE:
        return Verdict.GONE
    if status in BUSY or status >= 500:
        return Verdict.LATER
    return Verdict.REFUSED


def waiting_time(retry_after: str | None, now: datetime) -> timedelta | None:
    """Return how long a push service asks to be left alone, an hour at most; None if it doesn't."""
    if not retry_after:
        return None
    try:
        if retry_after.isdecimal():
            wait = timedelta(seconds=min(int(retry_after), 86_400))
        else:
            wait = parsedate_to_datetime(retry_after) - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait, LEAST_WAIT), MOST_WAIT)
