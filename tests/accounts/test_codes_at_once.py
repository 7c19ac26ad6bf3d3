"""A code, a challenge and a link are taken once, also when they come many times at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.actions import ask_for_address
from accounts.factors import actions
from accounts.factors.challenges import Purpose, new_challenge, redeem
from accounts.factors.codes import new_secret
from accounts.factors.facts import recovery_codes_of, unused_codes
from accounts.new_address import key_for
from tests.accounts.conftest import (
    APP,
    CODES,
    code_of,
    log_in,
    shown_codes,
    shown_key,
    subjects,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(call):
    """Call it in six threads, and return how often it returned something."""

    def alone(_number):
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        return [bool(each) for each in threads.map(alone, range(6))].count(True)


@pytest.mark.parametrize("kind", ["authenticator", "recovery"])
def test_code_that_comes_six_times_at_once_is_taken_once(ana, kind):
    secret, now = new_secret(), timezone.now()
    actions.switch_on_app(user=ana, secret=secret, counter=0, here=None)
    recovery = unused_codes(recovery_codes_of(ana))[0]
    typed = code_of(secret) if kind == "authenticator" else recovery

    assert at_once(lambda: actions.use_code(user=ana, typed=typed, now=now)) == 1


def test_challenge_that_comes_back_six_times_at_once_is_taken_once(db):
    sign, now = new_challenge(Purpose.LOG_IN, None).sign, timezone.now()

    assert at_once(lambda: redeem(sign, Purpose.LOG_IN, None, now=now)) == 1


def test_link_that_is_opened_six_times_at_once_confirms_the_address_once(ana):
    asked = ask_for_address(user=ana, email="ana.mended@example.org", now=timezone.now())
    key = key_for(asked)

    def confirm():
        answer = Client().post(f"/settings/address/{key}/")
        return answer.status_code == 302

    assert at_once(confirm) == 1
    assert subjects() == ["Your address was changed"]


def test_factors_that_are_added_at_once_bring_one_set_of_recovery_codes(ana):
    def add():
        return actions.switch_on_app(user=ana, secret=new_secret(), counter=0, here=None)

    assert at_once(add) == 6
    assert recovery_codes_of(ana) is not None


def test_authenticator_that_is_switched_on_six_times_at_once_is_on_once_and_shows_its_codes(ana):
    client = log_in()
    mail.outbox.clear()
    code = code_of(shown_key(client))

    def switch_on():
        tap = Client()
        tap.cookies["sessionid"] = client.cookies["sessionid"].value
        return tap.post(APP, {"code": code})["Location"] == CODES

    assert at_once(switch_on) == 6
    assert len(shown_codes(client)) == 10
    assert subjects() == ["Your log-in asks for a code now"]
