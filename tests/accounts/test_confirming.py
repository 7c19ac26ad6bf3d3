"""Before something changes with which one logs in, the app asks who is there."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests import builders
from tests.accounts.conftest import (
    APP,
    CODES,
    CONFIRM,
    SECURITY,
    add_passkey,
    html,
    inside,
    log_in,
    text_of,
)

pytestmark = pytest.mark.django_db


def test_log_in_of_some_time_ago_is_asked_who_is_there(secret, ana, clock):
    client = inside(secret)
    clock.shift(timedelta(minutes=11))

    page = text_of(client.get(APP))
    clock.shift(timedelta(minutes=10))
    answers = [
        client.post(path, {"action": action}) for path, action in ((APP, "off"), (CODES, "make"))
    ]

    assert "Show first that it is you" in page
    assert "Switch the authenticator off" not in page
    assert [each["Location"] for each in answers] == [
        f"{CONFIRM}?next=/settings/security/{name}/" for name in ("authenticator", "recovery-codes")
    ]
    assert Authenticator.objects.filter(type="totp").exists() is True


@pytest.mark.parametrize("method", ["get", "post"])
def test_key_is_not_made_before_somebody_has_shown_who_they_are(as_ana, method):
    answer = getattr(as_ana, method)(APP, {"code": "123456"})

    assert 'id="secret"' not in answer.content.decode()
    assert "authenticator_draft" not in as_ana.session


def test_password_shows_who_is_there_and_leads_on(as_ana):
    answer = as_ana.post(CONFIRM, {"password": builders.PASSWORD, "next": APP})

    assert (answer.status_code, answer["Location"]) == (302, APP)
    assert 'id="secret"' in html(as_ana, APP)


def test_guest_who_has_just_made_an_account_is_not_asked_for_its_password(clock):
    client = Client()
    client.post("/start/")
    clock.shift(timedelta(days=3))

    client.post("/accounts/claim/", {"email": "cleo@example.org", "password": builders.PASSWORD})

    assert 'id="secret"' in html(client, APP)


def test_wrong_password_is_refused_beside_its_field(as_ana):
    answer = as_ana.post(CONFIRM, {"password": "wrong", "next": APP})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"password": ["This isn’t your password."]}
    assert f'name="next" value="{APP}"' in answer.content.decode()


def test_password_typed_again_is_limited(as_ana):
    answers = [as_ana.post(CONFIRM, {"password": "wrong"}).status_code for _ in range(12)]

    assert answers == [422] * 10 + [429] * 2
    assert as_ana.post(CONFIRM, {"password": builders.PASSWORD}).status_code == 429


def test_empty_password_is_asked_for_beside_its_field(as_ana):
    answer = as_ana.post(CONFIRM, {})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"password": ["This field is required."]}


def test_password_stored_by_an_older_hasher_logs_nobody_out(as_ana, ana, settings):
    md5, *_ = settings.PASSWORD_HASHERS
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", md5]

    as_ana.post(CONFIRM, {"password": builders.PASSWORD})

    assert as_ana.get(SECURITY).status_code == 200


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("/settings/tokens/", "/settings/tokens/"),
        ("", SECURITY),
        ("https://evil.example.org/", SECURITY),
        ("javascript:alert(1)", SECURITY),
    ],
)
def test_page_leads_back_to_where_it_was_asked_for(as_ana, asked, back):
    page = html(as_ana, f"{CONFIRM}?next={asked}")

    assert f'<a class="text-link" href="{back}">' in page
    assert "evil" not in page
    assert "javascript" not in page


def test_confirming_leads_to_no_other_host(as_ana):
    typed = {"password": builders.PASSWORD, "next": "https://evil.example.org/"}

    assert as_ana.post(CONFIRM, typed)["Location"] == SECURITY


def test_passkey_shows_who_is_there(passkey, ana):
    client = Client()
    client.force_login(ana)

    answer = client.post(CONFIRM, passkey.used(html(client, CONFIRM), next=APP))

    assert answer["Location"] == APP
    assert 'id="secret"' in html(client, APP)
    assert Authenticator.objects.get(type="webauthn").last_used_at is not None


def test_passkey_of_bo_does_not_show_that_ana_is_there(passkey, ana, bo):
    other, client = add_passkey(log_in(name="bo")), Client()
    client.force_login(ana)

    answer = client.post(CONFIRM, other.used(html(client, CONFIRM)))

    assert answer.status_code == 422
    assert 'id="secret"' not in html(client, APP)


def test_clock_that_was_set_back_confirms_nobody(ana, clock):
    client = log_in()

    clock.shift(timedelta(days=-1))

    assert "Show first that it is you" in text_of(client.get(APP))
    client.post(CONFIRM, {"password": builders.PASSWORD})
    assert 'id="secret"' in html(client, APP)


@pytest.mark.parametrize(
    "path", [SECURITY, APP, CODES, CONFIRM, "/settings/security/passkeys/new/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_guest_has_no_factors_and_is_led_to_an_account(db, path, method):
    client = Client()
    client.force_login(builders.guest(checked=False))

    answer = getattr(client, method)(path)

    assert answer.status_code == (405 if (path, method) == (SECURITY, "post") else 302)
    assert answer.get("Location", "/accounts/claim/") == "/accounts/claim/"
