"""A forgotten password, and a changed one. Mail goes to Django's outbox, never to a network."""

import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from accounts.models import FormerGuest, User
from tests import builders

NEW = "quite another sentence"
pytestmark = pytest.mark.django_db


def who(client):
    return User.objects.filter(pk=client.session.get(SESSION_KEY)).first()


def ask(client, address="ana@example.org"):
    """Asks for a link, and returns its path as it stands in the mail."""
    client.post("/accounts/password/reset/", {"email": address})
    (link,) = re.findall(
        r"http://localhost:8000(/accounts/password/reset/\S+)", mail.outbox[-1].body
    )
    return link


def test_mail_goes_nowhere_by_default_and_to_the_outbox_in_tests():
    assert settings.EMAIL_BACKEND == "django.core.mail.backends.locmem.EmailBackend"


@pytest.mark.parametrize("typed", ["ana@example.org", "ANA@Example.org"])
def test_forgotten_password_sends_one_mail_with_a_link(client, ana, typed):
    response = client.post("/accounts/password/reset/", {"email": typed})

    assert (response.status_code, response["Location"]) == (302, "/accounts/password/reset/sent/")
    (letter,) = mail.outbox
    assert (letter.to, letter.from_email) == (["ana@example.org"], "backhealth@localhost")
    assert letter.subject == "[backhealth] Set a new password"
    assert len(re.findall(r"http://localhost:8000/accounts/password/reset/\S+/", letter.body)) == 1
    ((html, kind),) = letter.alternatives
    words = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert kind == "text/html"
    assert [each in words for each in letter.body.strip().split("\n\n")] == [True] * 3


def test_forgotten_password_all_the_way(client, ana):
    first = client.get(ask(client))
    page = client.get(first["Location"])
    sent = client.post(first["Location"], {"password1": NEW, "password2": NEW})
    done = client.get(sent["Location"])
    client.post("/accounts/login/", {"login": "ana@example.org", "password": NEW})

    assert first.status_code == 302
    assert re.fullmatch(r"/accounts/password/reset/[0-9a-z]+-set-password/", first["Location"])
    assert re.search(r"<h1>(.*?)</h1>", page.content.decode())[1] == "New password"
    assert (sent.status_code, sent["Location"]) == (302, "/accounts/password/reset/done/")
    assert re.search(r"<h1>(.*?)</h1>", done.content.decode())[1] == "Password set"
    assert who(client) == ana
    assert User.objects.get().check_password(builders.PASSWORD) is False


def test_guest_who_follows_the_link_stays_the_guest_until_the_log_waits(client, ana, library):
    guest = builders.guest()
    client.force_login(guest)

    page = client.get(ask(client))["Location"]
    client.get(page)
    before = who(client)
    client.post(page, {"password1": NEW, "password2": NEW})
    client.post("/accounts/login/", {"login": "ana@example.org", "password": NEW})

    assert (before, who(client)) == (guest, ana)
    assert FormerGuest.objects.get().key == guest.pk
    assert client.get("/accounts/bring-along/").status_code == 200


def test_link_of_ana_logs_bo_out(client, as_bo, ana):
    page = as_bo.get(ask(client))["Location"]

    as_bo.get(page)

    assert who(as_bo) is None


def test_link_works_once(client, ana):
    link = ask(client)
    client.post(client.get(link)["Location"], {"password1": NEW, "password2": NEW})

    html = Client().get(link).content.decode()

    assert "This link was used already, or it is too old." in html
    assert 'name="password1"' not in html


def test_new_password_signs_every_other_browser_out(client, as_ana, ana):
    client.post(client.get(ask(client))["Location"], {"password1": NEW, "password2": NEW})

    assert as_ana.get("/settings/").status_code == 302


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            ("", ""),
            {"password1": ["This field is required."], "password2": ["This field is required."]},
        ),
        ((NEW, "another one"), {"password2": ["You must type the same password each time."]}),
        (
            ("short", "short"),
            {"password1": ["This password is too short. It must contain at least 8 characters."]},
        ),
        (("password1", "password1"), {"password1": ["This password is too common."]}),
        (
            ("ana@example", "ana@example"),
            {"password1": ["The password is too similar to the e-mail address."]},
        ),
    ],
)
def test_new_password_is_refused_beside_the_field(client, ana, typed, errors):
    page = client.get(ask(client))["Location"]

    response = client.post(page, dict(zip(("password1", "password2"), typed, strict=True)))

    assert response.context["form"].errors == errors
    assert User.objects.get().check_password(builders.PASSWORD) is True


@pytest.mark.parametrize(
    "key",
    [
        "1-x",
        "zzzzzzzzzzzzzzzzzzzz-x",
        "0-set-password",
        "nonsense-1-2",
        f"{'9' * 400}-x",
        "1-%00",
        "1-<b>",
    ],
)
def test_made_up_link_is_told_to_be_too_old(client, ana, key):
    response = client.get(f"/accounts/password/reset/{key}/")

    assert response.status_code == 200
    assert "This link was used already, or it is too old." in response.content.decode()


def test_link_of_one_person_does_not_open_another_s_account(client, ana, bo):
    link = ask(client)
    stolen = link.replace(ana.pk.hex, bo.pk.hex)

    html = client.get(stolen).content.decode()

    assert stolen != link
    assert "This link was used already, or it is too old." in html


def test_unknown_address_gets_the_same_page_as_a_known_one(client, ana):
    pages = [
        client.post("/accounts/password/reset/", {"email": address}, follow=True)
        for address in ("ana@example.org", "nobody@example.org")
    ]

    assert pages[0].redirect_chain == pages[1].redirect_chain
    assert pages[0].content == pages[1].content
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"], ["nobody@example.org"]]
    assert "/accounts/password/reset/" not in mail.outbox[1].body
    assert mail.outbox[1].subject == "[backhealth] There is no account with this address"


@pytest.mark.parametrize("address", ["ana@example.org", "nobody@example.org"])
@pytest.mark.parametrize("kind", [SMTPRecipientsRefused, ConnectionRefusedError])
def test_mail_that_is_refused_is_told_beside_the_field_and_the_log_has_no_address(
    client, ana, monkeypatch, caplog, address, kind
):
    def refuse(*_):
        raise kind({address: (550, b"no such person")})

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)

    answer = client.post("/accounts/password/reset/", {"email": address})

    form = answer.context["form"]
    words = "The mail can’t be sent just now. Please try again in a minute."
    assert (answer.status_code, form.errors) == (422, {"email": [words]})
    assert form["email"].value() == address
    assert f"a mail could not be sent: {kind.__name__}" in caplog.text
    assert "example.org" not in caplog.text


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ("", ["This field is required."]),
        ("nonsense", ["Enter a valid email address."]),
    ],
)
def test_forgotten_password_refuses_nonsense_and_keeps_it(client, typed, errors):
    response = client.post("/accounts/password/reset/", {"email": typed})

    form = response.context["form"]
    assert (form.errors, form["email"].value()) == ({"email": errors}, typed)
    assert mail.outbox == []


def test_closed_account_gets_no_link(client, ana):
    User.objects.update(is_active=False)

    client.post("/accounts/password/reset/", {"email": "ana@example.org"})

    subject = "[backhealth] There is no account with this address"
    assert [letter.subject for letter in mail.outbox] == [subject]


# --- changing it --------------------------------------------------------------------------------


def test_password_is_changed_and_one_stays_signed_in(as_ana, ana):
    typed = {"oldpassword": builders.PASSWORD, "password1": NEW, "password2": NEW}

    response = as_ana.post("/accounts/password/change/", typed)

    assert (response.status_code, response["Location"]) == (302, "/settings/")
    page = as_ana.get("/settings/")
    assert [str(each) for each in page.context["messages"]] == [
        "Your password is changed, and you are logged out everywhere else."
    ]
    assert User.objects.get().check_password(NEW) is True
    assert who(as_ana) == ana


def test_password_is_not_changed_without_the_old_one(as_ana):
    typed = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}

    response = as_ana.post("/accounts/password/change/", typed)

    assert response.status_code == 422
    assert response.context["form"].errors == {"oldpassword": ["This isn’t your password."]}
    assert User.objects.get().check_password(builders.PASSWORD) is True


def test_help_beside_the_new_password_is_a_sentence(as_ana):
    page = as_ana.get("/accounts/password/change/").content.decode()

    assert "Eight characters or more. A short sentence is easy to remember." in page
    assert "&lt;" not in page


def test_present_password_is_not_guessed(as_ana, ana):
    typed = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    right = {**typed, "oldpassword": builders.PASSWORD}

    answers = [as_ana.post("/accounts/password/change/", typed) for _ in range(12)]
    refused = as_ana.post("/accounts/password/change/", right)

    assert [each.status_code for each in answers] == [422] * 10 + [429] * 2
    assert refused.status_code == 429
    assert User.objects.get().check_password(builders.PASSWORD) is True


def test_guest_who_would_change_a_password_is_led_to_keep_the_log(client):
    client.force_login(builders.guest())

    response = client.get("/accounts/password/change/", follow=True)

    assert response.redirect_chain == [
        ("/accounts/password/set/", 302),
        ("/accounts/claim/", 302),
    ]
    assert response.status_code == 200
