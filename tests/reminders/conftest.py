"""A clock, mails that go out, a push service, and a browser in which ana is logged in."""

from collections import Counter
from datetime import time, timedelta

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend

from accounts.keys import new_key
from accounts.models import BrowserSession
from reminders import actions
from reminders.planning.kinds import Kind
from reminders.push.channel import PushChannel
from reminders.push.push_services import Services
from reminders.sending import remind
from tests import builders
from tests.reminders.push_service import Browser, PushService

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def planned(library, noon, ana):
    """Ana's plan, made on a Wednesday: it begins on that day."""
    return builders.plan(ana, noon)


@pytest.fixture
def wants(noon):
    """Switch a reminder on."""

    def switch_on(user, kind=Kind.TRAINING, at=time(8), *, by_mail=True, by_push=False, now=noon):
        return actions.choose_reminder(
            user=user, kind=kind, at=at, by_mail=by_mail, by_push=by_push, now=now
        )

    return switch_on


@pytest.fixture
def tick():
    """Do the periodic work at a moment, and return what became of the reminders."""

    def at(moment) -> Counter[str]:
        with time_machine.travel(moment, tick=False):
            return +remind(clock=lambda: moment, renew=lambda: None)

    return at


@pytest.fixture(autouse=True)
def _mails_can_be_sent(mail_server):
    """By all tests of reminders but those that take the mail server away."""


@pytest.fixture
def failing(monkeypatch):
    """Let no connection be made to the mail server as long as the list isn't empty; for None one
    is."""
    left = []

    def open_or_fail(self):
        fault = left.pop(0) if left else None
        if fault:
            raise fault

    monkeypatch.setattr(EmailBackend, "open", open_or_fail)
    return left


@pytest.fixture
def breaking(monkeypatch):
    """Let the mail server fail when it has the mail, as long as the list isn't empty."""
    left = []
    send = EmailBackend.send_messages

    def send_or_fail(self, messages):
        if left:
            raise left.pop(0)
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_or_fail)
    return left


@pytest.fixture
def service():
    found = PushService()
    yield found
    found.close()


@pytest.fixture
def channel(service):
    found = PushChannel(Services(service.connect))
    yield found
    found.services.close()


@pytest.fixture
def in_browser(db):
    """Log a person in, in a browser of its own, and return what that is known by."""

    def log_in(user):
        key = new_key()
        BrowserSession.objects.create(
            session_key=key.hex,
            session_data="",
            expire_date="2100-01-01T00:00Z",
            user=user,
            browser=key,
        )
        return key

    return log_in


@pytest.fixture
def phone():
    return Browser("ana-s-phone")


@pytest.fixture
def subscription(ana, phone, in_browser, noon):
    return phone.added(ana, in_browser(ana))
