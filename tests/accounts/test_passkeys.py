"""Passkeys: added, named, removed."""

import json
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client
from django.utils import timezone
from fido2.utils import websafe_decode, websafe_encode
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.actions import sign_up
from accounts.factors import actions
from accounts.factors.passkeys import are_possible, ask_to_make, made
from accounts.models import User
from tests import builders
from tests.accounts.conftest import (
    add_passkey,
    is_in,
    log_in,
    log_in_by,
    subjects,
    text_of,
)
from tests.software_passkey import BACKED_UP, PRESENT, SoftwarePasskey, asked

LOG_IN, NEW = "/accounts/passkey/", "/settings/security/passkeys/new/"
REFUSED = "This passkey doesn’t log in here"
pytestmark = pytest.mark.django_db


def page(client, path=LOG_IN):
    return client.get(path).content.decode()


def who(client):
    return User.objects.filter(pk=client.session.get(SESSION_KEY)).first()


# --- added --------------------------------------------------------------------------------------


def test_passkey_is_added_and_brings_recovery_codes(ana):
    client, passkey = log_in(), SoftwarePasskey()
    mail.outbox.clear()

    answer = client.post(NEW, passkey.made(page(client, NEW), name="Phone"))

    assert answer["Location"] == "/settings/security/recovery-codes/"
    assert list(Authenticator.objects.values_list("type", flat=True).order_by("type")) == [
        "recovery_codes",
        "webauthn",
    ]
    assert subjects() == ["A new passkey"]


def test_browser_is_asked_for_a_passkey_that_logs_in_by_itself(ana, passkey):
    options, _sign = asked(page(log_in_by(passkey), NEW))

    assert options["authenticatorSelection"] == {
        "residentKey": "required",
        "userVerification": "required",
        "requireResidentKey": True,
    }
    assert options["rp"] == {"id": "localhost", "name": "backhealth"}
    assert options["user"]["name"] == "ana@example.org"
    assert [each["type"] for each in options["excludeCredentials"]] == ["public-key"]
    assert options.get("attestation", "none") == "none"


def test_form_for_a_passkey_says_where_passkeys_work(ana):
    assert "Passkeys work at http://localhost:8000 alone" in page(log_in(), NEW)


def test_passkey_without_a_name_is_named_after_its_browser(ana):
    client = log_in(**{"user-agent": "Firefox/140.0 Android"})

    add_passkey(client, name="")

    assert Authenticator.objects.get(type="webauthn").data["name"] == "Firefox on Android"


def test_only_what_is_needed_of_an_answer_is_stored(ana):
    client, passkey = log_in(), SoftwarePasskey()
    fields = passkey.made(page(client, NEW))
    answer = json.loads(fields["credential"])
    answer |= {"clientExtensionResults": {"large": "x" * 900}, "transports": ["usb"]}

    client.post(NEW, {**fields, "credential": json.dumps(answer)})

    stored = Authenticator.objects.get(type="webauthn").data["credential"]
    assert set(stored) == {"id", "rawId", "type", "response"}
    assert set(stored["response"]) == {"clientDataJSON", "attestationObject"}


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.example.org"},
        {"origin": "http://below.localhost:8000"},
        {"origin": "ftp://localhost"},
        {"host": "evil.example.org"},
        {"flags": PRESENT | BACKED_UP},
        {"flags": 0},
    ],
    ids=["site", "below", "scheme", "host", "nobody asked", "nobody there"],
)
def test_passkey_made_elsewhere_or_by_nobody_is_refused(ana, lie):
    client, passkey = log_in(), SoftwarePasskey(**lie)

    answer = client.post(NEW, passkey.made(page(client, NEW)))

    assert answer.status_code == 422
    assert "This passkey couldn’t be added" in text_of(answer)
    assert Authenticator.objects.exists() is False


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://back.example.org", 302),
        ("https://back.example.org:8443", 422),
        ("http://back.example.org", 422),
        ("https://below.back.example.org", 422),
    ],
)
@pytest.mark.parametrize("port", ["", ":443"])
def test_passkey_is_made_at_our_own_host_and_port(settings, ana, origin, status, port):
    known = {"BACKHEALTH_URL": f"https://back.example.org{port}"}
    settings.ENVIRONMENT = type(settings.ENVIRONMENT).model_validate(known)
    client, passkey = log_in(), SoftwarePasskey(origin=origin, host="back.example.org")

    assert client.post(NEW, passkey.made(page(client, NEW))).status_code == status


def test_answer_with_signs_that_are_no_base64_is_stored_as_it_was_read(ana):
    """Python leaves such signs out; PostgreSQL refuses one of them."""
    client, passkey = log_in(), SoftwarePasskey()
    fields = passkey.made(page(client, NEW))
    answer = json.loads(fields["credential"])
    right = answer["response"]["clientDataJSON"]
    answer["response"]["clientDataJSON"] = "\x00" * 4 + right

    sent = client.post(NEW, {**fields, "credential": json.dumps(answer)})

    stored = Authenticator.objects.get(type="webauthn").data["credential"]
    assert sent.status_code == 302
    assert stored["response"]["clientDataJSON"] == right


def test_answer_of_another_page_adds_no_passkey(ana, bo):
    """A challenge of bo's, one that was used, one that is too old, one that is made up."""
    client, passkey = log_in(), SoftwarePasskey()
    bo_s = SoftwarePasskey().made(page(log_in(name="bo"), NEW))
    once = passkey.made(page(client, NEW))
    client.post(NEW, once)
    made_up = {**once, "challenge": "x:y:z"}

    answers = [client.post(NEW, each).status_code for each in (bo_s, once, made_up)]

    assert answers == [422] * 3
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_passkey_of_a_page_that_was_open_for_an_hour_is_refused(ana, clock):
    client, passkey = log_in(), SoftwarePasskey()
    fields = passkey.made(page(client, NEW))
    clock.shift(timedelta(minutes=61))
    client.post("/settings/security/confirm/", {"password": builders.PASSWORD})

    assert client.post(NEW, fields).status_code == 422


def test_first_factor_ends_other_log_ins_and_the_second_passkey_none(ana):
    here, phone = log_in(), log_in()

    add_passkey(here)
    ended, other = is_in(phone), log_in_by(add_passkey(here))

    assert [is_in(here), ended, is_in(other)] == [True, False, True]
    add_passkey(here)
    assert is_in(other) is True


def test_twentieth_passkey_is_the_last(ana):
    client = log_in()
    for _ in range(20):
        add_passkey(client)

    passkey = SoftwarePasskey()
    answer = client.post(NEW, passkey.made(page(client, NEW)), follow=True)

    assert "You have as many passkeys as one may have." in text_of(answer)
    assert Authenticator.objects.filter(type="webauthn").count() == 20


@pytest.mark.parametrize(
    "url", ["https://back.example.org", "http://localhost:8000", "https://localhost"]
)
def test_passkeys_work_with_https_and_on_this_machine(settings, url):
    settings.ENVIRONMENT = type(settings.ENVIRONMENT).model_validate({"BACKHEALTH_URL": url})

    assert are_possible() is True


@pytest.mark.parametrize(
    "url", ["http://back.example.org", "http://127.0.0.1:8000", "https://192.0.2.7", "http://[::1]"]
)
def test_passkeys_are_not_offered_where_they_can_not_work(settings, client, ana, url):
    settings.ENVIRONMENT = type(settings.ENVIRONMENT).model_validate({"BACKHEALTH_URL": url})
    client = log_in()

    pages = [client.get(path) for path in ("/settings/security/", NEW)]

    assert are_possible() is False
    assert ["Passkeys need an address with https" in text_of(each) for each in pages] == [True] * 2
    assert "data-passkey" not in page(Client(), "/accounts/login/")


# --- named and removed --------------------------------------------------------------------------


def only(kind="webauthn"):
    return Authenticator.objects.get(type=kind)


def test_passkey_is_renamed(passkey):
    client = log_in_by(passkey)

    client.post(f"/settings/security/passkeys/{only().pk}/", {"name": "Old phone"})

    assert only().data["name"] == "Old phone"
    assert "Old phone" in text_of(client.get("/settings/security/"))


def test_passkey_that_was_removed_meanwhile_is_neither_used_nor_renamed(passkey):
    row = only()
    only().delete()

    assert actions.use_passkey(passkey=row, now=timezone.now()) is False
    assert actions.rename_passkey(passkey=row, name="Old phone") is False


@pytest.mark.parametrize("name", ["", " ", "x" * 41, "\x00"])
def test_name_that_can_not_be_is_refused_beside_its_field(passkey, name):
    client = log_in_by(passkey)

    answer = client.post(f"/settings/security/passkeys/{only().pk}/", {"name": name})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["name"]
    assert only().data["name"] == "Phone"


def test_last_passkey_takes_the_recovery_codes_and_other_log_ins_with_it(passkey, ana):
    here, other = log_in_by(passkey), log_in_by(passkey)
    mail.outbox.clear()

    here.post(f"/settings/security/passkeys/{only().pk}/", {"action": "remove"})

    assert Authenticator.objects.exists() is False
    assert [is_in(here), is_in(other), is_in(log_in())] == [True, False, True]
    assert subjects()[0] == "A passkey was removed"


def test_recovery_codes_stay_with_another_passkey(passkey, ana):
    here = log_in_by(passkey)
    second = add_passkey(here, name="Laptop")
    first = Authenticator.objects.filter(type="webauthn").earliest("pk")

    here.post(f"/settings/security/passkeys/{first.pk}/", {"action": "remove"})

    assert sorted(Authenticator.objects.values_list("type", flat=True)) == [
        "recovery_codes",
        "webauthn",
    ]
    assert [who(log_in_by(each)) for each in (passkey, second)] == [None, ana]


@pytest.mark.parametrize("passkeys", [1, 3])
def test_overview_asks_three_queries(passkey, passkeys, django_assert_num_queries):
    client = log_in_by(passkey)
    for _ in range(passkeys - 1):
        add_passkey(client)

    with django_assert_num_queries(3):
        html = client.get("/settings/security/").content.decode()

    assert len(re.findall("Rename or remove", html)) == passkeys


@pytest.mark.parametrize(
    ("path", "queries"), [(LOG_IN, 0), ("/accounts/login/", 0), (NEW, 3)], ids=str
)
def test_page_that_asks_for_a_passkey_asks_few_queries(
    passkey, path, queries, django_assert_num_queries
):
    client = log_in_by(passkey) if path == NEW else Client()

    with django_assert_num_queries(queries):
        client.get(path)


class MadeUpPasskeys(TestCase):
    """Every answer of a browser that was to make a passkey is read without a fault."""

    @settings(max_examples=60)
    @given(
        st.sampled_from(["clientDataJSON", "attestationObject"]),
        st.integers(0, 300),
        st.binary(max_size=40),
    )
    def test_spoiled_passkey_is_refused_or_taken(self, part, at, data):
        ana = sign_up(email="ana@example.org", password=builders.PASSWORD)
        question = ask_to_make(ana)
        answer = json.loads(SoftwarePasskey().credential(question.options["publicKey"]))
        whole = websafe_decode(answer["response"][part])
        spoiled = whole[:at] + data + whole[at + len(data) :]
        answer["response"][part] = websafe_encode(spoiled)

        found = made(ana, answer, question.sign, now=timezone.now())

        assert found is None or found["id"] == answer["id"]
