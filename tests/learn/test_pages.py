"""What all pages to read share: public, kept by browsers, links that lead somewhere."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from exercises.models import Exercise
from learn.sources import SOURCES
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

# Each page and the queries it needs: one for the version of the rows, one for the rows.
PAGES = {
    "/learn/": 0,
    "/learn/anatomy/": 2,
    "/learn/warm-up/": 2,
    "/learn/cool-down/": 2,
    "/learn/how-often/": 0,
    "/learn/water/": 2,
    "/learn/everyday/": 0,
    "/learn/questions/": 0,
    "/learn/evidence/": 0,
    "/learn/glossary/": 0,
    "/safety/": 0,
}
WITH_ROWS = {path for path, count in PAGES.items() if count}


def text(response):
    return response.content.decode()


def links(html):
    """What is linked inside the main part."""
    return re.findall(
        r'<a\b[^>]*href="([^"]*)"', html.partition("<main")[2].partition("</main>")[0]
    )


def keep(*slugs):
    """Retires all other exercises."""
    Exercise.objects.exclude(pk__in=slugs).update(retired_at="2026-01-05T00:00Z")


# --- kept by browsers ---------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "count"), PAGES.items())
def test_page_needs_its_queries_with_all_exercises(client, path, count, django_assert_num_queries):
    with django_assert_num_queries(count):
        response = client.get(path)

    assert response.status_code == 200


@pytest.mark.parametrize("slugs", [["cat-camel"], ["cat-camel", "cobra-pose", "water-walking"]])
@pytest.mark.parametrize("path", sorted(WITH_ROWS))
def test_page_needs_two_queries_with_one_exercise_and_with_three(
    client, path, slugs, django_assert_num_queries
):
    keep(*slugs)

    with django_assert_num_queries(2):
        response = client.get(path)

    assert response.status_code == 200


@pytest.mark.parametrize(("path", "count"), PAGES.items())
def test_page_touches_no_session(client, path, count, django_assert_num_queries):
    client.cookies["sessionid"] = "a" * 32
    with django_assert_num_queries(count):
        known = client.get(path)
    client.cookies.clear()
    with django_assert_num_queries(1 if count else 0):
        stranger = client.get(path)

    for response in (stranger, known):
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert "csrf" not in text(response)
    assert known.content == stranger.content


@pytest.mark.parametrize(("path", "count"), PAGES.items())
def test_page_answers_304_while_nothing_changed(client, path, count, django_assert_num_queries):
    etag = client.get(path)["ETag"]

    with django_assert_num_queries(1 if count else 0):
        again = client.get(path, headers={"If-None-Match": etag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_etag_changes_with_the_release_and_with_the_rows_that_are_shown(client):
    before = {path: client.get(path)["ETag"] for path in PAGES}

    Exercise.objects.filter(slug="cat-camel").update(digest="changed")
    after = {path: client.get(path)["ETag"] for path in PAGES}
    with override_settings(RELEASE="another"):
        released = {path: client.get(path)["ETag"] for path in PAGES}

    assert len(set(before.values())) == len(PAGES)
    assert {path for path in PAGES if after[path] != before[path]} == WITH_ROWS
    assert {path for path in PAGES if released[path] == after[path]} == set()


# --- links --------------------------------------------------------------------------------------


def test_every_link_leads_to_a_page_and_to_a_place_on_it(client):
    pages = {path: text(client.get(path)) for path in PAGES}
    found = {
        (path, link) for path in PAGES for link in links(pages[path]) if not link.startswith("tel:")
    }
    answers = {}
    for path, link in found:
        page = link.partition("#")[0] or path
        if page not in answers:
            answers[page] = client.get(page)

    # The questions before training are asked of a person, who has to log in.
    others = {page for page, answer in answers.items() if answer.status_code != 200}
    assert others == {"/start-check/", "/start-check/signs/"}
    for path in others:
        assert answers[path]["Location"] == f"/accounts/login/?next={path}"
    assert [
        (path, link)
        for path, link in found
        if (place := link.partition("#")[2])
        and f'id="{place}"' not in text(answers[link.partition("#")[0] or path])
    ] == []
    assert len(answers) > 59


def test_every_source_is_used_and_every_used_one_is_listed(client):
    shown = "".join(text(client.get(path)) for path in PAGES)

    used = set(re.findall(r'href="/learn/evidence/#([\w-]+)"', shown))
    assert used == {source.id for source in SOURCES}


def test_overview_leads_to_every_page(client):
    led = [link for link in links(text(client.get("/learn/"))) if "evidence/#" not in link]

    # the last link is the sentence about pain that needs a doctor
    assert led == [*list(PAGES)[1:], "/safety/"]


@pytest.mark.parametrize("path", PAGES)
def test_page_says_which_of_the_others_it_is(client, path):
    html = text(client.get(path))

    current = re.findall(r'<a href="([^"]*)" aria-current="page">', html)
    assert current == ([] if path == "/learn/" else [path])


def test_foot_of_every_page_leads_to_learn_and_safety(ana, as_ana, noon):
    builders.plan(ana, noon)
    strangers = ["/", "/exercises/", "/exercises/dead-bug/", "/accounts/login/", "/safety/", "/no/"]
    hers = ["/today/", "/plan/", "/history/", "/settings/"]

    pages = [Client().get(path) for path in strangers] + [as_ana.get(path) for path in hers]

    feet = [re.findall(r'href="([^"]*)"', text(page).partition("<footer")[2]) for page in pages]
    assert feet == [[reverse("learn:overview"), reverse("learn:safety")]] * len(pages)


@pytest.mark.parametrize("path", PAGES)
def test_page_makes_no_promise(client, path):
    words = re.sub(r"<[^>]*>", " ", text(client.get(path))).lower()

    promised = re.findall(r"\b(fix(?:es)?|cures?|heals?|guaranteed?|treats|proven)\b", words)
    assert promised == []


@pytest.mark.parametrize("path", ["/", "/safety/", "/start-check/agreement/"])
def test_no_clinician_has_reviewed_the_texts_and_the_page_says_so(client, as_ana, path):
    page = text((client if path == "/" else as_ana).get(path))

    assert page.partition("<main")[2].count("No clinician has reviewed the texts yet.") == 1


def test_landing_page_counts_the_exercises_of_the_library(client):
    keep("cat-camel", "cobra-pose", "water-walking")

    page = " ".join(text(client.get("/")).split())

    assert "Look at the 3 exercises" in page
