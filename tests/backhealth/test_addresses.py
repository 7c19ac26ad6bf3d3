"""Every absolute address begins with BACKHEALTH_URL, for any host that a request names."""

import re

import pytest
from django.core import mail
from django.test import Client, RequestFactory

from backhealth.environment import ROOT
from backhealth.http import absolute
from backhealth.middleware import one_address
from tests import builders

OURS = "https://back.example.org"
# They build an address out of what a request says, or know the one place for it.
ASKING = re.compile(
    r"build_absolute_uri|get_host\b|get_port\b|get_current_site|RequestSite|HTTP_HOST|SERVER_NAME"
    r"|HTTP_X_FORWARDED_HOST|ENVIRONMENT\.(url|origin|authority|origins)\b|\blocation\.(origin|host)"
)
ALLOWED = {
    # The host that they are for, and the pages of it that may ask.
    "accounts/factors/passkeys.py": {"ENVIRONMENT.url", "ENVIRONMENT.origins"},
    "backhealth/http.py": {"ENVIRONMENT.origin", "ENVIRONMENT.authority"},
    "backhealth/middleware.py": {
        "build_absolute_uri",
        "get_host",
        "ENVIRONMENT.origin",
        "ENVIRONMENT.origins",
    },
    # These name it to visitors who asked for another one.
    "backhealth/refusals.py": {"get_host", "HTTP_HOST", "ENVIRONMENT.url"},
    "backhealth/settings.py": {"ENVIRONMENT.origin", "ENVIRONMENT.origins"},
    "static/js/worker/worker.js": {"location.origin"},
}


@pytest.fixture
def public(settings):
    """The app at https://back.example.org, which its proxy passes on as http://localhost."""
    environment = settings.ENVIRONMENT.model_copy(update={"BACKHEALTH_URL": OURS})
    settings.ENVIRONMENT = environment
    settings.ALLOWED_HOSTS = ["back.example.org", "localhost", "testserver"]
    settings.CSRF_TRUSTED_ORIGINS = environment.origins


def test_no_other_code_builds_an_address_out_of_a_request():
    folders = (
        "accounts",
        "backhealth",
        "exercises",
        "learn",
        "routines",
        "builder",
        "templates",
        "static/js",
    )
    files = [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".txt", ".js"}
    ]

    found = {
        path.relative_to(ROOT).as_posix(): {each[0] for each in ASKING.finditer(path.read_text())}
        for path in files
    }

    assert len(files) > 200
    assert {name: names for name, names in found.items() if names} == ALLOWED


def test_path_becomes_an_address_of_ours(public):
    assert absolute("/calendar/x.ics") == f"{OURS}/calendar/x.ics"


@pytest.mark.parametrize(
    ("location", "address"),
    [
        (None, f"{OURS}/history/?until=2026-03-04"),
        ("/safety/?a=é", f"{OURS}/safety/?a=%C3%A9"),
        ("?page=2", f"{OURS}/history/?page=2"),
        ("https://elsewhere.example.org/x", "https://elsewhere.example.org/x"),
    ],
)
@pytest.mark.parametrize("host", ["testserver", "evil.example.org", "["])
def test_request_builds_addresses_of_ours_alone(public, host, location, address):
    request = RequestFactory().get("/history/?until=2026-03-04", headers={"host": host})

    built = one_address(lambda request: request.build_absolute_uri(location))(request)

    assert built == address


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "testserver"])
@pytest.mark.parametrize("email", ["ana@example.org", "nobody@example.org"])
def test_mail_names_the_public_address_whatever_the_proxy_sends(public, ana, host, email):
    Client().post("/accounts/password/reset/", {"email": email}, headers={"host": host})

    [letter] = mail.outbox
    assert letter.subject.startswith("[backhealth] ")
    assert re.findall(r"https?://[^/\s]*", letter.body) == [OURS]
    assert host not in letter.subject + letter.body


def test_form_from_the_public_address_is_taken_whatever_the_proxy_sends(public, ana):
    client = Client(enforce_csrf_checks=True)
    host = {"host": "localhost:8000"}
    page = client.get("/accounts/login/", headers=host).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    fields = {"login": ana.email, "password": builders.PASSWORD, "csrfmiddlewaretoken": token}

    response = client.post("/accounts/login/", fields, headers={**host, "origin": OURS})

    assert (response.status_code, response["Location"]) == (302, "/today/")


def test_expired_log_in_leads_back_to_the_page_whatever_the_proxy_sends(public, db):
    sent = {"host": "localhost:8000", "referer": f"{OURS}/history/?until=2026-03-04"}

    response = Client().post("/sessions/start/", headers=sent)

    assert response["Location"] == "/accounts/login/?next=/history/%3Funtil%3D2026-03-04"


def test_paper_names_the_public_address(public, library):
    sheet = Client().get("/exercises/dead-bug/handout/", headers={"host": "localhost:8000"})

    assert b"<strong>back.example.org/safety/</strong>" in sheet.content


@pytest.mark.parametrize("next_page", ["http://[", "https://[::1", "//["])
def test_next_page_that_is_no_address_is_read_past(ana, next_page):
    fields = {"login": ana.email, "password": builders.PASSWORD, "next": next_page}

    shown = Client().get("/accounts/login/", {"next": next_page})
    logged_in = Client().post("/accounts/login/", fields)

    assert shown.status_code == 200
    assert (logged_in.status_code, logged_in["Location"]) == (302, "/today/")
