"""Every page of an app at http://localhost/back, as its server sends it: each address that it names
begins with that path. Asked once with the path, as a proxy keeps it, and once without."""

import json
import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache, partial
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import ask_for_address
from accounts.new_address import key_for
from bench.people import training_weekdays
from bench.trials.server import Server
from exchange.models import Scope
from tests import builders
from tests.backhealth.conftest import STRANGERS
from tests.page_tables import ASKED_WITH, METHODS

pytestmark = [pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

BACK = "/back"
ORIGIN = "http://localhost"
# Addresses outside of attributes: in quotes, in brackets, or with our origin before them. A slash
# before a digit or a space begins none.
IN_TEXT = re.compile(r"""(?:["'(<=]|https?://localhost|webcal://localhost)(/[a-z][^\s"'<>()]*)""")
# Slashes that begin no address of ours: a kind of content, a pattern and parts of names in scripts.
NO_ADDRESS = re.compile(r"/(still|moving)-|/static\\/\[")
DATA = {"image/svg+xml", "text/csv", "application/octet-stream"}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str
    kind: str = field(init=False)

    def __post_init__(self):
        self.kind = self.headers.get("content-type", "").partition(";")[0]


class Addresses(HTMLParser):
    """Collects every attribute of a page that begins with a slash, and those in its words."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            text = (value or "").strip()
            if text.startswith("/"):
                self.found.append((f"{tag} {name}", text))
            elif "localhost" in text or name == "srcset":
                self.found += [(f"{tag} {name}", each) for each in IN_TEXT.findall(text)]
            assert not text.startswith("//"), (tag, name, text)

    def handle_data(self, data):
        self.found += [("words", each) for each in IN_TEXT.findall(data) if "localhost" in data]


def addresses(answer):
    """Every address of this host that an answer names: (where, address)."""
    found = [
        (name, value.removeprefix(ORIGIN))
        for name in ("location", "hx-redirect", "hx-replace-url", "hx-push-url", "content-location")
        if (value := answer.headers.get(name, ""))
    ]
    found += [("link", each) for each in IN_TEXT.findall(answer.headers.get("link", ""))]
    found += [
        ("cookie", each) for each in re.findall(r"Path=([^;]*)", answer.headers.get("cookies", ""))
    ]
    if answer.kind == "text/html":
        found += Addresses(answer.text).found
    elif answer.kind not in DATA:
        found += [(answer.kind, each) for each in IN_TEXT.findall(answer.text)]
    return [(where, each) for where, each in found if not NO_ADDRESS.match(each)]


def elsewhere(answer):
    return [each for each in addresses(answer) if not f"{each[1]}/".startswith(f"{BACK}/")]


@pytest.fixture(scope="module")
def servers():
    """One server for all tests of this file: it reads what each of them wrote."""
    with ExitStack() as stack:
        yield cache(
            lambda folder: stack.enter_context(Server(folder, BACKHEALTH_URL=f"{ORIGIN}{BACK}/"))
        )


@pytest.fixture
def send(library, servers, collected):
    """Return a function that asks the server: the path as it arrives, who, more headers."""
    folder = collected.parent / "below"
    if not folder.exists():
        folder.mkdir()
        (folder / "static").symlink_to(collected)
    return partial(_ask, servers(folder).port)


def _ask(port, path, *, method="GET", session="", body=None, **headers):
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    sent = {"Host": "localhost", "Cookie": f"at.back.sessionid={session}", **headers}
    connection.request(method, path, body, {name.replace("_", "-"): v for name, v in sent.items()})
    response = connection.getresponse()
    raw = response.getheaders()
    text = response.read().decode(errors="replace")
    connection.close()
    found = {name.lower(): value for name, value in raw}
    found["cookies"] = "\n".join(value for name, value in raw if name.lower() == "set-cookie")
    return Answer(response.status, found, text)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def with_query(name, url):
    query = "&".join(f"{key}={quote(value)}" for key, value in ASKED_WITH.get(name, {}).items())
    return f"{url}?{query}" if query else url


def test_every_page_names_addresses_below_its_path_alone(send, ana, urls):
    session = signed_in(ana)
    gets = [name for name in urls if "GET" in METHODS.get(name, "GET")]

    kept, stripped = {}, {}
    for name in sorted(gets):
        who = {} if name in STRANGERS else {"session": session}
        kept[name] = send(BACK + with_query(name, urls[name]), **who)
        stripped[name] = send(with_query(name, urls[name]), **who)

    statuses = {name: each.status for name, each in kept.items()}
    assert len(gets) > 100
    assert {name: s for name, s in statuses.items() if s not in {200, 301, 302}} == {
        # Their days are over by the clock of the server: asked again below.
        "accounts:confirm_address": 410,
        "history:given_sheet": 404,
        "routines:change": 422,
        # Ana has no codes, and nobody the token of the figures.
        "accounts:recovery_codes_file": 404,
        "metrics": 404,
    }
    assert sum(status == 200 for status in statuses.values()) > 90
    assert {name: each.status for name, each in stripped.items()} == statuses
    found = [each for answer in kept.values() for each in addresses(answer)]
    assert len(found) > 4000
    wrong = {name: elsewhere(each)[:5] for name, each in kept.items() if elsewhere(each)}
    wrong |= {f"{name}, s": elsewhere(e)[:5] for name, e in stripped.items() if elsewhere(e)}
    assert wrong == {}


def test_pages_of_a_running_session_name_addresses_below_their_path_alone(send, bo):
    # The server has the clock of the machine, whose day may be any.
    now = timezone.now()
    today = bo.local_date(now)
    builders.plan(bo, now, weekdays=training_weekdays(today))
    session = builders.session(bo, now)
    who = {"session": signed_in(bo)}
    paths = ["/today/", f"/sessions/{session.pk}/", f"/sessions/{session.pk}/?view=one", "/outbox/"]
    paths += ["/plan/", "/history/", "/settings/", f"/sessions/{session.pk}/finish/"]
    paths += [f"/sheets/{builders.sheet_link(bo, now)}/"]
    asked = ask_for_address(user=bo, email="bo@example.com", now=now)
    paths += [reverse("accounts:confirm_address", args=[key_for(asked)])]
    in_a_week = today + timedelta(days=7)
    paths += [f"/plan/change/?action=rest&day={in_a_week}"]

    answers = {path: send(BACK + path, **who) for path in paths}

    assert {path: each.status for path, each in answers.items()} == dict.fromkeys(paths, 200)
    assert {path: elsewhere(each) for path, each in answers.items() if elsewhere(each)} == {}
    parts = re.search(r'"(/back/session-parts/\w+\.js)"', answers[paths[1]].text)[1]
    script = send(parts, **who)
    named = re.findall(r'(?:action|href|src)=\\?"(/[^"\\]*)', script.text)
    assert len(named) > 8
    assert [each for each in named if not each.startswith("/back/")] == []


@pytest.mark.parametrize("prefix", [BACK, ""], ids=["kept", "stripped"])
def test_redirects_lead_below_the_path(send, prefix):
    def to(path, **options):
        answer = send(prefix + path, **options)
        return answer.status, answer.headers.get("location") or answer.headers.get("hx-redirect")

    log_in = "/back/accounts/login/?next=/back/history/"
    assert to("/history/?until=1") == (302, f"{log_in}%3Funtil%3D1")
    assert to("/history") == (301, "/back/history/")
    assert to("/accounts/signup/") == (302, "/back/accounts/claim/")
    from_history = {"HX_Request": "true", "HX_Current_URL": f"{ORIGIN}/back/history/"}
    assert to("/history/", **from_history) == (204, log_in)
    assert send("/back").headers["location"] == "/back/"


def test_a_form_is_taken_and_its_cookies_are_for_the_path_alone(send):
    page = send("/back/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
    csrf = re.search(r"at\.back\.csrftoken=(\w+)", page.headers["cookies"])[1]

    started = send(
        "/back/start/",
        method="POST",
        body=f"csrfmiddlewaretoken={token}",
        Content_Type="application/x-www-form-urlencoded",
        Cookie=f"at.back.csrftoken={csrf}; csrftoken={'x' * 32}; sessionid={'y' * 32}",
        Origin=ORIGIN,
    )

    assert (started.status, started.headers["location"]) == (302, "/back/today/")
    made = started.headers["cookies"].splitlines()
    names = {each.partition("=")[0] for each in made}
    assert names == {"at.back.sessionid", "at.back.csrftoken", "at.back.whose"}
    assert all("Path=/back/" in each for each in made)


def test_app_on_a_device_stays_below_its_path(send):
    manifest = json.loads(send("/back/manifest.webmanifest").text)
    worker = send("/back/sw.js?sync").text
    app = json.loads(re.search(r"const APP = (\{.*\});\n", worker)[1])

    assert (manifest["id"], manifest["start_url"]) == ("/back/today/", "/back/today/")
    assert manifest["scope"] == "/back/"
    assert {each["src"].partition("img")[0] for each in manifest["icons"]} == {"/back/static/"}
    assert (app["root"], app["start"]) == ("/back/", "/back/today/")
    assert app["caches"] == ["at.back.files-", "at.back.pages-"]
    assert [each for each in app["files"] if not each.startswith("/back/")] == []
    assert re.match(r'import "/back/static/js/worker/background\.\w+\.js";\n', worker)


def test_every_file_that_the_worker_stores_is_there_in_both_ways(send):
    worker = send("/back/sw.js").text
    files = json.loads(re.search(r"const APP = (\{.*\});\n", worker)[1])["files"]

    statuses = {send(way + file[5:]).status for file in files for way in (BACK, "")}

    assert len(files) > 40
    assert statuses == {200}


def test_health_check_answers_with_the_path_and_without(send):
    assert [send(path).text for path in ("/healthz", "/back/healthz")] == ["ok", "ok"]


def test_front_page_is_shown_at_the_top_of_the_host_and_leads_below_the_path(send):
    answer = send("/")

    assert answer.status == 200
    assert elsewhere(answer) == []


def test_log_as_a_file_may_be_as_large_as_at_the_top_of_a_host(send, ana):
    body = "x" * (6 * 1024 * 1024)
    who = {"session": signed_in(ana), "method": "POST"}

    taken = send("/back/imports/", body=body, **who)
    # Announced alone: who is refused while still sending may not get to read the answer.
    refused = send("/back/settings/", Content_Length=str(len(body)), **who)

    assert taken.status == 403  # read, and missing its token
    assert refused.status == 413


def test_api_names_addresses_below_the_path_alone(send, ana):
    now = timezone.now()
    builders.done_on(ana, builders.plan(ana, now) and now)
    secret = builders.api_token(ana, now, scopes=list(Scope))[1]
    token = {"Authorization": f"Bearer {secret}"}

    document = json.loads(send("/back/api/v1/openapi.json").text)
    first = send("/back/api/v1/exercises?limit=2", **token)
    unknown = json.loads(send("/back/api/v1/sessions/x", **token).text)

    assert {each[:13] for each in document["paths"]} == {"/back/api/v1/"}
    assert first.status == 200
    following = re.match(
        rf'<{ORIGIN}(/back/api/v1/exercises\?[^>]+)>; rel="next"', first.headers["link"]
    )
    assert send(following[1], **token).status == 200
    assert unknown["type"].startswith("/back/api/v1/#")


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("text/html", '<a href="/">', [("a href", "/")]),
        ("text/html", '<form action=" /today/">', [("form action", "/today/")]),
        ("text/html", '<button formaction="/backup/">', [("button formaction", "/backup/")]),
        ("text/html", "<p>http://localhost/safety/</p>", [("words", "/safety/")]),
        ("text/html", '<a href="webcal://localhost/x.ics">', [("a href", "/x.ics")]),
        ("text/html", '<a href="/back/today/">and/or</a>', []),
        ("application/json", '{"a": "/today/"}', [("application/json", "/today/")]),
        ("text/javascript", 'fetch("/today/")', [("text/javascript", "/today/")]),
        ("text/css", "url(/static/a.png)", [("text/css", "/static/a.png")]),
        ("text/calendar", "URL:http://localhost/x/", [("text/calendar", "/x/")]),
    ],
)
def test_walk_finds_what_leads_to_another_app(kind, text, found):
    assert elsewhere(Answer(200, {"content-type": kind}, text)) == found
