"""Pushes: what a push service gets, and the consequences of its answer."""

import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from backhealth.environment import ROOT
from reminders import actions
from reminders.channels import Message, NotBefore, Outcome
from reminders.models import PushSubscription
from reminders.push.keys import public_key
from reminders.push.sending import LENGTH, contact, payload, topic, waiting_time
from tests.reminders.push_service import PLACE, Browser

TODAY = Message(title="backhealth", body="Today is a planned day.", path="/today/", tag="training")
DAYS = timedelta(days=1)


def numbers(subscription):
    return PushSubscription.objects.filter(pk=subscription.pk).values_list(
        "failures", "failing_since", "last_ok_at", "not_before"
    )


# --- what is sent -------------------------------------------------------------------------------


def test_browser_reads_the_message(channel, service, ana, subscription, phone):
    outcome = channel(ana, TODAY)

    (taken,) = service.taken
    assert outcome == Outcome.HANDED_OVER
    assert taken.path == "/to/ana-s-phone"
    assert phone.read(taken.body) == {
        "title": "backhealth",
        "body": "Today is a planned day.",
        "path": "/today/",
        "tag": "training",
        "key": str(TODAY.key),
        "lang": "en",
    }


def test_nobody_else_reads_it(channel, service, ana, subscription):
    channel(ana, TODAY)

    (taken,) = service.taken
    sent = repr(taken)
    assert [each for each in ("planned", "training", "today", "ana@") if each in sent] == []


def test_push_service_learns_how_long_it_counts_and_what_it_replaces(
    channel, service, ana, subscription
):
    channel(ana, TODAY)

    (taken,) = service.taken
    found = {name: taken.headers[name] for name in ("ttl", "urgency", "topic", "content-encoding")}
    assert found == {
        "ttl": "10800",
        "urgency": "normal",
        "topic": topic("training"),
        "content-encoding": "aes128gcm",
    }
    assert len(topic("training")) == 32
    assert topic("tests") != topic("training")


def test_sender_proves_that_it_is_the_app_that_the_browser_subscribed_to(
    channel, service, ana, subscription, noon
):
    channel(ana, TODAY)

    (taken,) = service.taken
    assert taken.key == public_key()
    ends_at = datetime.fromtimestamp(taken.claims.pop("exp"), UTC)
    assert noon <= ends_at - timedelta(hours=12) <= timezone.now()
    assert {name: taken.claims[name] for name in ("aud", "sub")} == {
        "aud": PLACE,
        "sub": "https://localhost",
    }


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("https://back.example.org", "https://back.example.org"),
        ("https://back.example.org:8443", "https://back.example.org"),
        ("http://nas", "https://localhost"),
    ],
)
def test_sender_names_the_app_s_address_as_the_one_to_complain_to(settings, url, named):
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"BACKHEALTH_URL": url})
    settings.ENVIRONMENT.model_fields_set.add("BACKHEALTH_URL")

    assert contact() == named


def test_every_message_is_as_long():
    texts = [payload(each) for each in (TODAY, Message(title="ü", body="é" * 90, path="/", tag=""))]

    assert [len(each.encode()) for each in texts] == [LENGTH, LENGTH]


def test_messages_to_one_push_service_go_over_one_connection(
    channel, service, ana, subscription, bo
):
    for _ in range(3):
        channel(ana, TODAY)

    assert (len(service.taken), service.connected) == (3, ["push.example.org"])


def test_message_is_sent_without_waiting_for_its_headers_to_be_acknowledged(
    channel, ana, subscription
):
    """Which takes 40 ms: 500 messages took 24 s instead of 3."""
    channel(ana, TODAY)

    (line,) = channel.services._lines.values()
    assert line.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_connection_that_was_closed_meanwhile_is_opened_again(channel, service, ana, subscription):
    service.headers = {"Connection": "close"}
    outcomes = [channel(ana, TODAY) for _ in range(2)]

    assert outcomes == [Outcome.HANDED_OVER] * 2
    assert (len(service.taken), len(service.connected)) == (2, 2)


def test_only_some_connections_are_open_at_a_time(channel, service, ana, in_browser, noon):
    for number in range(12):
        browser = Browser(str(number))
        endpoint = f"https://{number}.push.example.org/to/{number}"
        address = replace(browser.address, endpoint=endpoint)
        actions.add_device(user=ana, browser=in_browser(ana), device="", address=address, now=noon)

    channel(ana, TODAY)

    assert (len(service.connected), len(channel.services._lines)) == (12, 8)


# --- to whom ------------------------------------------------------------------------------------


def test_every_browser_of_the_person_gets_it_and_no_other(
    channel, service, ana, bo, subscription, in_browser
):
    Browser("ana-s-desk").added(ana, in_browser(ana))
    Browser("bo-s-phone").added(bo, in_browser(bo))

    channel(ana, TODAY)

    assert sorted(each.path for each in service.taken) == ["/to/ana-s-desk", "/to/ana-s-phone"]


def test_person_without_a_browser_gets_nothing(channel, service, ana):
    assert (channel(ana, TODAY), service.taken) == (Outcome.NOBODY, [])


def test_one_browser_that_takes_it_is_enough(channel, service, ana, subscription, in_browser, noon):
    Browser("ana-s-desk").added(ana, in_browser(ana))
    in_a_while = noon + timedelta(minutes=30)
    PushSubscription.objects.filter(pk=subscription.pk).update(not_before=in_a_while)

    assert (channel(ana, TODAY), len(service.taken)) == (Outcome.HANDED_OVER, 1)


# --- what the push service answers --------------------------------------------------------------


def test_browser_that_took_it_has_failed_no_more(channel, ana, subscription, noon):
    PushSubscription.objects.update(failures=4, failing_since=noon - DAYS)

    channel(ana, TODAY)

    ((failures, since, ok_at, not_before),) = numbers(subscription)
    assert (failures, since, not_before) == (0, None, None)
    assert ok_at >= noon


@pytest.mark.parametrize("status", [404, 410])
def test_browser_that_is_gone_is_forgotten_at_once(channel, service, ana, subscription, status):
    service.status = status

    assert channel(ana, TODAY) == Outcome.NOBODY
    assert not numbers(subscription)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_push_service_that_fails_is_tried_again_later(
    channel, service, ana, subscription, status, noon
):
    service.status = status

    outcome = channel(ana, TODAY)

    ((failures, since, ok_at, not_before),) = numbers(subscription)
    assert outcome == Outcome.LATER
    assert (failures, ok_at, not_before) == (1, None, None)
    assert since >= noon


@pytest.mark.parametrize("status", [301, 307, 400, 401, 403, 413])
def test_message_that_is_refused_is_not_sent_again_and_logged_without_the_address(
    channel, service, ana, subscription, status, caplog
):
    service.status, service.headers = status, {"Location": f"{PLACE}/elsewhere"}

    outcome = channel(ana, TODAY)

    assert outcome == Outcome.NOBODY
    assert [each.path for each in service.taken] == ["/to/ana-s-phone"]
    assert caplog.messages == [f"a push service refused a message with status {status}"]
    ((failures, *_),) = numbers(subscription)
    assert failures == 1


def test_push_service_that_asks_to_be_left_alone_is_left_alone(
    channel, service, ana, subscription, noon
):
    service.status, service.headers = 429, {"Retry-After": "600"}
    with time_machine.travel(noon, tick=False):
        channel(ana, TODAY)
    service.status = 201
    outcomes = {}
    for minutes in (5, 9, 11):
        with time_machine.travel(noon + timedelta(minutes=minutes), tick=False):
            outcomes[minutes] = channel(ana, TODAY)

    later = NotBefore(noon + timedelta(minutes=10))
    assert outcomes == {5: later, 9: later, 11: Outcome.HANDED_OVER}
    assert len(service.taken) == 2


def test_clock_that_ran_ahead_leaves_no_browser_alone_for_days(
    channel, service, ana, subscription, noon
):
    service.status, service.headers = 429, {"Retry-After": "600"}
    with time_machine.travel(noon + timedelta(days=40), tick=False):
        channel(ana, TODAY)

    service.status = 201
    with time_machine.travel(noon, tick=False):
        assert channel(ana, TODAY) == Outcome.HANDED_OVER


def test_browser_that_may_be_tried_earlier_decides(
    channel, service, ana, subscription, in_browser, noon
):
    desk = Browser("ana-s-desk").added(ana, in_browser(ana))
    first, second = noon + timedelta(minutes=7), noon + timedelta(minutes=9)
    for device, moment in ((subscription, second), (desk, first)):
        PushSubscription.objects.filter(pk=device.pk).update(not_before=moment)
    with time_machine.travel(noon, tick=False):
        assert channel(ana, TODAY) == NotBefore(first)

    service.status = 500
    PushSubscription.objects.filter(pk=desk.pk).update(not_before=None)
    with time_machine.travel(noon, tick=False):
        assert channel(ana, TODAY) == Outcome.LATER


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        (None, None),
        ("", None),
        ("0", 1),
        ("90", 1.5),
        ("999999999999", 60),
        ("Wed, 04 Mar 2026 12:10:00 GMT", 10),
        ("Wed, 04 Mar 2026 11:00:00 GMT", 1),
        ("Wed, 04 Mar 2026 12:10:00 -0000", None),
        ("soon", None),
        ("-5", None),
        ("²", None),
    ],
)
def test_time_to_wait_is_bounded(said, minutes):
    now = datetime(2026, 3, 4, 12, tzinfo=UTC)

    assert waiting_time(said, now) == (None if minutes is None else timedelta(minutes=minutes))


def test_browser_that_fails_for_days_is_forgotten(channel, service, ana, subscription, noon):
    service.status = 500
    left = []
    for tries in range(12):
        channel.services.close()
        with time_machine.travel(noon + tries * timedelta(hours=8), tick=False):
            channel(ana, TODAY)
        left.append(PushSubscription.objects.count())

    assert left == [1] * 9 + [0] * 3


def test_browser_that_fails_often_in_one_hour_is_kept(channel, service, ana, subscription):
    service.status = 500
    for _ in range(30):
        channel(ana, TODAY)

    ((failures, *_),) = numbers(subscription)
    assert failures == 30


# --- who loads what -----------------------------------------------------------------------------


@pytest.mark.without_database
def test_server_s_workers_do_not_load_what_sends():
    code = (
        "import sys, django; django.setup(); import backhealth.wsgi;"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "print([each for each in ('pywebpush', 'aiohttp', 'requests') if each in sys.modules])"
    )
    found = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "backhealth.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout == "[]\n"
