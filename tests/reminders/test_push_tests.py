"""Tests of a device, sent by the periodic work."""

from datetime import timedelta

import pytest
import time_machine

from reminders import actions
from reminders.models import PushSubscription, Tried
from reminders.push.device_tests import send_tests
from tests.reminders.push_service import Browser


@pytest.fixture
def asked(subscription, noon):
    actions.ask_for_test(subscription=subscription, now=noon)
    return subscription


def renewed():
    found = []
    return found, lambda: found.append(1)


def test_test_is_sent_once_to_the_browser_that_it_was_asked_for(
    channel, service, ana, asked, phone, in_browser
):
    Browser("ana-s-desk").added(ana, in_browser(ana))
    turns, renew = renewed()

    sent = [send_tests(channel, renew=renew) for _ in range(2)]

    (taken,) = service.taken
    assert (sent, turns) == ([1, 0], [1])
    said = phone.read(taken.body)
    assert len(said.pop("key")) == 36
    assert said == {
        "title": "backhealth",
        "body": "This is the test that you asked for. Reminders reach this device.",
        "path": "/settings/reminders/",
        "tag": "test",
        "lang": "en",
    }


@pytest.mark.parametrize(
    ("status", "found", "failures"),
    [
        (201, Tried.TAKEN, 0),
        (410, Tried.GONE, 0),
        (404, Tried.GONE, 0),
        (429, Tried.LATER, 1),
        (500, Tried.LATER, 1),
        (400, Tried.REFUSED, 1),
        (413, Tried.REFUSED, 1),
    ],
)
def test_person_learns_what_the_push_service_said(channel, service, asked, status, found, failures):
    service.status = status

    send_tests(channel, renew=lambda: None)

    row = PushSubscription.objects.get()
    assert (row.test, row.failures) == (found, failures)


def test_test_that_waited_too_long_is_not_sent(channel, service, asked, noon):
    with time_machine.travel(noon + timedelta(minutes=31)):
        assert send_tests(channel, renew=lambda: None) == 0

    assert service.taken == []


def test_test_to_a_browser_that_was_logged_out_meanwhile_is_not_sent(channel, service, asked):
    asked.user.is_active = False
    asked.user.save()

    assert send_tests(channel, renew=lambda: None) == 0
    assert service.taken == []
