"""The list of log-ins, ending them, and the mails about what happens to an account."""

import re
from datetime import UTC, datetime
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from accounts.devices import name_of
from accounts.models import BrowserSession, User
from tests import builders

FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
ANA = {"login": "ana@example.org", "password": builders.PASSWORD}
NEW = {
    "oldpassword": builders.PASSWORD,
    "password1": "quite another sentence",
    "password2": "quite another sentence",
}
pytestmark = pytest.mark.django_db


def log_in(agent=""):
    client = Client(headers={"user-agent": agent})
    client.post("/accounts/login/", ANA)
    return client


def is_in(client):
    return client.get("/settings/").status_code == 200


def shown(client):
    """Each device on the page, and whether there is a button to log it out."""
    html = client.get("/settings/devices/").content.decode()
    cards = re.findall(r"<h2>(.*?)</h2>(.*?)</section>", html, re.DOTALL)
    strip = lambda text: " ".join(re.sub(r"<[^>]+>", " ", text).split())  # noqa: E731
    return [(strip(name), "Log out there" in rest) for name, rest in cards]


def signs(client):
    html = client.get("/settings/devices/").content.decode()
    return re.findall(r'name="end" value="(\w+)"', html)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox on Android"),
        (SAFARI, "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Macintosh) Version/18 Safari/605.1", "Safari on Mac"),
        ("curl/8", ""),
        ("", ""),
        ("<script>" * 50, ""),
    ],
)
def test_device_is_named_by_what_the_browser_says(agent, name):
    assert name_of(agent) == name


def test_devices_are_listed_with_this_one_first(ana):
    phone, _other, nameless = log_in(FIREFOX), log_in(SAFARI), log_in()

    assert shown(phone) == [
        ("Firefox on Android this device", False),
        ("A browser", True),
        ("Safari on iPhone", True),
    ]
    assert shown(nameless)[0] == ("A browser this device", False)


def test_page_shows_no_key_of_a_log_in(ana):
    phone, other = log_in(FIREFOX), log_in(SAFARI)

    html = phone.get("/settings/devices/").content.decode()

    assert [each.session.session_key in html for each in (phone, other)] == [False, False]


def test_one_log_in_is_ended_from_elsewhere(ana):
    phone, other, third = log_in(FIREFOX), log_in(SAFARI), log_in()
    sign = signs(phone)[1]

    answer = phone.post("/settings/devices/", {"end": sign})

    assert answer["Location"] == "/settings/devices/"
    assert [is_in(each) for each in (phone, other, third)] == [True, False, True]


def test_all_others_are_ended_at_once(ana):
    phone, other, third = log_in(FIREFOX), log_in(SAFARI), log_in()

    phone.post("/settings/devices/", {"end": "others"})

    assert [is_in(each) for each in (phone, other, third)] == [True, False, False]


def test_a_stranger_s_log_in_is_not_ended(ana, as_bo):
    phone, other = log_in(FIREFOX), log_in(SAFARI)

    for sign in signs(phone):
        as_bo.post("/settings/devices/", {"end": sign})

    assert [is_in(each) for each in (phone, other)] == [True, True]
    assert BrowserSession.objects.filter(user=ana).count() == 2


@pytest.mark.parametrize("others", [1, 3])
def test_devices_page_asks_three_queries(ana, others, django_assert_num_queries):
    phone = log_in(FIREFOX)
    for _ in range(others):
        log_in()

    with django_assert_num_queries(3):
        phone.get("/settings/devices/")


def test_changed_password_ends_all_other_devices_and_sends_a_mail(ana):
    phone, other = log_in(FIREFOX), log_in(SAFARI)
    mail.outbox.clear()

    phone.post("/accounts/password/change/", NEW)

    assert [is_in(each) for each in (phone, other)] == [True, False]
    assert [(each.to, each.subject) for each in mail.outbox] == [
        (["ana@example.org"], "[backhealth] Your password was changed")
    ]


def test_log_in_on_a_new_device_sends_a_mail_and_on_a_known_one_none(ana):
    phone = log_in(FIREFOX)
    phone.post("/accounts/logout/")
    phone.post("/accounts/login/", ANA)

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (
        ["ana@example.org"],
        "[backhealth] A log-in on a new device",
    )
    assert "The browser calls itself Firefox on Android." in letter.body
    assert "If it was you, there is nothing to do." in letter.body
    assert [kind for _html, kind in letter.alternatives] == ["text/html"]


def test_mail_says_when_it_was_by_the_person_s_own_clock(ana):
    User.objects.update(time_zone="America/New_York")
    with time_machine.travel(datetime(2026, 3, 5, 2, 7, tzinfo=UTC), tick=False):
        log_in(FIREFOX)

    (letter,) = mail.outbox
    assert "on 4 March 2026 at 21:07 (time zone: America/New York)." in letter.body


def test_device_on_which_the_account_was_made_is_known():
    client = Client()
    client.post("/accounts/claim/", {"email": "ana@example.org", "password": builders.PASSWORD})
    client.post("/accounts/logout/")

    client.post("/accounts/login/", ANA)

    assert mail.outbox == []


def test_mail_server_that_fails_keeps_nobody_out(ana, monkeypatch):
    def fail(*_):
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", fail)

    assert is_in(log_in(FIREFOX)) is True
