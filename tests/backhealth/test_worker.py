"""The app on a device: manifest, service worker, the pages that it may hold."""

import json
import re
import time

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from backhealth import worker
from backhealth.environment import ROOT
from tests import builders

SCRIPTS = ROOT / "static" / "js" / "worker"


def app_of(text: str) -> dict:
    """Return the text before the service worker's own text."""
    return json.loads(re.match(r"const APP = (\{.*\});\n", text)[1])


def served(query: str = "") -> str:
    return Client().get(f"/sw.js{query}").content.decode()


def held(response) -> tuple[str | None, str | None]:
    return response.get("X-Offline-Page"), response.get("X-Offline-User")


@pytest.fixture
def running(ana, library, noon):
    builders.plan(ana, noon)
    return builders.session(ana, noon)


# --- manifest -----------------------------------------------------------------------------------


def test_manifest_says_what_the_home_screen_needs(client):
    response = client.get("/manifest.webmanifest")

    icons = response.json().pop("icons")
    assert response["Content-Type"] == "application/manifest+json"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert {name: value for name, value in response.json().items() if name != "icons"} == {
        "id": "/today/",
        "name": "backhealth",
        "short_name": "backhealth",
        "description": "Plan, learn and log strength training for a back that holds.",
        "lang": "en",
        "start_url": "/today/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f4f6f8",
        "theme_color": "#0b6b63",
    }
    assert [(each["src"], each["sizes"], each["purpose"]) for each in icons] == [
        ("/static/img/icon-192.png", "192x192", "any"),
        ("/static/img/icon-512.png", "512x512", "any"),
        ("/static/img/icon-maskable-512.png", "512x512", "maskable"),
    ]


def test_manifest_wears_the_colours_of_the_style_sheet(client):
    tokens = (ROOT / "static/css/tokens.css").read_text()

    first = {name: re.search(rf"--{name}: (#\w+);", tokens)[1] for name in ("page", "accent")}

    fields = client.get("/manifest.webmanifest").json()
    assert first == {"page": fields["background_color"], "accent": fields["theme_color"]}


@pytest.mark.parametrize("path", ["/", "/exercises/", "/safety/", "/nowhere/", "/accounts/login/"])
def test_every_page_names_the_manifest_and_registers_the_worker(client, library, path):
    html = client.get(path).content.decode()

    assert html.count('<link rel="manifest" href="/manifest.webmanifest">') == 1
    assert html.count('<script type="module" src="/static/js/worker/register.js"></script>') == 1
    assert html.count('<link rel="apple-touch-icon" href="/static/img/icon-apple-180.png">') == 1


# --- the worker's text --------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?sync"])
def test_worker_is_asked_for_anew_each_time(collected, query):
    response = Client().get(f"/sw.js{query}")

    assert response["Content-Type"] == "text/javascript"
    assert response["Cache-Control"] == "no-cache"
    assert not response.cookies
    assert "Vary" not in response or "Cookie" not in response["Vary"]


def test_worker_reads_no_row(collected, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        text = served()

    assert 'self.addEventListener("fetch"' in text


def test_worker_knows_the_addresses_that_it_treats_apart(collected):
    app = app_of(served())

    assert {name: app[name] for name in ("root", "start", "offline", "logOut", "caches")} == {
        "root": "/",
        "start": "/today/",
        "offline": "/offline/",
        "logOut": "/accounts/logout/",
        "caches": ["files-", "pages-"],
    }
    assert app["files"][:2] == ["/offline/", "/safety/"]


def test_worker_is_another_version_with_another_file_or_another_release(collected, settings):
    versions = [
        app_of(worker.worker_text(release, files))["version"]
        for release, files in [
            ("1", ("/static/a.111.css",)),
            ("1", ("/static/a.111.css",)),
            ("1", ("/static/a.222.css",)),
            ("2", ("/static/a.111.css",)),
        ]
    ]

    assert versions[0] == versions[1]
    assert len(set(versions)) == 3
    assert all(re.fullmatch("[0-9a-f]{12}", each) for each in versions)


@pytest.mark.parametrize("with_running", [False, True], ids=["today", "session"])
def test_worker_holds_every_file_that_a_held_page_names(collected, running, as_ana, with_running):
    pages = ["/offline/", "/safety/", "/today/", "/outbox/"]
    if with_running:
        pages = [f"/sessions/{running.pk}/", f"/sessions/{running.pk}/?view=one"]
    files = app_of(served())["files"]

    for page in pages:
        html = as_ana.get(page).content.decode()
        named = set(re.findall(r'<(?:link|script)[^>]*(?:href|src)="(/static/[^"]+)"', html))
        needed = {each for each in named if not each.endswith(".png")}
        assert len(needed) >= 5
        assert needed - set(files) == set()


def test_worker_holds_what_its_files_import(collected):
    files = [each for each in app_of(served())["files"] if each.startswith("/static/")]
    named = {
        each.rsplit("/", 1)[-1]
        for file in files
        for each in re.findall(
            r'(?:from|import\(|url\()"([./][^"]+)"',
            (collected / file.removeprefix("/static/")).read_text(),
        )
    }

    assert len(named) >= 4
    assert named - {file.rsplit("/", 1)[-1] for file in files} == set()


def test_worker_holds_files_under_hashed_names_alone_and_they_are_there(collected):
    files = [each for each in app_of(served())["files"] if each.startswith("/static/")]

    assert [each for each in files if not re.search(r"\.[0-9a-f]{8}\.\w+$", each)] == []
    gone = [each for each in files if not (collected / each.removeprefix("/static/")).is_file()]
    assert gone == []


def test_worker_that_sends_in_the_background_imports_what_does_it_by_its_hashed_name(collected):
    first, *own = served("?sync").splitlines()

    background = staticfiles_storage.stored_name("js/worker/background.js")
    assert first == f'import "/static/{background}";'
    assert own == served().splitlines()
    assert ('"sync"' in (collected / background).read_text(), '"sync"' in served()) == (True, False)
    assert "import" not in served()


def test_worker_goes_out_minified_in_a_function_of_its_own(collected):
    _app, own = served().splitlines()

    assert own.startswith("(()=>{const")
    assert len(own) < 0.75 * len((SCRIPTS / "worker.js").read_text())


@pytest.mark.parametrize("debug", [False, True])
def test_worker_takes_itself_away_where_files_have_no_hashed_names(settings, debug):
    settings.DEBUG = debug

    text = (SCRIPTS / "none.js").read_text()
    assert served() == f'const APP = {{"caches":["files-","pages-"]}};\n{text}'


def test_worker_takes_itself_away_while_one_works_on_the_app(collected, settings):
    settings.DEBUG = True

    text = (SCRIPTS / "none.js").read_text()
    assert served() == f'const APP = {{"caches":["files-","pages-"]}};\n{text}'


# --- what may be held, and whose it is ----------------------------------------------------------


def test_today_and_the_running_session_may_be_held_for_their_person(running, as_ana, ana):
    pages = ["/today/", f"/sessions/{running.pk}/", "/outbox/"]

    assert [held(as_ana.get(page)) for page in pages] == 3 * [("yes", str(ana.pk))]


def test_page_says_when_it_was_asked_for_to_the_worker_and_to_its_scripts(running, as_ana):
    before = time.time_ns() // 1_000_000
    response = as_ana.get(f"/sessions/{running.pk}/")
    after = time.time_ns() // 1_000_000

    asked = response["X-Offline-Asked"]
    html = response.content.decode()
    assert before <= int(asked) <= after
    assert re.search(r'<body [^>]*data-asked="(\d+)"', html)[1] == asked
    assert set(re.findall(r'data-done="0" data-asked="(\d*)"', html)) == {asked}


@pytest.mark.parametrize("path", ["/today/?x=1", "/plan/", "/history/", "/settings/"])
def test_other_pages_of_a_person_are_not_held_and_say_whose_they_are(running, as_ana, ana, path):
    assert held(as_ana.get(path)) == (None, str(ana.pk))


def test_session_is_not_held_one_at_a_time_nor_once_it_is_over(running, as_ana, ana):
    one = as_ana.get(f"/sessions/{running.pk}/?view=one")
    as_ana.post(f"/sessions/{running.pk}/discard/")
    over = as_ana.get(f"/sessions/{running.pk}/")

    assert held(one) == (None, str(ana.pk))
    assert (over.status_code, *held(over)) == (200, None, str(ana.pk))


def test_somebody_else_s_session_is_not_held(running, as_bo, bo):
    response = as_bo.get(f"/sessions/{running.pk}/")

    assert (response.status_code, *held(response)) == (404, None, str(bo.pk))


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/today/"])
def test_page_that_looked_for_a_person_says_that_nobody_is_signed_in(client, library, path):
    assert held(client.get(path)) == (None, "")


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/safety/", "yes"),
        ("/exercises/", None),
        ("/learn/", None),
        ("/offline/", None),
        ("/manifest.webmanifest", None),
        ("/sw.js", None),
        ("/healthz", None),
        ("/nowhere/", None),
    ],
)
def test_page_that_is_the_same_for_everybody_names_nobody(as_ana, library, path, kept):
    assert held(as_ana.get(path)) == (kept, None)


def test_page_for_what_is_not_here_leads_to_what_may_be(client):
    html = client.get("/offline/").content.decode()

    assert "<h1>This page isn’t on this device</h1>" in html
    assert re.findall(r'data-held="([^"]+)"', html) == ["/sessions/", "/today/", "/outbox/"]
    assert re.findall(r'src="([^"]+/worker/[^"]+)"', html) == [
        "/static/js/worker/register.js",
        "/static/js/worker/held.js",
    ]


# --- reminders ------------------------------------------------------------------------------------


def test_worker_knows_what_a_reminder_looks_like_and_where_they_are_chosen(collected):
    app = app_of(served())

    assert app["reminders"] == {
        "page": "/settings/reminders/",
        "said": "There is a reminder for you.",
        "icon": staticfiles_storage.url("img/icon-192.png"),
        "badge": staticfiles_storage.url("img/badge-96.png"),
    }
    assert ('"push"' in served(), '"push"' in served("?sync")) == (True, True)
