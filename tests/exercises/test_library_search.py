"""/exercises/: what people type, and the numbers beside the choices."""

import re

import pytest

from tests.exercises.library_page import names, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

URL = "/exercises/"
HTMX = {"HX-Request": "true"}


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sqaut", "squat"),
        ("brige", "bridge"),
        ("glute brdige", "glute bridge"),
        ("hamstirng", "hamstring"),
        ("calfs", "calf"),
        ("lunges", "lunge"),
        ("thighs", "thigh"),
        ("stepup", "step-up"),
        ("dumbells", "dumbbell"),
    ],
)
def test_library_understands_plurals_and_slips(client, typed, meant):
    found = names(client.get(URL, {"q": typed}))

    assert found == names(client.get(URL, {"q": meant}))
    assert 0 < len(found) < 83


@pytest.mark.parametrize(
    ("typed", "muscle", "more"),  # more: where a cue says the word
    [
        ("quads", "quadriceps", []),
        ("butt", "glutes", ["Foam roll, front of thighs"]),
        ("bum", "glutes", []),
        ("bottom", "glutes", []),
        ("hams", "hamstrings", []),
        ("calf", "calves", []),
        ("groin", "adductors", []),
        ("abs", "abdominals", []),
        ("tummy", "abdominals", []),
        ("core", "abdominals", ["Leg raise, lying on the side", "Suitcase carry"]),
        ("waist", "obliques", []),
        (
            "shins",
            "tibialis",
            ["Deadlift", "Good morning", "Squat against a band (Spanish squat)", "Wall sit"],
        ),
    ],
)
def test_library_understands_everyday_words_for_muscles(client, typed, muscle, more):
    found = set(names(client.get(URL, {"q": typed})))

    of_muscle = set(names(client.get(URL, {"muscle": muscle})))
    assert of_muscle - found == set()
    assert sorted(found - of_muscle) == more


def test_library_says_what_it_took_a_slip_for(client):
    slip = text(client.get(URL, {"q": "sqaut"}, headers=HTMX))
    right = text(client.get(URL, {"q": "squat"}, headers=HTMX))

    assert slip.count("Nothing says “sqaut”: taken as “squat”.") == 1
    assert "taken as" not in right


def test_library_shows_names_before_cues(client):
    response = client.get(URL, {"q": "walk"})

    shelves = re.findall(r'<h2 id="pattern-(\w+)"', text(response))
    assert names(response)[:2] == ["Walking lunge", "Sideways walk with band"]
    assert shelves == ["lunge", "abduction", "cardio", "core"]
    stretch = re.findall(r'<h2 id="pattern-(\w+)"', text(client.get(URL, {"q": "stretch"})))
    assert stretch == ["stretch", "squat", "abduction"]


# ---------------------------------------------------------------- numbers beside the choices


def counts(response):
    """The number that the page shows for each choice, by the id of its element."""
    found = re.findall(
        r'id="(count-[\w-]+)"[^>]*>(?:[^<]*· )?(\w+)</(?:option|span)>', text(response)
    )
    return {key: 0 if number == "none" else int(number) for key, number in found}


def test_library_says_how_many_each_choice_would_show(client):
    response = client.get(URL, {"pattern": "hinge", "knee": "good"})

    shown = counts(response)
    for asked, key in [
        ({"pattern": "hinge", "knee": "good"}, "count-pattern-hinge"),
        ({"pattern": "core", "knee": "good"}, "count-pattern-core"),
        ({"pattern": "", "knee": "good"}, "count-pattern-any"),
        ({"pattern": "hinge", "knee": "good", "muscle": "grip"}, "count-muscle-grip"),
        ({"pattern": "hinge", "knee": "good", "muscle": "chest"}, "count-muscle-chest"),
        ({"pattern": "hinge", "knee": "good", "equipment": "chair"}, "count-equipment-chair"),
        ({"pattern": "hinge", "knee": "good", "rest_day": "1"}, "count-rest_day-1"),
    ]:
        assert (key, shown[key]) == (key, len(names(client.get(URL, asked))))
    assert len(shown) == 15 + 5 + 16 + 1 + 1 + 23


def test_library_shows_choices_that_find_nothing_and_marks_them(client):
    page = text(client.get(URL, {"q": "romanian"}))

    assert re.findall(r'<option id="count-muscle-chest" value="chest">\s*(.*?)</option>', page) == [
        "Chest · none"
    ]
    assert re.findall(r'<span id="count-rest_day-1"\s+class="([^"]*)">(.*?)</span>', page) == [
        ("choice-count choice-count--none", "0")
    ]
    assert "disabled" not in page


def test_library_updates_the_numbers_and_nothing_that_has_the_focus(client):
    query = {"q": "bridge", "muscle": "glutes", "equipment": ["mat"]}
    whole, part = client.get(URL, query), client.get(URL, query, headers=HTMX)

    assert counts(part) == counts(whole)
    swapped = re.findall(r"<(\w+) [^>]*hx-swap-oob=\"([^\"]+)\"", text(part))
    assert {
        ("p", "innerHTML:#count"),
        ("span", "innerHTML:#filters-in-use"),
        ("option", "innerHTML"),
        ("span", "true"),
    } == set(swapped)
    assert "2 in use" in text(part)
    beside_the_results = text(part).rpartition("</section>")[2]
    for tag in ("<input", "<select", "<details", "<button"):
        assert tag not in beside_the_results
