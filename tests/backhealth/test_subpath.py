"""Requests to an app below a path of its host, with that path kept or taken away by a proxy."""

import os
import re
import subprocess
import sys

import pytest
from django.contrib.messages import INFO
from django.contrib.messages.storage.base import Message
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, RequestFactory

from backhealth import large_bodies
from backhealth.cookies import cookie, delete_cookie, set_cookie
from backhealth.environment import ROOT, Environment
from backhealth.http import absolute
from backhealth.large_bodies import MB, most_bytes
from backhealth.message_cookie import OwnCookie
from backhealth.middleware import one_address
from backhealth.subpath import below, inside
from backhealth.worker import worker_text

SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
# An address of ours, written out in a script: "/today/", `/sets/${key}/`, "/sw.js".
WRITTEN_OUT = re.compile(r"""["'`]/[a-z][\w-]*(?:/|\.\w+["'`?])""")
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)


@pytest.fixture
def at_back(settings):
    """The app at https://example.org/back, as far as settings that are read at each request."""
    address = "https://example.org/back"
    settings.ENVIRONMENT = Environment.read({"BACKHEALTH_URL": address})
    settings.SESSION_COOKIE_PATH = "/back/"


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("http://nas:8000/back", "http://192.168.1.20:8000/other"),
        ("http://nas:8000/back", "http://192.168.1.20:8000/back/two"),
        ("http://nas:8000", "http://192.168.1.20:8000/back"),
        ("", "http://192.168.1.20:8000/back"),
    ],
)
def test_other_address_has_no_other_path_than_the_first(url, other):
    with pytest.raises(ImproperlyConfigured) as refusal:
        Environment.read({"BACKHEALTH_URL": url, "BACKHEALTH_OTHER_URLS": other})

    assert str(refusal.value) == (
        "Environment: BACKHEALTH_OTHER_URLS: must have the path of BACKHEALTH_URL, or none"
    )


@pytest.mark.parametrize("other", ["http://NAS:8000", "http://nas:8000/", "http://nas:8000/back/"])
def test_other_address_may_leave_out_the_path_of_the_first(other):
    environment = Environment.read(
        {"BACKHEALTH_URL": "http://x.example/back", "BACKHEALTH_OTHER_URLS": other}
    )

    assert environment.origins == ["http://x.example", "http://nas:8000"]
    assert environment.hosts[:2] == ["x.example", "nas"]


@pytest.mark.parametrize(
    ("url", "shown", "origin", "prefix", "cookie"),
    [
        ("", "http://localhost:8000", "http://localhost:8000", "", "sessionid"),
        ("https://B.example/", "https://b.example", "https://b.example", "", "sessionid"),
        (
            "https://B.example:8443/Back",
            "https://b.example:8443/Back",
            "https://b.example:8443",
            "/Back",
            "at.Back.sessionid",
        ),
        (
            "http://[::1]:8000/apps/back-2/",
            "http://[::1]:8000/apps/back-2",
            "http://[::1]:8000",
            "/apps/back-2",
            "at.apps.back-2.sessionid",
        ),
    ],
)
def test_address_may_have_a_path(url, shown, origin, prefix, cookie):
    environment = Environment.read({"BACKHEALTH_URL": url})

    assert (environment.url, environment.origin, environment.prefix) == (shown, origin, prefix)
    assert environment.authority == shown.partition("://")[2]
    assert environment.origins == [origin]
    assert environment.named("sessionid") == cookie


def asked(prefix, path, query=""):
    """Return the path that the app gets, or else the answer that it never hears of."""
    reached, answers = [], []

    def app(environ, _):
        reached.append((environ["SCRIPT_NAME"], environ["PATH_INFO"]))
        return []

    environ = {"SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query}
    below(prefix, app)(environ, lambda status, headers: answers.append((status, headers)))
    return (reached or answers)[0]


@pytest.mark.parametrize(
    ("path", "within"),
    [
        ("/back/today/", "/today/"),
        ("/today/", "/today/"),
        ("/back/", "/"),
        ("/", "/"),
        ("", ""),
        ("/backup/", "/backup/"),
        ("/today/back/", "/today/back/"),
        ("/back/back/", "/back/"),
        ("/Back/today/", "/Back/today/"),
    ],
)
def test_path_is_the_same_whether_the_proxy_keeps_the_prefix_or_not(path, within):
    assert inside(path, "/back") == within
    assert asked("/back", path) == ("/back", within)


def test_path_at_the_top_of_a_host_stays_as_it_is():
    def app(environ, start_response):
        return []

    assert below("", app) is app
    assert inside("/back/today/", "") == "/back/today/"


@pytest.mark.parametrize(("query", "to"), [("", "/back/"), ("x=1", "/back/?x=1")])
def test_path_without_its_slash_leads_to_the_app(query, to):
    status, headers = asked("/back", "/back", query)

    assert (status, dict(headers)["Location"]) == ("301 Moved Permanently", to)


@pytest.mark.parametrize("path", ["/back/imports/", "/imports/", "/back/imports/x/"])
def test_page_that_takes_a_log_takes_it_below_a_path(monkeypatch, path):
    monkeypatch.setattr(large_bodies, "PREFIX", "/back")

    assert most_bytes(path) == (0 if path.endswith("x/") else 21 * MB)


def test_absolute_addresses_have_the_path_once(at_back):
    request = RequestFactory().get("/back/history/?page=2")

    assert absolute("/back/calendar/x.ics") == "https://example.org/back/calendar/x.ics"
    built = one_address(lambda request: request.build_absolute_uri("/back/safety/"))(request)
    assert built == "https://example.org/back/safety/"


def test_periodic_work_knows_the_path(tmp_path):
    """Its mails lead to pages, and no request says where they are."""
    code = (
        "from django.urls import reverse; from backhealth.http import absolute; "
        "print(absolute(reverse('routines:today')))"
    )
    ours = {"BACKHEALTH_URL": "https://example.org/back", "BACKHEALTH_DATA": str(tmp_path)}

    told = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **ours},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout == "https://example.org/back/today/\n"


def test_cookies_are_named_and_sent_for_the_app_alone(at_back):
    response = HttpResponse()
    request = RequestFactory().get("/", headers={"cookie": "whose=x; at.back.whose=ana"})

    set_cookie(response, "forget", "all.x", 60)
    delete_cookie(response, "whose")

    kept, gone = response.cookies["at.back.forget"], response.cookies["at.back.whose"]
    assert (kept.value, kept["path"], kept["max-age"]) == ("all.x", "/back/", 60)
    assert (gone["path"], gone["max-age"]) == ("/back/", 0)
    assert cookie(request, "whose") == "ana"


def test_message_goes_to_the_app_alone_and_is_deleted_where_it_was_set(at_back):
    storage = OwnCookie(RequestFactory().get("/"))
    kept, gone = HttpResponse(), HttpResponse()

    storage._store([Message(INFO, "Your address is confirmed.")], kept)
    storage._store([], gone)

    paths = [each.cookies["messages"]["path"] for each in (kept, gone)]
    assert paths == ["/back/", "/back/"]
    assert kept.cookies["messages"].value
    assert gone.cookies["messages"]["max-age"] == 0


def test_message_is_in_a_cookie_of_the_name_that_it_always_had():
    assert OwnCookie.cookie_name == "messages"


@pytest.mark.parametrize(
    ("sent_from", "back_to"),
    [
        ("https://example.org/back/history/?until=1", "/back/history/%3Funtil%3D1"),
        ("https://example.org/another/", "/today/"),
        ("https://example.org/backup/", "/today/"),
        ("https://example.org/", "/today/"),
    ],
)
def test_log_in_leads_back_to_a_page_of_this_app_alone(at_back, db, sent_from, back_to):
    response = Client().post("/sessions/start/", headers={"referer": sent_from})

    assert response["Location"].endswith(f"next={back_to}")


def test_answer_says_of_which_app_it_is_only_below_a_path(at_back, db, settings):
    client = Client()

    at_its_path = client.get("/safety/").get("X-Offline-App")
    settings.SESSION_COOKIE_PATH = "/"

    assert at_its_path == "/back/"
    assert Client().get("/safety/").get("X-Offline-App") is None


def test_worker_has_caches_of_its_own(at_back, collected):
    text = worker_text("1", ("/back/static/a.11111111.css",))

    assert '"caches":["at.back.files-","at.back.pages-"]' in text


# --- what is written out --------------------------------------------------------------------------


def test_scripts_write_no_address_out():
    """They read it from the page, or make it from their own (static/js/place.js)."""
    found = [
        f"{path.relative_to(ROOT)}: {each}"
        for path in SCRIPTS
        for each in WRITTEN_OUT.findall(COMMENT.sub("", path.read_text()))
    ]

    assert len(SCRIPTS) > 30
    assert found == []


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ('fetch("/outbox/token/")', True),
        ("fetch(`/sets/${key}/`)", True),
        ('register("/sw.js")', True),
        ('register(sync ? "/sw.js?sync" : x)', True),
        ("const a = '/today/'", True),
        ("fetch(`${root}outbox/token/`)", False),
        ('text.replace("/still-", "/moving-")', False),
        ('new URL("../../", import.meta.url)', False),
        ('root === "/"', False),
    ],
)
def test_rule_finds_an_address_that_is_written_out(line, is_found):
    assert bool(WRITTEN_OUT.search(line)) is is_found


def test_scripts_name_what_they_keep_in_the_browser():
    """By `named`, so that two apps on a host don't share it. That this browser was asked to keep
    what is stored is true of the host as a whole."""
    stores = re.compile(
        r"""indexedDB\.open\((?!OUTBOX)|BroadcastChannel\((?!OUTBOX)|locks\.request\((?!OUTBOX)"""
        r"""|localStorage\.(?!outboxAsked|setItem|getItem|removeItem)\w+|localStorage\["""
        r"""(?!named)|document\.cookie\.match"""
    )
    found = [
        f"{path.name}: {each}"
        for path in SCRIPTS
        for each in stores.findall(COMMENT.sub("", path.read_text()))
    ]

    assert found == []
