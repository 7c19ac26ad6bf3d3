"""Guessing the second step: slowed down for strangers and known devices; the owner hears of it."""

import pytest
from django.core import mail, signing
from django.test import Client

from accounts.devices import COOKIE, SALT
from accounts.models import User
from tests.accounts.conftest import code_of, is_in, log_in, subjects

STEP = "/accounts/second-step/"
ANA = "ana@example.org"
WRONG = "This code isn’t right, or it was used before."
pytestmark = pytest.mark.django_db


def errors(response):
    return response.context["form"].errors


def guess(client, times):
    found = [client.post(STEP, {"code": f"00000{number}"}) for number in range(times)]
    return [errors(each)["code"] == [WRONG] for each in found].count(True)


def test_five_wrong_codes_and_then_not_even_the_right_one(secret):
    client = log_in()

    assert guess(client, 8) == 5
    answer = client.post(STEP, {"code": code_of(secret)})

    assert answer.status_code == 429
    assert errors(answer) == {"code": ["Too many wrong codes. Try again in 5 minutes."]}
    assert is_in(client) is False


def test_wrong_codes_are_counted_over_log_ins(secret):
    assert sum(guess(log_in(), 2) for _ in range(5)) == 5


def test_who_waits_as_told_gets_in(secret, clock):
    guess(log_in(), 8)
    clock.shift(300)
    client = log_in()

    client.post(STEP, {"code": code_of(secret)})

    assert is_in(client) is True


def test_codes_guessed_from_everywhere_are_slowed_down_too(secret):
    looked_at = sum(guess(log_in(Client(REMOTE_ADDR=f"203.0.113.{n}")), 2) for n in range(15))

    assert looked_at == 20


def test_known_device_gets_in_whoever_guesses(secret, clock):
    owner = log_in()
    owner.post(STEP, {"code": code_of(secret)})
    owner.post("/accounts/logout/")
    clock.shift(60)
    for number in range(15):
        guess(log_in(Client(REMOTE_ADDR=f"203.0.113.{number}")), 2)

    log_in(owner).post(STEP, {"code": code_of(secret)})

    assert is_in(owner) is True


def known_device(number):
    """A browser whose device is known by the password alone, as after a link by mail."""
    known = {"id": f"device {number}", "accounts": [User.objects.get(email=ANA).pk.hex]}
    client = Client()
    client.cookies[COOKIE] = signing.dumps(known, salt=SALT)
    return client


def test_codes_guessed_from_many_known_devices_are_slowed_down_too(secret, clock):
    looked_at = sum(guess(log_in(known_device(number)), 2) for number in range(15))
    stranger = log_in()
    stranger.post(STEP, {"code": code_of(secret)})

    assert looked_at == 20
    assert is_in(stranger) is True


def test_right_code_uses_up_none_of_the_wrong_ones(secret, clock):
    for _ in range(8):
        client = log_in()
        client.post(STEP, {"code": code_of(secret)})
        assert is_in(client) is True
        clock.shift(30)

    assert guess(log_in(), 9) == 5


def test_owner_hears_once_a_day_that_somebody_guesses(secret):
    for _ in range(3):
        guess(log_in(), 7)

    assert subjects() == ["Wrong codes for your account"]
    assert "They weren’t logged in." in mail.outbox[0].body


def test_owner_hears_of_somebody_who_guesses_slowly(secret, clock):
    """One code in five minutes, which no limit refuses."""
    told = []
    for _ in range(12):
        assert guess(log_in(), 1) == 1
        told.append(len(mail.outbox))
        clock.shift(300)

    assert told == [0] * 10 + [1] * 2
    assert subjects() == ["Wrong codes for your account"]
