"""Before a way in is added beside the password, the address is proven by a mail to it."""

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import proof
from accounts.actions import ask_for_address, prove_address
from accounts.factors import actions
from accounts.models import NewAddress, User
from accounts.new_address import key_for
from exchange.actions import make_token
from exchange.models import ApiToken
from tests import builders
from tests.accounts.conftest import (
    APP,
    SECURITY,
    STEP,
    add_passkey,
    code_of,
    html,
    is_in,
    log_in,
    log_in_by,
    switch_on,
    text_of,
)
from tests.conftest import set_up_mail
from tests.software_passkey import SoftwarePasskey

NEW, TOKENS = "/settings/security/passkeys/new/", "/settings/tokens/"
PROVE, LONG = "/settings/address/prove/", "a new and long one"
TOKEN = {"name": "watch", "scopes": ["read"], "days": "90"}
# The pages that add a way in, and a sign of the form that does it.
PAGES = {NEW: "data-passkey", APP: 'id="secret"', TOKENS: "Make the token"}
ASKED = "First confirm that ana@example.org is yours"
pytestmark = pytest.mark.django_db


def ways_in():
    return Authenticator.objects.count() + ApiToken.objects.count()


def add(client, path):
    """Add the way in of a page, as far as the page lets."""
    if path == NEW:
        add_passkey(client)
    elif path == APP:
        switch_on(client)
    else:
        client.post(TOKENS, TOKEN)


def link():
    """The path in the last mail that has a link to confirm an address."""
    letters = [each for each in mail.outbox if "settings/address" in each.body]
    return re.findall(r"http://localhost:8000(/settings/address/\S+)", letters[-1].body)[0]


def set_by_mail(password=LONG):
    """Set the password by a mail, as somebody who reads the mail of ana's address."""
    client = Client()
    client.post("/accounts/password/reset/", {"email": "ana@example.org"})
    pattern = r"http://localhost:8000(/accounts/password/reset/\S+)"
    first = client.get(re.findall(pattern, mail.outbox[-1].body)[0])
    fields = {"password1": password, "password2": password}
    return client.post(first["Location"], fields, follow=True)


# --- each page ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_address_that_is_not_proven_adds_no_way_in(ana, mail_server, path):
    client = log_in()
    sent = {**TOKEN, "code": "123456", "credential": "{}", "challenge": ""}

    page = client.get(path)
    answer = client.post(path, sent)

    assert ASKED in text_of(page)
    assert PAGES[path] not in page.content.decode()
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert ways_in() == 0
    assert "authenticator_draft" not in client.session


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("proven", [True, False], ids=["proven", "no mail server"])
def test_proven_address_or_a_place_without_mail_adds_it(ana, request, path, proven):
    if proven:
        request.getfixturevalue("mail_server")
        prove_address(user=ana)
    client = log_in()

    page = html(client, path)
    add(client, path)

    assert ASKED not in page
    assert PAGES[path] in page
    assert ways_in() > 0


@pytest.mark.parametrize("path", PAGES)
def test_form_that_was_open_before_the_mail_server_adds_no_way_in(ana, settings, path):
    """What such a page sends is complete."""
    client = log_in()
    key, page = html(client, APP), html(client, NEW)
    secret = re.findall(r'id="secret">([A-Z2-7 ]+)<', key)[0].replace(" ", "")
    sent = {NEW: SoftwarePasskey().made(page), APP: {"code": code_of(secret)}, TOKENS: TOKEN}
    set_up_mail(settings)

    answer = client.post(path, sent[path])

    assert answer["Location"] == path
    assert ways_in() == 0


def test_verbs_refuse_it_too(ana, mail_server):
    now = timezone.now()
    verbs = [
        lambda: builders.passkey(ana),
        lambda: actions.switch_on_app(user=ana, secret="A" * 32, counter=1, here=None),
        lambda: make_token(user=ana, name="watch", scopes=["read"], days=90, now=now),
        lambda: make_token(user=builders.guest(), name="a", scopes=["read"], days=90, now=now),
    ]

    for verb in verbs:
        with pytest.raises(proof.AddressNotProven):
            verb()

    assert ways_in() == 0


# --- the mail, and the way back ------------------------------------------------------------------


def test_link_in_the_mail_leads_back_to_the_page_that_waits(ana, mail_server):
    client = log_in()
    mail.outbox.clear()

    sent = client.post(PROVE, {"next": APP})
    waiting = client.get(sent["Location"])
    done = client.post(link())
    page = client.get(done["Location"]).content.decode()

    assert (sent["Location"], done["Location"]) == (APP, APP)
    assert "A mail is on its way to ana@example.org. Open the link in it" in text_of(waiting)
    assert "I have opened the link" in text_of(waiting)
    assert [(each.to, each.subject) for each in mail.outbox] == [
        (["ana@example.org"], "[backhealth] Confirm your address")
    ]
    assert "Your address is confirmed" in page
    assert PAGES[APP] in page
    assert proof.AFTER_PROOF not in client.session


def test_link_that_is_opened_elsewhere_lets_the_first_browser_go_on(ana, mail_server):
    client = log_in()
    client.post(PROVE, {"next": TOKENS})

    elsewhere = Client().post(link())

    assert elsewhere["Location"] == "/settings/"
    assert PAGES[TOKENS] in html(client, TOKENS)


def test_other_person_s_browser_is_not_led_to_the_page_that_waits(as_bo, ana, mail_server):
    key = key_for(ask_for_address(user=ana, email="ana@example.org", now=timezone.now()))
    as_bo.post(PROVE, {"next": APP})

    assert as_bo.post(f"/settings/address/{key}/")["Location"] == "/settings/"


@pytest.mark.parametrize("next_page", ["", "https://evil.example.org/", "//evil.example.org"])
def test_way_back_is_ours(ana, mail_server, next_page):
    assert log_in().post(PROVE, {"next": next_page})["Location"] == SECURITY


@pytest.mark.parametrize("proven", [True, False], ids=["proven", "no mail server"])
def test_nothing_is_sent_where_no_proof_is_asked_for(as_ana, ana, request, proven):
    if proven:
        request.getfixturevalue("mail_server")
        prove_address(user=ana)

    answer = as_ana.post(PROVE, {"next": APP})

    assert answer["Location"] == APP
    assert mail.outbox == []
    assert NewAddress.objects.count() == 0


def test_mail_that_could_not_be_sent_is_said(as_ana, mail_server, monkeypatch):
    def fail(*args):
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", fail)

    page = as_ana.post(PROVE, {"next": APP}, follow=True)

    assert "The mail can’t be sent just now." in text_of(page)
    assert "I have opened the link" not in text_of(page)


def test_sixth_mail_waits_and_says_so(as_ana, mail_server):
    answers = [as_ana.post(PROVE, {"next": APP}) for _ in range(6)]

    assert [each.status_code for each in answers] == [302] * 5 + [429]
    assert "the link in the newest one works for three days" in text_of(answers[-1])
    assert len(mail.outbox) == 5


# --- guests, and those who have something already ------------------------------------------------


def test_guest_is_led_to_an_account_and_keeps_a_token_of_earlier(client, db, settings):
    client.post("/start/")
    guest, now = User.objects.get(), timezone.now()
    make_token(user=guest, name="old watch", scopes=["read"], days=90, now=now)
    set_up_mail(settings)

    page = client.get(TOKENS)
    answer = client.post(TOKENS, TOKEN)

    assert "This needs an account whose e-mail address is confirmed" in text_of(page)
    assert "old watch" in text_of(page)
    assert answer["Location"] == TOKENS
    assert ApiToken.objects.count() == 1
    assert client.post(PROVE)["Location"] == "/accounts/claim/"


def test_old_passkey_authenticator_and_token_work_and_can_go(ana, settings, clock):
    client = log_in()
    passkey, secret = add_passkey(client), switch_on(client)
    client.post(TOKENS, TOKEN)
    set_up_mail(settings)

    clock.shift(timedelta(minutes=5))
    by_code = log_in()
    by_code.post(STEP, {"code": code_of(secret)})
    by_key = log_in_by(passkey)
    assert (is_in(by_code), is_in(by_key)) == (True, True)
    assert "Switch it off" in html(by_key, TOKENS)

    by_key.post(reverse("exchange:switch_off_token", args=[ApiToken.objects.get().pk]))
    by_key.post(APP, {"action": "off"})
    row = Authenticator.objects.get(type="webauthn")
    by_key.post(reverse("accounts:passkey", args=[row.pk]), {"action": "remove"})
    assert ways_in() == 0


# --- the owner comes, by a mail that sets the password -------------------------------------------


def test_first_password_set_by_mail_proves_the_address_and_ends_all_that_others_hold(
    ana, mail_server
):
    theirs = log_in()
    key = key_for(ask_for_address(user=ana, email="other@example.org", now=timezone.now()))

    page = set_by_mail()

    assert "Your address is confirmed now. If it was somebody else who made this account" in (
        text_of(page)
    )
    assert proof.is_proven(ana) is True
    assert (is_in(theirs), is_in(log_in())) == (False, False)
    assert Client().post(f"/settings/address/{key}/").status_code == 410
    assert User.objects.get().email == "ana@example.org"
    assert "is confirmed now" not in text_of(set_by_mail("another one, as long"))


def test_password_that_is_set_by_mail_takes_no_old_second_step_away(ana, settings, secret):
    set_up_mail(settings)

    set_by_mail()

    assert Authenticator.objects.filter(type="totp").count() == 1


def test_password_that_is_changed_proves_nothing(as_ana, ana, mail_server):
    fields = {"oldpassword": builders.PASSWORD, "password1": LONG}
    as_ana.post("/accounts/password/change/", {**fields, "password2": LONG})

    assert proof.is_proven(ana) is False


def test_proof_is_of_the_present_address(ana):
    prove_address(user=ana)
    User.objects.update(email="other@example.org")

    assert proof.is_proven(User.objects.get()) is False


def test_administrator_of_the_command_line_proves_the_address_too(db):
    user = User.objects.create_superuser("ana@example.org", builders.PASSWORD)

    assert (proof.is_proven(user), prove_address(user=user)) == (False, True)
    assert (proof.is_proven(user), prove_address(user=user)) == (True, False)
    assert EmailAddress.objects.count() == 1


@pytest.mark.parametrize(("path", "count"), [(NEW, 3), (APP, 4), (TOKENS, 4)])
def test_pages_ask_one_query_more(ana, mail_server, django_assert_num_queries, path, count):
    client = log_in()

    with django_assert_num_queries(count):
        client.get(path)
