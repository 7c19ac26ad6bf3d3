"""Public pages in memory: what is kept, for whom it is answered, and when it is rendered anew."""

import gzip
import re
import runpy
import shutil
from itertools import count

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.test import Client, override_settings
from django.urls import path
from django.utils import translation

from backhealth.environment import ROOT
from backhealth.http import no_rows, public_page
from backhealth.kept import KeptNode
from backhealth.page_memory import CACHE, kept_text
from exercises.catalogue import LIBRARY
from tests import builders

GZIP = {"Accept-Encoding": "gzip"}
HTMX = {"HX-Request": "true"}

turns = count(1)


@public_page(no_rows, query=["q"])
def turn(request):
    """Say which rendering this is, at some length."""
    return HttpResponse(f"{next(turns)} " + "word " * 100)


@public_page(no_rows)
def refused(request):
    return HttpResponse(str(next(turns)), status=422)


@public_page(no_rows)
def session(request):
    return HttpResponse(f"{next(turns)} {request.user}")


@public_page(no_rows)
def token(request):
    return HttpResponse(f"{next(turns)} {get_token(request)}")


@public_page(no_rows)
def cookie(request):
    response = HttpResponse(str(next(turns)))
    response.set_cookie("seen", "yes")
    return response


views = [turn, refused, session, token, cookie]
urlpatterns = [path(f"{view.__name__}/", view) for view in views]
in_turns = pytest.mark.urls(__name__)


def kept():
    """The number of pages in memory, without the cards of the library."""
    return sum("card." not in key for key in caches[CACHE]._cache)


def said(url, **headers):
    return Client().get(url, headers=headers).content


# --- what is kept -------------------------------------------------------------------------------


@in_turns
def test_page_is_rendered_once_and_compressed_once():
    first, second = Client().get("/turn/", headers=GZIP), Client().get("/turn/", headers=GZIP)

    assert second.content == first.content
    assert gzip.decompress(second.content).endswith(b"word word ")
    assert second["Content-Encoding"] == "gzip"
    assert second["ETag"] == first["ETag"]
    ids = [each.headers.pop("X-Request-ID") for each in (first, second)]
    assert dict(second.headers) == dict(first.headers)
    assert ids[0] != ids[1]


@in_turns
def test_page_is_answered_plain_to_who_takes_it_plain():
    compressed, plain = Client().get("/turn/", headers=GZIP), Client().get("/turn/")

    assert plain.content == gzip.decompress(compressed.content)
    assert "Content-Encoding" not in plain
    assert compressed["Vary"] == plain["Vary"] == "Accept-Encoding, Accept-Language"
    assert int(plain["Content-Length"]) == len(plain.content)


@in_turns
def test_page_is_kept_by_a_request_for_its_head_too():
    head = Client().head("/turn/")
    page = Client().get("/turn/")

    assert (head.content, head["ETag"]) == (b"", page["ETag"])
    assert kept() == 1


@in_turns
@pytest.mark.parametrize("url", ["/refused/", "/session/", "/token/", "/cookie/"])
def test_page_that_is_refused_or_somebody_s_own_is_not_kept(db, url):
    assert said(url) != said(url)
    assert kept() == 0


@in_turns
def test_page_is_not_kept_while_one_works_on_the_app(settings, monkeypatch, tmp_path):
    monkeypatch.setenv("BACKHEALTH_DATA", str(tmp_path))
    monkeypatch.setenv("BACKHEALTH_DEBUG", "1")
    settings.CACHES = runpy.run_path(str(ROOT / "backhealth" / "settings.py"))["CACHES"]

    assert said("/turn/") != said("/turn/")
    assert kept_text("key", lambda: "first") + kept_text("key", lambda: "second") == "firstsecond"


@in_turns
def test_memory_is_bounded():
    most = caches[CACHE]._max_entries
    client = Client()

    first = client.get("/turn/?q=0").content
    for number in range(most + 10):
        client.get("/turn/", {"q": number})

    assert 0 < kept() <= most
    assert client.get("/turn/?q=0").content != first


# --- whose page it is ---------------------------------------------------------------------------


@in_turns
def test_page_is_another_one_for_each_query_that_it_reads():
    same = {said(f"/turn/?q=a{more}") for more in ("", "&utm_source=x", "&r=2", "&r=3&q2=4")}
    others = {said(url) for url in ("/turn/", "/turn/?q=", "/turn/?q=b", "/turn/?q=a&q=b")}

    assert (len(same), len(others), len(same | others)) == (1, 4, 5)
    assert kept() == 5


@in_turns
def test_page_is_another_one_in_each_language_for_htmx_and_with_each_release():
    pages = [said("/turn/"), said("/turn/", **HTMX)]
    with (
        override_settings(LANGUAGES=[("en", "English"), ("de", "Deutsch")]),
        translation.override("de"),
    ):
        pages += [said("/turn/", **{"Accept-Language": "de"}) for _ in range(2)]
    with override_settings(RELEASE="another"):
        pages.append(said("/turn/"))

    assert pages[2] == pages[3]
    assert len(set(pages)) == 4
    assert said("/turn/") == pages[0]


@in_turns
def test_page_that_a_browser_has_is_not_sent_again_whatever_is_in_memory():
    etag = Client().get("/turn/")["ETag"]
    caches[CACHE].clear()

    again = Client().get("/turn/", headers={"If-None-Match": etag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert kept() == 0


def test_library_keeps_no_refused_search(client, library):
    answers = [client.get("/exercises/", {"q": "x" * 101}) for _ in range(2)]

    assert [each.status_code for each in answers] == [422, 422]
    assert kept() == 0


def test_library_page_differs_from_its_results_and_from_each_search(client, library):
    urls = ["/exercises/", "/exercises/?q=squat", "/exercises/?pattern=squat"]
    asked = [(url, headers) for url in urls for headers in ({}, HTMX)]

    first = [client.get(url, headers=headers).content for url, headers in asked]
    second = [client.get(url, headers=headers).content for url, headers in asked]

    assert first == second
    assert len(set(first)) == 6
    assert client.get("/exercises/", headers=HTMX)["HX-Replace-Url"] == "/exercises/"


def test_safety_page_is_held_offline_at_its_plain_address_alone(client):
    offered = [client.get(url).get("X-Offline-Page") for url in ("/safety/", "/safety/?a=1") * 2]

    assert offered == ["yes", None, "yes", None]


@pytest.mark.parametrize(
    "url", ["/exercises/", "/exercises/glute-bridge/", "/learn/cool-down/", "/learn/anatomy/", "/"]
)
def test_page_is_rendered_anew_once_the_library_is_loaded(client, library, tmp_path, url):
    files = shutil.copytree(LIBRARY, tmp_path / "library")
    for file in files.glob("*.toml"):
        file.write_text(re.sub('(?m)^name = "', r"\g<0>New ", file.read_text(), count=1))
    before = [client.get(url).content.decode() for _ in range(2)]

    call_command("load_library", folder=files, verbosity=0)

    assert [page.count("New ") > 0 for page in before] == [False, False]
    assert client.get(url).content.decode().count("New ") > 0


# --- the landing page ---------------------------------------------------------------------------


def landing(client):
    """The landing page and the token of its form."""
    html = client.get("/").content.decode()
    return html, html.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


def test_landing_page_has_each_visitor_s_own_token(db, library, django_assert_num_queries):
    visitors = [Client(enforce_csrf_checks=True) for _ in range(2)]
    landing(Client())

    with django_assert_num_queries(2):
        (first, one), (second, other) = map(landing, visitors)

    assert one != other
    assert first.replace(one, "") == second.replace(other, "")
    form = {"csrfmiddlewaretoken": one}
    assert [each.post("/start/", form).status_code for each in visitors] == [302, 403]


def test_landing_page_is_another_one_the_next_day(db, library, noon, time_machine):
    today, _ = landing(Client())
    time_machine.move_to("2026-03-10T12:00Z")
    later, _ = landing(Client())

    assert "Wednesday 4 March" in today
    assert "Wednesday 4 March" not in later


def test_landing_page_has_a_device_forget_only_where_it_was_asked_to(db, library):
    asked, other = Client(), Client()
    asked.cookies["forget"] = "all.x"

    pages = [landing(each)[0].count("outbox/forget.js") for each in (other, asked, other, asked)]

    assert pages == [0, 1, 0, 1]


def test_landing_page_in_memory_is_not_for_who_is_signed_in(as_ana, library):
    landing(Client())

    assert as_ana.get("/")["Location"] == "/today/"


# --- parts of every page ------------------------------------------------------------------------


def marked(client, url):
    """The links of the navigation that lead to this page, or to one above it."""
    html = client.get(url).content.decode()
    header = html.partition("<header")[2].partition("</header>")[0]
    return re.findall(r'href="([^"]*)" aria-current="(\w+)"', header)


def test_navigation_marks_the_page_on_each_page_whichever_came_first(as_ana, ana, library, noon):
    builders.plan(ana, noon)
    places = {
        "/today/": [("/today/", "page")],
        "/plan/": [("/plan/", "page")],
        "/plan/days/2026-03-09/": [("/plan/", "true")],
        "/plan/days/2026-03-10/": [("/plan/", "true")],
        "/exercises/": [("/exercises/", "page")],
        "/exercises/dead-bug/": [("/exercises/", "true")],
        "/history/": [("/history/", "page")],
        "/history/exercises/dead-bug/": [("/history/", "true")],
        "/settings/": [("/settings/", "page")],
        "/settings/calendar/": [],
        "/mornings/": [],
    }

    assert {url: marked(as_ana, url) for url in places} == places
    assert {url: marked(as_ana, url) for url in reversed(places)} == places


def parts():
    """The number of parts of all pages that are kept."""
    frame = engines["django"].get_template("base.html").template
    return sum(len(each._kept) for each in frame.nodelist.get_nodes_by_type(KeptNode))


def test_parts_of_every_page_are_kept_for_all_pages_that_do_not_exist_together(db):
    Client().get("/nowhere/0/")
    before = parts()

    for number in range(1, 20):
        Client().get(f"/nowhere/{number}/")

    assert (kept(), parts()) == (0, before)
    assert before >= 6
