"""Codes of an authenticator and for recovery: switched on and off, shown once, sealed."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import segno
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.core import mail
from django.test import Client

from accounts.factors.codes import counter_of, new_secret
from accounts.factors.facts import second_factors
from accounts.factors.sealed import WrongKey, seal, unseal
from accounts.models import User
from tests import builders
from tests.accounts.conftest import (
    APP,
    CODES,
    CONFIRM,
    SECURITY,
    STEP,
    add_passkey,
    code_of,
    html,
    inside,
    is_in,
    log_in,
    log_in_by,
    shown_key,
    subjects,
    switch_on,
    text_of,
)

pytestmark = pytest.mark.django_db


# --- the rule -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(at, code, clock):
    """RFC 6238, appendix B, its last six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    assert counter_of(code, secret, datetime.fromtimestamp(at, UTC)) == at // 30


def test_secret_is_new_each_time_and_can_be_typed():
    secrets = {new_secret() for _ in range(50)}

    assert len(secrets) == 50
    assert {bool(re.fullmatch("[A-Z2-7]{32}", each)) for each in secrets} == {True}


# --- switched on --------------------------------------------------------------------------------


def test_authenticator_is_switched_on_by_its_code(ana, clock):
    client = log_in()
    mail.outbox.clear()
    key = shown_key(client)

    answer = client.post(APP, {"code": code_of(key)})

    assert answer["Location"] == CODES
    assert subjects() == ["Your log-in asks for a code now"]
    assert "Switched on since 4 March 2026" in text_of(client.get(SECURITY))


def test_days_are_the_person_s_own(secret, clock):
    """Noon in UTC is the next day there."""
    User.objects.update(time_zone="Pacific/Kiritimati")
    client = inside(secret)
    add_passkey(client)

    pages = [text_of(client.get(path)) for path in (SECURITY, "/settings/devices/")]

    for words in ("Switched on since 5 March 2026", "Added on 5 March 2026."):
        assert words in pages[0]
    for words in ("Last seen on 5 March 2026.", "Logged in on 5 March 2026."):
        assert words in pages[1]
    assert log_in().get("/today/").status_code == 302


def test_picture_holds_the_key_that_stands_below_it(ana, clock):
    client = log_in()

    page = html(client, APP)

    key = shown_key(client)
    url = f"otpauth://totp/ana%40example.org?secret={key}&issuer=backhealth"
    size = segno.make(url, error="m", micro=False).symbol_size()[0]
    assert f'viewBox="0 0 {size} {size}"' in page
    assert f'href="{url.replace("&", "&amp;")}"' in page
    assert "style=" not in page


def test_key_stays_after_a_slip_and_a_reload_and_is_a_new_one_after_that(ana, clock):
    client = log_in()
    first = shown_key(client)

    answer = client.post(APP, {"code": "000000"})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "code": ["This code isn’t right. Take the one that is shown now."]
    }
    assert shown_key(client) == first
    assert shown_key(log_in()) != first
    assert Authenticator.objects.exists() is False


def test_key_ends_after_half_an_hour_and_the_page_says_so(ana, clock):
    client = log_in()
    first = shown_key(client)
    clock.shift(timedelta(minutes=31))
    client.post(CONFIRM, {"password": builders.PASSWORD})

    page = text_of(client.get(APP))

    assert "The key that was shown before has ended" in page
    assert shown_key(client) != first
    assert "has ended" not in text_of(client.get(APP))


def test_code_of_a_key_that_ended_switches_nothing_on_and_is_told_why(ana, clock):
    client = log_in()
    first = shown_key(client)
    clock.shift(timedelta(minutes=31))
    client.post(CONFIRM, {"password": builders.PASSWORD})

    answer = client.post(APP, {"code": code_of(first)})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "code": ["This code belongs to the key that has ended."]
    }
    assert "The key that was shown before has ended" in text_of(answer)
    assert Authenticator.objects.exists() is False
    assert switch_on(client) != first
    assert Authenticator.objects.filter(type="totp").exists() is True


@pytest.mark.parametrize("kept", ["sealed as it was of old", [], ["nonsense", 1], [1, 2, 3], None])
def test_key_that_cannot_be_read_is_a_new_one_and_no_fault(ana, clock, kept):
    client = log_in()
    session = client.session
    session["authenticator_draft"] = kept
    session.save()

    assert len(shown_key(client)) == 32


def test_key_goes_when_the_authenticator_is_on_also_by_another_browser(ana, clock):
    other = log_in()
    passkey = add_passkey(other)
    shown_key(other)
    here = log_in_by(passkey)
    switch_on(here)

    text_of(other.get(APP))

    assert ["authenticator_draft" in each.session for each in (here, other)] == [False, False]


def test_code_that_switched_it_on_does_not_log_in(ana, clock):
    client = log_in()
    key = switch_on(client)
    other = log_in()

    other.post(STEP, {"code": code_of(key)})
    refused = is_in(other)
    clock.shift(30)
    other.post(STEP, {"code": code_of(key)})

    assert (refused, is_in(other)) == (False, True)


def test_switching_on_ends_the_log_ins_that_the_password_alone_began(ana, clock):
    here, other = log_in(), log_in()

    switch_on(here)

    assert [is_in(here), is_in(other)] == [True, False]


def test_second_authenticator_is_not_set_up_beside_the_first(secret, ana):
    client = inside(secret)

    answer = client.post(APP, {"code": "123456"})

    assert (answer.status_code, answer["Location"]) == (302, CODES)
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_switching_off_leaves_the_password_and_ends_other_log_ins(secret, ana, clock):
    here = inside(secret)
    clock.shift(30)
    other = inside(secret)
    mail.outbox.clear()

    here.post(APP, {"action": "off"})

    assert Authenticator.objects.exists() is False
    assert [is_in(here), is_in(other), is_in(log_in())] == [True, False, True]
    assert subjects()[0] == "Your log-in asks for no code any more"


def test_switching_off_keeps_recovery_codes_for_a_passkey(secret, ana):
    client = inside(secret)
    add_passkey(client)

    client.post(APP, {"action": "off"})

    assert sorted(Authenticator.objects.values_list("type", flat=True)) == [
        "recovery_codes",
        "webauthn",
    ]


# --- at rest ------------------------------------------------------------------------------------


def test_database_holds_no_secret_in_the_clear(secret, ana):
    client = Client()
    client.force_login(ana)
    client.post(CONFIRM, {"password": builders.PASSWORD})
    stored = {row.type: row.data for row in Authenticator.objects.all()}

    assert secret not in str(stored)
    assert unseal(stored["totp"]["secret"]) == secret
    assert re.fullmatch("[0-9a-f]{80}", unseal(stored["recovery_codes"]["seed"]))


def test_key_in_the_making_is_sealed_in_the_session(ana, clock):
    client = log_in()
    key = shown_key(client)

    assert key not in str(dict(client.session))


def test_what_was_sealed_with_another_key_stays_closed(settings):
    sealed = seal("secret")
    settings.SECRET_KEY = "another key, long enough " * 4

    with pytest.raises(WrongKey):
        unseal(sealed)


def test_file_of_everything_says_what_there_is_and_opens_nothing(secret, ana):
    add_passkey(inside(secret), name="Phone")

    found = second_factors(ana)

    assert [(each["kind"], each["name"]) for each in found] == [
        ("recovery_codes", ""),
        ("totp", ""),
        ("webauthn", "Phone"),
    ]
    assert {name for each in found for name in each} == {"kind", "name", "made_at", "used_at"}


def test_admin_shows_no_factors(db):
    assert Authenticator not in admin.site._registry


def test_deleted_account_leaves_no_factor(secret, ana):
    ana.delete()

    assert Authenticator.objects.exists() is False
