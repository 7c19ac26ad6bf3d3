"""A browser's own key: one as long as it stays logged in."""

import pytest
from django.test import Client, RequestFactory

from accounts.log_ins import browser_of
from accounts.models import BrowserSession, User
from tests import builders

ANA = {"login": "ana@example.org", "password": builders.PASSWORD}
NEW = "quite another sentence"
pytestmark = pytest.mark.django_db


def named(client: Client):
    """Let something be kept for this browser, and return its key."""
    request = RequestFactory().get("/")
    request.session = client.session
    key = browser_of(request)
    request.session.save()
    return key


def log_in(client: Client) -> None:
    client.post("/accounts/login/", ANA)


def browsers():
    return dict(BrowserSession.objects.values_list("user__is_guest", "browser"))


def test_browser_has_no_key_until_something_is_kept_for_it(client, ana):
    log_in(client)

    assert browsers() == {False: None}


def test_browser_keeps_its_key_when_its_session_gets_another(client, ana):
    log_in(client)
    key, session = named(client), client.session.session_key

    typed = {"oldpassword": builders.PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/accounts/password/change/", typed)

    assert client.session.session_key != session
    assert (browsers(), named(client)) == ({False: key}, key)


def test_browser_has_another_key_after_the_next_log_in(client, ana):
    log_in(client)
    key = named(client)

    client.post("/accounts/logout/")
    log_in(client)

    assert browsers() == {False: None}
    assert named(client) != key


def test_guest_s_browser_keeps_its_key_in_the_account_and_back(client, library, ana, noon):
    client.post("/start/")
    builders.plan(User.objects.get(is_guest=True), noon)
    key = named(client)

    log_in(client)
    in_the_account = browsers()
    client.post("/accounts/logout/")

    assert (in_the_account, browsers()) == ({False: key}, {True: key})


def test_guest_s_browser_keeps_its_key_when_the_log_is_somebody_else_s(client, library, ana):
    client.post("/start/")
    key = named(client)

    log_in(client)
    client.post("/accounts/back-to-guest/")

    assert browsers() == {True: key}
