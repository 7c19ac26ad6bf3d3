"""Logging in and out."""

import re
from urllib.parse import urlencode

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from accounts.models import User
from tests import builders

ANA = {"login": "ana@example.org", "password": builders.PASSWORD}
WRONG = "The e-mail address or the password isn’t right."
SLOWLY = (
    "Too many attempts. Try again in 5 minutes, or choose “Forgot your password?” to set a new one "
    "by e-mail."
)
pytestmark = pytest.mark.django_db


def who(client):
    return User.objects.filter(pk=client.session.get(SESSION_KEY)).first()


@pytest.mark.parametrize("typed", ["ana@example.org", "Ana@Example.ORG", " ana@example.org "])
def test_log_in_by_address_leads_to_today(client, ana, typed):
    response = client.post("/accounts/login/", {**ANA, "login": typed})

    assert (response.status_code, response["Location"]) == (302, "/today/")
    assert who(client) == ana


def test_log_in_gives_the_session_a_new_key(client, ana):
    client.get("/")
    client.session.save()
    before = client.session.session_key

    client.post("/accounts/login/", ANA)

    assert client.session.session_key not in {before, None}


def test_log_in_lasts_a_year_without_being_asked(client, ana):
    page = client.get("/accounts/login/")

    cookie = client.post("/accounts/login/", ANA).cookies["sessionid"]

    assert list(page.context["form"].fields) == ["login", "password"]
    assert cookie["max-age"] == 31_536_000
    assert cookie["httponly"] is True


@pytest.mark.parametrize(
    ("typed", "field", "errors"),
    [
        ({**ANA, "password": "another long sentence"}, "__all__", [WRONG]),
        ({**ANA, "login": "nobody@example.org"}, "__all__", [WRONG]),
        ({**ANA, "login": ""}, "login", ["This field is required."]),
        ({**ANA, "password": ""}, "password", ["This field is required."]),
        ({**ANA, "login": "nonsense"}, "login", ["Enter a valid email address."]),
        ({**ANA, "password": "\x00"}, "password", ["Null characters are not allowed."]),
    ],
)
def test_log_in_refused_says_why_and_keeps_the_address(client, ana, typed, field, errors):
    response = client.post("/accounts/login/", typed)

    form = response.context["form"]
    assert form.errors == {field: errors}
    assert form["login"].value() == typed["login"]
    assert who(client) is None
    assert errors[0] in response.content.decode()


def test_log_in_tells_a_wrong_password_as_an_alert(client, ana):
    html = client.post("/accounts/login/", {**ANA, "password": "wrong"}).content.decode()

    (alert,) = re.findall(r'role="alert">.*?<div>(.*?)</div></div>', html, re.DOTALL)
    assert f"<li>{WRONG}</li>" in alert


def test_log_in_does_not_say_whether_there_is_such_an_account(client, ana):
    pages = [
        client.post("/accounts/login/", {"login": login, "password": "wrong"}).content.decode()
        for login in ("ana@example.org", "axa@example.org")
    ]

    random = r'csrfmiddlewaretoken" value="\w+"|challenge" value="[^"]+"|data-options="[^"]+"'
    known, unknown = (re.sub(random, "", each) for each in pages)
    assert known.replace("ana@", "axa@") == unknown


def test_log_in_stops_guessing_after_five_wrong_passwords(client, ana):
    for _ in range(5):
        client.post("/accounts/login/", {**ANA, "password": "wrong"})

    response = client.post("/accounts/login/", ANA)

    assert response.context["form"].errors == {"__all__": [SLOWLY]}
    assert who(client) is None


def test_closed_account_is_told_so_and_stays_out(client, ana):
    User.objects.update(is_active=False)

    response = client.post("/accounts/login/", ANA)

    assert response.status_code == 422
    said = "This account is closed. The people who run this server can open it again."
    assert response.context["form"].errors == {"__all__": [said]}
    assert who(client) is None


def test_account_closed_while_signed_in_is_signed_out(as_ana):
    User.objects.update(is_active=False)

    response = as_ana.get("/settings/")

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/settings/")


def test_superuser_logs_in_as_everybody_does(client):
    boss = User.objects.create_superuser("Boss@example.org", builders.PASSWORD)

    client.post("/accounts/login/", {**ANA, "login": "boss@example.org"})

    assert who(client) == boss


def test_log_in_page_sends_away_who_is_signed_in(as_ana):
    response = as_ana.get("/accounts/login/")

    assert (response.status_code, response["Location"]) == (302, "/today/")


def test_sign_up_page_of_old_leads_to_ours(client):
    response = client.get("/accounts/signup/")

    assert (response.status_code, response["Location"]) == (302, "/accounts/claim/")


# --- where it leads -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("/history/?until=2026-03-04", "/history/?until=2026-03-04"),
        ("/sessions/01914b6e-0000-7000-8000-000000000000/#item-3",) * 2,
        ("", "/today/"),
        ("https://evil.example.org/", "/today/"),
        ("http://evil.example.org/", "/today/"),
        ("//evil.example.org/", "/today/"),
        ("///evil.example.org/", "/today/"),
        (r"/\evil.example.org/", "/today/"),
        (r"\\evil.example.org/", "/today/"),
        ("http:///evil.example.org/", "/today/"),
        ("javascript:alert(1)", "/today/"),
        ("data:text/html,x", "/today/"),
        ("\x00", "/today/"),
        ("https://testserver@evil.example.org/", "/today/"),
        ("http://testserver.evil.example.org/", "/today/"),
    ],
)
@pytest.mark.parametrize("sent_as", ["query", "field"])
def test_log_in_leads_to_the_page_asked_for_and_never_to_another_host(
    client, ana, sent_as, asked, expected
):
    url, data = "/accounts/login/", {**ANA, "next": asked}
    if sent_as == "query":
        url, data = f"{url}?{urlencode({'next': asked})}", ANA

    response = client.post(url, data)

    assert (response.status_code, response["Location"]) == (302, expected)


def test_log_in_page_carries_the_page_asked_for(client, ana):
    html = client.get("/accounts/login/?next=/history/").content.decode()

    assert re.findall(r'<input type="hidden" name="next" value="([^"]*)">', html) == [
        *("/history/", "/history/")  # with the password, and with a passkey
    ]


def test_signed_in_person_is_not_led_to_another_host(as_ana):
    response = as_ana.get("/accounts/login/?next=https://evil.example.org/")

    assert (response.status_code, response["Location"]) == (302, "/today/")


def test_log_out_does_not_lead_to_another_host(as_ana):
    response = as_ana.post("/accounts/logout/", {"next": "https://evil.example.org/"})

    assert (response.status_code, response["Location"]) == (302, "/")


# --- out ----------------------------------------------------------------------------------------


def test_log_out_asks_first(as_ana, ana):
    html = as_ana.get("/accounts/logout/").content.decode()

    assert who(as_ana) == ana
    assert "<h1>Log out?</h1>" in html
    assert "As a guest you have no password" not in html
    assert re.findall(r'<button class=" ?button--wide" type="submit">(.*?)</button>', html) == [
        "Log out"
    ]


def test_log_out_leads_to_the_landing_page(as_ana):
    response = as_ana.post("/accounts/logout/")

    assert (response.status_code, response["Location"]) == (302, "/")
    assert who(as_ana) is None
    assert as_ana.get("/today/").status_code == 302


def test_log_out_warns_a_guest_and_offers_to_keep_the_log(client):
    client.force_login(builders.guest())

    html = client.get("/accounts/logout/").content.decode()

    assert (
        "As a guest you have no password. Once logged out, nobody can reach this plan and log "
        "again, not even you."
    ) in html
    assert re.findall(r'<a class="button [^"]*" href="([^"]*)">(.*?)</a>', html) == [
        ("/accounts/claim/", "Keep it with an e-mail address first")
    ]
    assert re.findall(r'<button class="button--stop [^>]*>(.*?)</button>', html) == [
        "Log out and lose it"
    ]


def test_log_out_by_a_stranger_leads_to_the_landing_page(client):
    responses = [client.get("/accounts/logout/"), client.post("/accounts/logout/")]

    assert [(each.status_code, each["Location"]) for each in responses] == [(302, "/")] * 2


def test_log_in_and_out_leave_no_message(client, ana):
    client.post("/accounts/login/", ANA)
    page = client.get("/settings/")
    client.post("/accounts/logout/")

    assert list(page.context["messages"]) == []


@pytest.mark.parametrize("url", ["/accounts/login/", "/accounts/logout/"])
def test_log_in_and_out_need_the_page_s_own_token(ana, url):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)

    assert client.post(url, ANA).status_code == 403
    assert who(client) == ana


@pytest.mark.parametrize(
    ("address", "labels"),
    [
        ("/accounts/login/", ["E-mail address", "Password"]),
        ("/accounts/password/reset/", ["E-mail address"]),
        (
            "/accounts/password/change/",
            ["Current password", "New password", "New password, again"],
        ),
    ],
)
def test_fields_have_the_labels_of_our_other_pages_and_no_second_ones(
    client, as_ana, address, labels
):
    page = (as_ana if "change" in address else client).get(address).content.decode()

    assert re.findall(r"<label[^>]*>\s*([^<]*?)\s*</label>", page) == labels
    assert "placeholder" not in page
