"""A push service, and a browser in which ana is logged in."""

import pytest

from accounts.keys import new_key
from accounts.models import BrowserSession
from reminders.push.channel import PushChannel
from reminders.push.push_services import Services
from tests.reminders.push_service import Browser, PushService


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
