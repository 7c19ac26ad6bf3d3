"""/exercises/: shelves that fold, and what a phone loads before it scrolls."""

import gzip
import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from exercises.models import Drawing, Exercise
from exercises.vocabulary import Pattern
from tests.exercises.library_page import names, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

URL = "/exercises/"
HTMX = {"HX-Request": "true"}
SHELF = re.compile(
    r"<details( open)?>\s*<summary>\s*"
    r'<h2 id="pattern-(\w+)">[^<]+</h2>\s*<span class="shelf-count">(\d+) exercises?\s*</span>'
)
PICTURE = re.compile(r'<img class="picture" src="/exercises/([a-z-]+)/still-')


def shelves(response):
    """Whether each shelf is open, by its pattern, and how many exercises it says it has."""
    found = SHELF.findall(text(response))
    return [(pattern, is_open == " open", int(count)) for is_open, pattern, count in found]


def test_shelves_are_folded_but_for_the_first_and_say_how_many_they_hold(client):
    shown = shelves(client.get(URL))

    assert [pattern for pattern, *_ in shown] == list(Pattern)
    assert [pattern for pattern, is_open, _ in shown if is_open] == ["squat"]
    assert {pattern: count for pattern, _, count in shown} == {
        pattern: Exercise.objects.filter(pattern=pattern).count() for pattern in Pattern
    }


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("query", [{"q": "plank"}, {"q": "walk"}, {"equipment": "mat"}])
def test_every_shelf_with_a_hit_is_open(client, query, headers):
    response = client.get(URL, query, headers=headers)

    shown = shelves(response)
    assert [pattern for pattern, is_open, _ in shown if not is_open] == []
    assert sum(count for *_, count in shown) == len(names(response))


def test_shelf_with_one_exercise_says_so(client):
    assert shelves(client.get(URL, {"q": "goblet"})) == [("squat", True, 1)]


def test_card_is_rendered_once_for_all_searches(client, monkeypatch):
    first = client.get(URL, {"q": "goblet"})
    rendered = []
    monkeypatch.setattr(
        "exercises.templatetags.exercise_cards.render_to_string",
        lambda _template, context: rendered.append(context["exercise"].slug) or "",
    )

    client.get(URL, {"pattern": "squat", "q": "squat", "phase": "strength"})

    assert names(first) == ["Goblet squat"]
    assert "goblet-squat" not in rendered
    assert "bodyweight-squat" in rendered


def test_card_follows_its_exercise(client):
    client.get(URL)
    Exercise.objects.filter(pk="dead-bug").update(name="Live bug", digest="changed")

    assert names(client.get(URL, {"q": "bug"})) == ["Live bug"]


def test_first_view_of_a_phone_is_lighter_than_70_kb(client, collected):
    """What a phone loads, packed as by gzip: the page, its styles and scripts, and the pictures of
    the open shelf, of which it loads those that are near. A folded shelf loads none."""
    page = text(client.get(URL))
    linked = re.findall(r'<link rel="(?:stylesheet|preload|icon)" href="/static/([^"]+)"', page)
    scripts = re.findall(r'<script[^>]* src="/static/([^"]+)"', page)
    files = [(collected / name).read_bytes() for name in {*linked, *scripts}]
    open_shelf = page.partition("<details open>")[2].partition("</details>")[0]
    pictures = Drawing.objects.filter(pk__in=PICTURE.findall(open_shelf))

    cards = [card.encode() for card in pictures.values_list("card", flat=True)]
    weights = [len(gzip.compress(each)) for each in [page.encode(), *files, *cards]]
    assert staticfiles_storage.stored_name("css/exercises.css") in linked
    assert (len(set(linked)), len(scripts), len(cards)) == (7, 5, 10)
    assert len(PICTURE.findall(page)) == 83
    assert sum(weights) < 70_000, weights
