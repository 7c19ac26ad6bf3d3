"""The channel of pushes: to every browser of the person that takes them (`reminders.channels`)."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from reminders import actions
from reminders.channels import Message, NotBefore, Outcome
from reminders.models import PushSubscription, Tried
from reminders.push.push_services import Services
from reminders.push.sending import MOST_WAIT, Heard, Verdict, push

log = logging.getLogger(__name__)
# For all browsers of one person, because those who wait are others.
PATIENCE_S = 20


@dataclass(frozen=True)
class PushChannel:
    """Push to a person's browsers. Tests give it other `services`, and another clock."""

    services: Services = field(default_factory=Services)
    clock: Callable[[], datetime] = timezone.now

    def __call__(self, user: User, message: Message) -> Outcome | NotBefore:
        """Give a message to the push service of each browser; one that takes it is enough."""
        now, began = self.clock(), time.monotonic()
        taken, waits = False, list[datetime]()
        standing = PushSubscription.objects.of(user).standing(now).select_related("user")
        for each in standing.order_by(F("last_ok_at").desc(nulls_last=True)):
            if time.monotonic() - began > PATIENCE_S:
                waits.append(now)
                break
            verdict = self._send(each, message, now)
            taken = taken or verdict == Verdict.TAKEN
            if verdict == Verdict.LATER:
                waits.append(each.not_before or now)
        return Outcome.HANDED_OVER if taken else _later(waits, now)

    def test(self, subscription: PushSubscription, message: Message) -> Tried:
        """Push a test to one browser. One that is gone stays, so that its person sees it."""
        now = self.clock()
        heard = push(subscription, message, self.services, now)
        if heard.verdict != Verdict.GONE:
            _note(subscription, heard, now)
        return TRIED[heard.verdict]

    def _send(self, subscription: PushSubscription, message: Message, now: datetime) -> Verdict:
        # Further away than anybody is left alone, it comes from a clock that ran ahead.
        if subscription.not_before and now < subscription.not_before <= now + MOST_WAIT:
            return Verdict.LATER
        heard = push(subscription, message, self.services, now)
        _note(subscription, heard, now)
        return heard.verdict


TRIED = {
    Verdict.TAKEN: Tried.TAKEN,
    Verdict.GONE: Tried.GONE,
    Verdict.LATER: Tried.LATER,
    Verdict.REFUSED: Tried.REFUSED,
}


def _note(subscription: PushSubscription, heard: Heard, now: datetime) -> None:
    if heard.verdict == Verdict.TAKEN:
        actions.note_taken(subscription=subscription, now=now)
    elif heard.verdict == Verdict.GONE:
        actions.remove_device(subscription=subscription)
    elif heard.status:
        # Silence may be our own network's, and says nothing about the browser.
        actions.note_failed(subscription=subscription, wait=heard.wait, now=now)
    if heard.verdict == Verdict.REFUSED:
        # Without the address, which is a key.
        log.warning("a push service refused a message with status %d", heard.status)


def _later(waits: list[datetime], now: datetime) -> Outcome | NotBefore:
    """Return the outcome if no browser took it; `waits`: from when on those that may work can be
    tried again."""
    if not waits:
        return Outcome.NOBODY
    return NotBefore(min(waits)) if min(waits) > now else Outcome.LATER
