"""Pushes: how long a push service may take, and where it may be."""

from datetime import UTC, datetime, timedelta

import pytest

from reminders.channels import Message, Outcome
from reminders.models import PushSubscription
from reminders.push import push_services
from reminders.push.channel import PushChannel
from reminders.push.push_services import NotPublicError, Services
from tests.reminders.certificates import Listener
from tests.reminders.push_service import SLOW_S, Browser

TODAY = Message(title="backhealth", body="Today is a planned day.", path="/today/", tag="training")


def is_kept(device):
    return PushSubscription.objects.filter(pk=device.pk).exists()


# --- time ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("drips", [False, True], ids=["silent", "a byte at a time"])
def test_push_service_that_is_slow_is_cut_off(service, ana, subscription, monkeypatch, drips):
    monkeypatch.setattr("reminders.push.sending.ANSWER_S", 0.3)
    service.is_silent, service.drips = not drips, drips
    channel = PushChannel(Services(service.connect))

    outcome = channel(ana, TODAY)

    # To its end the silent one would have taken the message, and the other sent all its bytes.
    assert outcome == Outcome.LATER
    assert not drips or service.left_alone.wait(SLOW_S)


def test_push_service_that_was_silent_three_times_is_not_asked_again(ana, subscription):
    asked = []

    def refuse(host):
        asked.append(host)
        raise TimeoutError

    channel = PushChannel(Services(refuse))

    assert {channel(ana, TODAY) for _ in range(9)} == {Outcome.LATER}
    assert len(asked) == 3


def test_person_with_slow_browsers_holds_up_the_others_for_a_bounded_time(
    channel, service, ana, subscription, in_browser, monkeypatch
):
    Browser("ana-s-desk").added(ana, in_browser(ana))
    monkeypatch.setattr("reminders.push.channel.PATIENCE_S", -1)

    assert (channel(ana, TODAY), service.taken) == (Outcome.LATER, [])


def test_silences_in_a_row_count_alone(ana, subscription, service):
    refused = []

    def every_other(host):
        if len(refused) % 2:
            refused.append(host)
            return service.connect(host)
        refused.append(host)
        raise TimeoutError

    service.headers = {"Connection": "close"}
    channel = PushChannel(Services(every_other))

    outcomes = [channel(ana, TODAY) for _ in range(10)]

    assert outcomes == [Outcome.LATER, Outcome.HANDED_OVER] * 5


def test_push_service_with_nobody_s_certificate_gets_nothing(
    service, ana, subscription, monkeypatch, tmp_path
):
    places = [(2, 1, 6, "", ("8.8.8.8", 443))]
    listener = Listener("push.example.org", tmp_path)
    connect = push_services.socket.create_connection
    monkeypatch.setattr(push_services.socket, "getaddrinfo", lambda *_args, **_more: places)
    monkeypatch.setattr(
        push_services.socket,
        "create_connection",
        lambda _place, patience: connect(listener.server_address, patience),
    )

    outcome = PushChannel()(ana, TODAY)
    listener.stop()

    assert (outcome, listener.read) == (Outcome.LATER, [])


# --- where it may go ----------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1"])
def test_name_that_leads_into_a_private_network_is_never_connected_to(
    ana, subscription, monkeypatch, address
):
    """Also if another address of it is public."""
    places = [(2, 1, 6, "", (each, 443)) for each in ("8.8.8.8", address)]
    connected = []
    monkeypatch.setattr(push_services.socket, "getaddrinfo", lambda *_args, **_more: places)
    monkeypatch.setattr(
        push_services.socket, "create_connection", lambda *args: connected.append(args)
    )

    outcome = PushChannel()(ana, TODAY)

    assert (outcome, connected) == (Outcome.LATER, [])
    assert is_kept(subscription)


@pytest.mark.parametrize("fault", [NotPublicError, OSError])
def test_trouble_of_our_own_network_takes_nobody_s_browser_away(ana, subscription, fault):
    """A resolver that leads every name to itself, or none at all, for days."""

    def fail(_host):
        raise fault

    now = datetime(2026, 3, 6, tzinfo=UTC)
    for hours in range(0, 24 * 5, 6):
        channel = PushChannel(Services(fail), lambda moment=now + timedelta(hours=hours): moment)
        assert channel(ana, TODAY) == Outcome.LATER

    assert PushSubscription.objects.get().failures == 0


def test_address_that_was_looked_at_is_the_one_that_is_connected_to(ana, subscription, monkeypatch):
    connected = []

    def connect(place, _patience):
        connected.append(place)
        raise TimeoutError

    places = [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("8.8.4.4", 443))]
    monkeypatch.setattr(push_services.socket, "getaddrinfo", lambda *_args, **_more: places)
    monkeypatch.setattr(push_services.socket, "create_connection", connect)

    assert PushChannel()(ana, TODAY) == Outcome.LATER
    assert connected == [("8.8.8.8", 443), ("8.8.4.4", 443)]
