"""A code and a challenge are taken once, also when they come many times at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from accounts.factors import actions
from accounts.factors.challenges import Purpose, new_challenge, redeem
from accounts.factors.codes import new_secret
from accounts.factors.facts import recovery_codes_of, unused_codes
from tests.accounts.conftest import code_of

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


def test_factors_that_are_added_at_once_bring_one_set_of_recovery_codes(ana):
    def add():
        return actions.switch_on_app(user=ana, secret=new_secret(), counter=0, here=None)

    assert at_once(add) == 6
    assert recovery_codes_of(ana) is not None
