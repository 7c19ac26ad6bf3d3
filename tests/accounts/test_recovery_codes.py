"""Recovery codes: shown once, downloaded, made anew; and what helps when they are lost."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command

from accounts.factors.facts import recovery_codes_of, unused_codes
from tests.accounts.conftest import (
    CODES,
    SECURITY,
    STEP,
    inside,
    is_in,
    log_in,
    shown_codes,
    subjects,
    switch_on,
    text_of,
)

pytestmark = pytest.mark.django_db


# --- recovery codes -----------------------------------------------------------------------------


def test_recovery_codes_are_shown_until_they_are_kept_and_never_again(ana, clock):
    client = log_in()
    switch_on(client)
    codes = shown_codes(client)
    again = shown_codes(client)

    client.post(CODES, {"action": "kept"})

    assert (len(codes), len(set(codes))) == (10, 10)
    assert again == codes
    assert shown_codes(client) == []
    assert client.get("/settings/security/recovery-codes.txt").status_code == 404


def test_recovery_codes_are_shown_in_the_browser_that_made_them_alone(ana, clock, secret):
    clock.shift(30)
    client = inside(secret)
    client.post(CODES, {"action": "make"})
    clock.shift(30)
    other = inside(secret)

    assert [len(shown_codes(each)) for each in (client, other)] == [10, 0]


def test_recovery_codes_are_hidden_after_half_an_hour(ana, clock):
    client = log_in()
    switch_on(client)

    clock.shift(timedelta(minutes=31))

    assert shown_codes(client) == []


def test_recovery_codes_are_downloaded_as_plain_text(ana, clock):
    client = log_in()
    switch_on(client)

    answer = client.get("/settings/security/recovery-codes.txt")

    text = answer.content.decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="backhealth-recovery-codes.txt"'
    assert re.findall(r"^\d{4} \d{4}$", text, re.MULTILINE) == shown_codes(client)
    assert text.startswith("backhealth, localhost:8000\nana@example.org\n")
    assert "no-store" in answer["Cache-Control"]


def test_new_recovery_codes_are_others_and_a_mail_says_so(secret, ana):
    before = unused_codes(recovery_codes_of(ana))
    client = inside(secret)
    mail.outbox.clear()

    client.post(CODES, {"action": "make"})

    after = unused_codes(recovery_codes_of(ana))
    assert (len(after), set(before) & set(after)) == (10, set())
    assert subjects() == ["New recovery codes"]


def test_who_has_no_factor_gets_no_recovery_codes(ana, clock):
    client = log_in()

    client.post(CODES, {"action": "make"})

    assert Authenticator.objects.exists() is False
    assert "there is nothing to recover" in text_of(client.get(CODES))


def test_overview_says_how_many_are_left_and_warns_of_the_last_three(secret, ana, clock):
    codes = unused_codes(recovery_codes_of(ana))
    said = []
    for code in codes[:7]:
        client = log_in()
        client.post(STEP, {"code": code})
        said.append(text_of(client.get(SECURITY)))

    assert ["are left" in each for each in said] == [True] * 7
    assert ["9 codes are left" in said[0], "3 codes are left" in said[6]] == [True, True]
    warned = ["Make new ones before they are used up." in each for each in said]
    assert warned == [False] * 6 + [True]


# --- phone and codes are lost -------------------------------------------------------------------


def test_command_takes_the_second_step_away_and_writes_to_the_owner(secret, ana):
    client = inside(secret)
    mail.outbox.clear()
    said = StringIO()

    call_command("forget_second_factor", "Ana@example.org", stdout=said)

    assert said.getvalue() == ("The password alone logs in now.\nA mail says so to the owner.\n")
    assert subjects() == ["Your log-in needs no second step any more"]
    assert "If you didn’t ask for it, set a new password" in mail.outbox[0].body
    assert "If it wasn’t you" not in mail.outbox[0].body
    assert [is_in(client), is_in(log_in())] == [False, True]
    assert Authenticator.objects.exists() is False


def test_command_says_if_the_mail_could_not_be_sent(secret, monkeypatch):
    monkeypatch.setattr("accounts.mails.tell", lambda *_args, **_context: False)
    said, faults = StringIO(), StringIO()

    call_command("forget_second_factor", "ana@example.org", stdout=said, stderr=faults)

    assert said.getvalue() == "The password alone logs in now.\n"
    assert "The mail to the owner could not be sent" in faults.getvalue()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nobody@example.org", "There is no account with this address."),
        ("ana@example.org", "This account has no second step."),
    ],
)
def test_command_says_why_there_is_nothing_to_take_away(ana, address, said):
    with pytest.raises(CommandError, match=said):
        call_command("forget_second_factor", address)
