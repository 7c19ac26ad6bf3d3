"""A log-in by a passkey alone, or with a passkey after the password."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts import entrance
from accounts.actions import sign_up
from accounts.limits import RateLimit
from accounts.models import BrowserSession, FormerGuest, User
from tests import builders
from tests.accounts.conftest import add_passkey, is_in, log_in, log_in_by, subjects, text_of
from tests.software_passkey import BACKED_UP, PRESENT, SoftwarePasskey, asked

LOG_IN, NEW = "/accounts/passkey/", "/settings/security/passkeys/new/"
STEP = "/accounts/second-step/"
REFUSED = "This passkey doesn’t log in here"
pytestmark = pytest.mark.django_db


def page(client, path=LOG_IN):
    return client.get(path).content.decode()


def who(client):
    return User.objects.filter(pk=client.session.get(SESSION_KEY)).first()


# --- logged in by -------------------------------------------------------------------------------


def test_passkey_logs_in_by_itself(passkey, ana):
    client = Client()

    answer = client.post(LOG_IN, passkey.used(page(client)))

    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    assert who(client) == ana
    assert client.cookies["device"].value != ""
    assert client.cookies["sessionid"]["max-age"] == 31_536_000


def test_button_on_the_log_in_page_takes_the_same_way(passkey, ana):
    client = Client()
    html = page(client, "/accounts/login/?next=/history/")

    answer = client.post(LOG_IN, passkey.used(html, next="/history/"))

    assert answer["Location"] == "/history/"
    assert who(client) == ana
    assert 'autocomplete="username webauthn"' in html


def test_log_in_by_a_passkey_leads_to_no_other_host(passkey):
    client = Client()

    answer = client.post(LOG_IN, passkey.used(page(client), next="https://evil.example.org/"))

    assert answer["Location"] == "/today/"


def test_who_is_logged_in_is_led_on_and_stays_so(passkey, as_bo, bo):
    fields = passkey.used(page(Client()))

    answers = [as_bo.get(LOG_IN), as_bo.post(LOG_IN, fields)]

    assert [(each.status_code, each["Location"]) for each in answers] == [(302, "/today/")] * 2
    assert who(as_bo) == bo


def test_log_in_page_makes_no_session_for_who_only_looks(db):
    client = Client()

    client.get("/accounts/login/")
    client.get(LOG_IN)

    assert BrowserSession.objects.exists() is False
    assert "sessionid" not in client.cookies


def test_log_in_by_a_passkey_on_a_new_device_sends_a_mail(passkey):
    mail.outbox.clear()

    log_in_by(passkey)

    assert subjects() == ["A log-in on a new device"]


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.example.org"},
        {"host": "evil.example.org"},
        {"flags": PRESENT | BACKED_UP},
        {"name": b"another passkey's name"},
        {"handle": b""},
        {"handle": b"x" * 16},
        {"handle": b"short"},
        {"key": SoftwarePasskey().key},
    ],
    ids=["site", "host", "nobody asked", "name", "no account", "nobody's", "nonsense", "key"],
)
def test_wrong_answer_of_a_passkey_logs_nobody_in(passkey, lie):
    for name, value in lie.items():
        setattr(passkey, name, value)
    client = Client()

    answer = client.post(LOG_IN, passkey.used(page(client)))

    assert answer.status_code == 422
    assert REFUSED in text_of(answer)
    assert who(client) is None


def test_answer_of_a_passkey_is_taken_once(passkey):
    client = Client()
    fields = passkey.used(page(client))
    client.post(LOG_IN, fields)
    client.post("/accounts/logout/")

    assert client.post(LOG_IN, fields).status_code == 422
    assert who(client) is None


def test_answer_to_another_question_logs_nobody_in(passkey, ana):
    """What was asked after the password, or before a change, is no log-in."""
    half_done, inside = log_in(), log_in_by(passkey)
    questions = [
        page(half_done, "/accounts/second-step/"),
        page(inside, "/settings/security/confirm/"),
    ]

    answers = [Client().post(LOG_IN, passkey.used(html)).status_code for html in questions]

    assert answers == [422, 422]


def test_removed_passkey_logs_nobody_in(passkey):
    Authenticator.objects.filter(type="webauthn").delete()

    assert who(log_in_by(passkey)) is None


def test_passkey_of_a_closed_account_logs_nobody_in(passkey):
    User.objects.update(is_active=False)

    assert who(log_in_by(passkey)) is None


def test_guest_s_log_waits_after_a_log_in_by_a_passkey(passkey, ana, library):
    client, guest = Client(), builders.guest()
    client.force_login(guest)

    answer = client.post(LOG_IN, passkey.used(page(client)))

    assert answer["Location"] == "/accounts/bring-along/"
    assert FormerGuest.objects.get().key == guest.pk
    assert who(client) == ana


def test_answers_of_passkeys_are_limited(passkey, monkeypatch):
    few = (RateLimit("passkey", 2, timedelta(minutes=10)),)
    monkeypatch.setattr(entrance, "PASSKEYS", few)
    client = Client()

    answers = [client.post(LOG_IN, {"credential": "{}"}).status_code for _ in range(3)]

    assert answers == [422, 422, 429]


@pytest.mark.parametrize(
    "change",
    [
        {"response": {"userHandle": 2 * 10**10}},
        {"rawId": 2 * 10**10},
        {"response": []},
        {"response": "signature"},
        {"id": None},
        {"type": ["public-key"]},
    ],
    ids=str,
)
def test_answer_whose_parts_are_no_text_is_refused(passkey, change):
    """A number would become as many bytes."""
    client = Client()
    fields = passkey.used(page(client))
    answer = json.loads(fields["credential"])
    if isinstance(change.get("response"), dict):
        change = {"response": answer["response"] | change["response"]}

    sent = client.post(LOG_IN, {**fields, "credential": json.dumps(answer | change)})

    assert sent.status_code == 422


@pytest.mark.parametrize(
    "credential", ["[" * 19_000, '{"response":' * 1_000, "x" * 20_001, "NaN", '"id"', "9" * 5_000]
)
def test_answer_that_is_no_json_of_an_answer_is_refused(db, credential):
    client = Client()
    sign = asked(page(client))[1]

    answer = client.post(LOG_IN, {"credential": credential, "challenge": sign})

    assert answer.status_code == 422


class MadeUpAnswers(TestCase):
    """Every answer of a browser is read without a fault, and logs nobody in."""

    @settings(max_examples=30)
    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=20),
            lambda inner: (
                st.lists(inner, max_size=4)
                | st.dictionaries(
                    st.sampled_from(
                        ["id", "rawId", "type", "response", "userHandle", "signature", "x"]
                    ),
                    inner,
                )
            ),
        ),
        st.binary(max_size=80),
    )
    def test_made_up_answer_is_refused(self, answer, data):
        ana = sign_up(email="ana@example.org", password=builders.PASSWORD)
        client, passkey = Client(), SoftwarePasskey(handle=ana.pk.bytes)
        fields = passkey.used(page(client))
        if isinstance(answer, dict):
            answer = json.loads(fields["credential"]) | answer
        broken = json.loads(passkey.used(page(client))["credential"])
        broken["response"]["authenticatorData"] = data.hex()

        for each in (answer, broken):
            sent = {"credential": json.dumps(each), "challenge": asked(page(client))[1]}
            assert client.post(LOG_IN, sent).status_code == 422


# --- a passkey as the second step ---------------------------------------------------------------


def test_passkey_finishes_the_log_in(passkey, ana):
    client = log_in()

    answer = client.post(STEP, passkey.used(client.get(STEP).content.decode()))

    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    assert is_in(client) is True
    assert Authenticator.objects.get(type="webauthn").last_used_at is not None


def test_passkey_of_bo_does_not_finish_ana_s_log_in(passkey, bo):
    other = add_passkey(log_in(name="bo"))
    client = log_in()

    answer = client.post(STEP, other.used(client.get(STEP).content.decode()))

    assert answer.status_code == 422
    assert "This passkey doesn’t log in here" in text_of(answer)
    assert is_in(client) is False


def test_page_without_an_authenticator_asks_for_a_recovery_code(passkey):
    assert "Without the passkey, one of your recovery codes logs you in." in text_of(
        log_in().get(STEP)
    )
