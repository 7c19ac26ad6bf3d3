"""Wrong passwords: guessing is slowed down, and whose account it is gets in."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts import entrance
from accounts.entrance import log_in_attempt
from accounts.limits import RateLimit, take
from accounts.models import User
from routines.actions.personal_data import delete_everything
from tests import builders

ANA = {"login": "ana@example.org", "password": builders.PASSWORD}
WRONG = "The e-mail address or the password isn’t right."
FORGOT = "or choose “Forgot your password?” to set a new one by e-mail."
NEW = "quite another sentence"
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(datetime(2026, 3, 4, 12, 0, tzinfo=UTC), tick=False) as travelled:
        yield travelled


def at(address):
    return Client(REMOTE_ADDR=address)


def attempt(client, **typed):
    """ "in", or what the form said."""
    response = client.post("/accounts/login/", {**ANA, **typed})
    if response.status_code == 302:
        client.post("/accounts/logout/")
        return "in"
    (said,) = response.context["form"].errors["__all__"]
    return said


def guess(client, times, login="ana@example.org"):
    found = [attempt(client, login=login, password=f"wrong {number}") for number in range(times)]
    return [said == WRONG for said in found].count(True)


# --- slowed down --------------------------------------------------------------------------------


def test_sixty_guesses_are_not_looked_at_and_neither_is_the_right_one_after_them(clock, ana):
    thief = at("203.0.113.9")

    looked_at = guess(thief, 60)

    assert looked_at == 5
    assert attempt(thief) == f"Too many attempts. Try again in 5 minutes, {FORGOT}"


def test_day_of_guessing_from_one_place_is_few_guesses(rf, clock):
    request, looked_at = rf.post("/accounts/login/", REMOTE_ADDR="203.0.113.9"), 0

    for _ in range(24 * 4):
        while not take(log_in_attempt(request, "ana@example.org").wrong, now=datetime.now(UTC)):
            looked_at += 1
        clock.shift(timedelta(minutes=15))

    assert looked_at == 5 + 95 * 3


def test_who_waits_as_told_gets_in(clock, ana):
    owner = at("192.0.2.7")
    guess(owner, 9)

    clock.shift(timedelta(minutes=5))

    assert attempt(owner) == "in"


def test_good_log_in_uses_up_none_of_the_wrong_ones(clock, ana):
    owner = at("192.0.2.7")
    for _ in range(8):
        assert attempt(owner) == "in"
        owner.cookies.clear()

    assert guess(owner, 9) == 5


def test_guessing_at_many_accounts_from_one_place_is_slowed_down_too(clock, ana):
    thief = at("203.0.113.9")

    looked_at = sum(guess(thief, 1, f"person{number}@example.org") for number in range(70))

    assert looked_at == 60


def test_guessing_from_everywhere_at_one_account_is_slowed_down_too(clock, ana):
    looked_at = sum(guess(at(f"203.0.113.{number}"), 1) for number in range(60))

    assert looked_at == 40


def test_whole_ipv6_network_is_one_place(clock, ana):
    looked_at = sum(guess(at(f"2001:db8:1:2::{number:x}"), 1) for number in range(10))

    assert looked_at == 5


def test_log_ins_without_end_are_limited_even_with_the_right_password(clock, ana, monkeypatch):
    monkeypatch.setattr(entrance, "LOG_INS", (RateLimit("log-in", 3, timedelta(minutes=10)),))

    found = [attempt(at("203.0.113.9")) for _ in range(4)]

    assert found == ["in"] * 3 + [f"Too many attempts. Try again in 4 minutes, {FORGOT}"]


def test_refusal_says_the_same_of_an_address_without_an_account(clock, ana):
    found = {
        login: [attempt(at("203.0.113.9"), login=login, password="wrong") for _ in range(7)]
        for login in ("ana@example.org", "nobody@example.org")
    }

    assert found["ana@example.org"] == found["nobody@example.org"]


# --- the owner gets in --------------------------------------------------------------------------


def test_guesses_from_elsewhere_keep_nobody_out(clock, ana):
    guess(at("203.0.113.9"), 60)

    assert attempt(at("192.0.2.7")) == "in"


def test_known_device_gets_in_whoever_guesses_from_wherever(clock, ana):
    owner = at("192.0.2.7")
    attempt(owner)
    for number in range(60):
        guess(at(f"203.0.113.{number}"), 1)
    guess(at("192.0.2.7"), 10)

    assert attempt(at("192.0.2.8")) == f"Too many attempts. Try again in 2 minutes, {FORGOT}"
    assert attempt(owner) == "in"


def test_known_device_is_slowed_down_by_its_own_guesses(clock, ana):
    owner = at("192.0.2.7")
    attempt(owner)

    assert guess(owner, 20) == 10
    assert attempt(owner) == f"Too many attempts. Try again in 3 minutes, {FORGOT}"
    clock.shift(timedelta(minutes=3))
    assert attempt(owner) == "in"


@pytest.mark.parametrize("way", ["log-in", "claim", "sign-up", "reset"])
def test_device_is_known_once_its_person_has_shown_the_password(clock, way, ana):
    device, typed = at("192.0.2.7"), {"email": "cleo@example.org", "password": builders.PASSWORD}
    if way == "log-in":
        attempt(device)
    elif way == "reset":
        reset(device)
    else:
        if way == "claim":
            device.post("/start/")
        device.post("/accounts/claim/", typed)
        device.post("/accounts/logout/")
    address = "ana@example.org" if way in {"log-in", "reset"} else typed["email"]

    assert guess(device, 20, address) == 10


def reset(client):
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    (link,) = re.findall(r"(/accounts/password/reset/\S+)", mail.outbox[-1].body)
    client.post(client.get(link)["Location"], {"password1": NEW, "password2": NEW})


def test_new_password_by_mail_lets_the_owner_in_while_everybody_guesses(clock, ana):
    for number in range(60):
        guess(at(f"203.0.113.{number}"), 1)
    owner = at("192.0.2.7")
    refused = attempt(owner)

    reset(owner)

    assert refused == f"Too many attempts. Try again in 2 minutes, {FORGOT}"
    assert attempt(owner, password=NEW) == "in"


def test_two_of_a_family_are_known_on_one_device(clock, ana, bo):
    tablet = at("192.0.2.7")
    attempt(tablet)
    attempt(tablet, login="bo@example.org")

    assert [guess(tablet, 12, f"{name}@example.org") for name in ("ana", "bo")] == [10, 10]


# --- what a known device is worth ---------------------------------------------------------------


def test_device_of_another_person_is_not_known_to_this_account(clock, ana, bo):
    thief = at("203.0.113.9")
    attempt(thief, login="bo@example.org")

    assert guess(thief, 20) == 5


@pytest.mark.parametrize("made_up", ["", "nonsense", "W10:1abc:xyz", "\x00", "a" * 4000])
def test_made_up_device_is_not_known(clock, ana, made_up):
    thief = at("203.0.113.9")
    thief.cookies["device"] = made_up

    assert guess(thief, 20) == 5


def test_device_cookie_can_not_be_made_out_of_another(clock, ana):
    owner, thief = at("192.0.2.7"), at("203.0.113.9")
    attempt(owner)
    cookie = owner.cookies["device"].value
    thief.cookies["device"] = cookie[:-2] + ("aa" if cookie[-2:] != "aa" else "bb")

    assert guess(thief, 20) == 5


def test_device_cookie_opens_nothing_by_itself_and_scripts_can_not_read_it(clock, ana):
    owner = at("192.0.2.7")
    attempt(owner)

    cookie = owner.cookies["device"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 31_536_000)
    assert "ana@" not in cookie.value
    assert owner.get("/settings/").status_code == 302


def test_known_device_dies_with_the_account(clock, ana):
    owner = at("192.0.2.7")
    attempt(owner)
    delete_everything(ana)
    builders.person("ana")

    assert guess(owner, 20) == 5


def test_deleting_the_account_takes_it_off_the_device(clock, ana, bo):
    tablet = at("192.0.2.7")
    attempt(tablet)
    attempt(tablet, login="bo@example.org")
    both = tablet.cookies["device"].value
    tablet.post("/accounts/login/", ANA)

    tablet.post("/settings/delete/", {"sure": "on"})

    assert User.objects.get() == bo
    assert len(tablet.cookies["device"].value) < len(both)
    assert guess(tablet, 12, "bo@example.org") == 10
