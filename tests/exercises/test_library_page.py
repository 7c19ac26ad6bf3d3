"""/exercises/: search, filters, and a page that browsers may keep."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from exercises.models import Exercise
from tests.exercises.library_page import names, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

URL = "/exercises/"
HTMX = {"HX-Request": "true"}


# ---------------------------------------------------------------- what it shows


def test_library_shows_every_current_exercise(client):
    Exercise.objects.filter(slug="dead-bug").update(retired_at="2026-01-05T00:00Z")

    response = client.get(URL)

    assert response.status_code == 200
    assert reverse("exercises:library") == URL
    assert sorted(names(response)) == sorted(
        Exercise.objects.exclude(slug="dead-bug").values_list("name", flat=True)
    )
    assert "82 exercises" in text(response)


def test_library_groups_by_ladder_from_easier_to_harder(client):
    response = client.get(URL, {"pattern": "hinge"})

    assert names(response) == [
        "Hip hinge with a stick",
        "Romanian deadlift with a backpack",
        "Romanian deadlift",
        "Deadlift from a raised block",
        "Deadlift",
        "Kick-stand deadlift",
        "Single-leg deadlift, hand on support",
        "Single-leg deadlift",
        "Good morning",
    ]
    assert text(response).count('<ol class="exercise-cards" aria-label="Easier to harder">') == 2
    assert "9 exercises" in text(response)


def test_library_keeps_the_order_of_a_ladder_with_a_rung_missing(client):
    response = client.get(URL, {"q": "bridge", "phase": "strength"})

    assert names(response) == [
        *("Glute bridge", "Marching bridge", "Single-leg glute bridge"),
        "Bridge with far feet",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "goblet"}, ["Goblet squat"]),
        ({"q": "GOBLÉT  squat"}, ["Goblet squat"]),
        ({"q": "squat goblet"}, ["Goblet squat"]),
        ({"q": "car door"}, ["Hip hinge with a stick"]),
        (
            {"q": "front of thigh", "pattern": "step"},
            ["Low step-up, hand on rail", "Step-up", "Sideways step-down"],
        ),
        ({"q": "tibialis", "pattern": "balance"}, ["Heel-to-toe stand", "Single-leg stand"]),
        ({"pattern": "balance"}, ["Heel-to-toe stand", "Single-leg stand"]),
        ({"phase": "cardio"}, ["Water walking", "Water aerobics", "Brisk walk"]),
        ({"q": "childs pose"}, ["Child's pose"]),
        (
            {"muscle": "grip"},
            [
                "Deadlift",
                "Deadlift from a raised block",
                "Kick-stand deadlift",
                "Romanian deadlift",
                "Romanian deadlift with a backpack",
                "Single-leg deadlift",
                "Suitcase carry",
            ],
        ),
        (
            {"equipment": "none", "pattern": "lunge"},
            ["Stationary lunge", "Reverse lunge", "Walking lunge"],
        ),
        (
            {"equipment": ["dumbbell"], "pattern": "squat"},
            ["Goblet squat", "Squat", "Squat with raised heels"],
        ),
        (
            {"equipment": ["chair", "dumbbell"], "pattern": "squat"},
            [
                *("Stand up from a high seat", "Sit-to-stand", "Box squat", "Squat"),
                *("Goblet squat", "Squat with raised heels"),
            ],
        ),
        (
            {"knee": "good", "pattern": "squat"},
            [
                *("Stand up from a high seat", "Sit-to-stand", "Box squat"),
                *("Leg press", "Squat against a band (Spanish squat)"),
            ],
        ),
        ({"rest_day": "1", "pattern": "hinge"}, ["Hip hinge with a stick"]),
    ],
)
def test_library_finds(client, query, expected):
    response = client.get(URL, query)

    assert response.status_code == 200
    assert sorted(names(response)) == sorted(expected)


def test_library_drops_each_filter_by_a_link(client):
    response = client.get(URL, {"q": "plank", "phase": "strength", "equipment": ["mat", "wall"]})

    dropping = re.findall(
        r'<a href="([^"]*)"\s+aria-label="Drop the filter “([^"]*)”"', text(response)
    )
    assert dropping == [
        ("/exercises/?phase=strength&amp;equipment=mat&amp;equipment=wall", "plank"),
        ("/exercises/?q=plank&amp;equipment=mat&amp;equipment=wall", "Strength"),
        ("/exercises/?q=plank&amp;phase=strength", "Wall, Mat"),
    ]
    assert "3 exercises" in text(response)


def loosening(response):
    """What an empty page offers: each address with the words of its link."""
    results = text(response).partition('id="results"')[2].partition("</ul>")[0]
    found = re.findall(r'<li><a[^>]* href="([^"]*)">([^<]*)</a></li>', results)
    return [(address.replace("&amp;", "&"), " ".join(words.split())) for address, words in found]


def test_library_that_finds_nothing_says_what_to_loosen(client):
    response = client.get(URL, {"q": "squat", "phase": "strength", "knee": "good", "rest_day": "1"})

    assert loosening(response) == [
        ("/exercises/?phase=strength&knee=good&rest_day=1", "Without “squat”: 17"),
        ("/exercises/?q=squat&knee=good&rest_day=1", "Without “Strength”: 0"),
        ("/exercises/?q=squat&phase=strength&rest_day=1", "Without “Kind to knees”: 0"),
        ("/exercises/?q=squat&phase=strength&knee=good", "Without “Fine on rest days”: 2"),
        ("/exercises/", "Clear all"),
    ]
    assert "No exercise matches all of these." in text(response)
    assert "0 exercises" in text(response)


def test_library_keeps_the_promise_of_what_to_loosen(client):
    offers = loosening(client.get(URL, {"q": "lunge", "phase": "cardio", "equipment": "mat"}))

    found = [len(names(client.get(address))) for address, _ in offers]
    assert [words for _, words in offers] == [
        f"Without “lunge”: {found[0]}",
        f"Without “Cardio”: {found[1]}",
        f"Without “Mat”: {found[2]}",
        "Clear all",
    ]
    assert found == [1, 5, 0, 83]


def test_library_that_finds_no_word_offers_all(client):
    response = client.get(URL, {"q": "zebra"})

    assert loosening(response) == [("/exercises/", "Without “zebra”: 83")]
    assert "No exercise matches this." in text(response)
    assert "library-asked-all" not in text(response)


def test_library_keeps_what_was_asked_in_the_form(client):
    response = client.get(
        URL, {"q": 'a"<b', "pattern": "core", "equipment": "mat", "knee": "good", "rest_day": "1"}
    )

    assert 'value="a&#34;&lt;b"' in text(response)
    assert re.findall(r'value="(\w*)" selected', text(response)) == ["core", "", ""]
    checked = re.findall(r'name="(\w+)" value="(\w+)" checked', text(response))
    assert checked == [("knee", "good"), ("rest_day", "1"), ("equipment", "mat")]


# ---------------------------------------------------------------- nonsense


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("q", "x" * 101),
        ("q", "squat\x00"),
        ("pattern", "nonsense"),
        ("pattern", "squat\x00"),
        ("phase", "' OR 1=1 --"),
        ("muscle", "x" * 2000),
        ("equipment", "anvil"),
        ("equipment", ["mat", "anvil"]),
        ("equipment", "\x00"),
        ("knee", "caution"),
        ("knee", "1"),
        ("rest_day", "0"),
        ("rest_day", "yes"),
    ],
)
def test_library_says_what_it_cannot_use(client, field, value):
    response = client.get(URL, {field: value})

    assert response.status_code == 422
    assert f'id="id_{field}_error"' in text(response)
    assert len(names(response)) == 83
    assert text(response).count('class="errorlist') == 1


def test_library_keeps_an_overlong_search(client):
    response = client.get(URL, {"q": "y" * 101})

    assert f'value="{"y" * 101}"' in text(response)
    assert "at most 100 characters" in text(response)


@pytest.mark.parametrize(
    "query",
    ["q[]=a", "q=%ff%fe", "q=%ud800", "pattern[x]=1&unknown=2", "q=%F0%9F%A6%93", "q=" + "%20" * 9],
)
def test_library_reads_past_strange_addresses(client, query):
    assert client.get(f"{URL}?{query}").status_code == 200


def test_library_takes_the_last_of_repeated_words(client):
    assert names(client.get(f"{URL}?q=goblet&q=dead+bug")) == ["Dead bug"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_library_is_for_reading(client, method):
    assert getattr(client, method)(URL).status_code == 405


# ---------------------------------------------------------------- htmx


def test_library_answers_htmx_with_the_results_alone(client):
    whole = client.get(URL, {"q": "goblet"})
    part = client.get(URL, {"q": "goblet", "pattern": ""}, headers=HTMX)

    assert "<html" in text(whole)
    assert text(part).strip().startswith('<div id="results">')
    assert names(part) == names(whole) == ["Goblet squat"]
    assert 'hx-swap-oob="innerHTML:#count"' in text(part)
    assert "hx-swap-oob" not in text(whole)
    assert part["HX-Replace-Url"] == "/exercises/?q=goblet"
    assert client.get(URL, {"q": ""}, headers=HTMX)["HX-Replace-Url"] == "/exercises/"


def test_library_answers_a_history_restore_with_the_whole_page(client):
    response = client.get(URL, headers={**HTMX, "HX-History-Restore-Request": "true"})

    assert "<html" in text(response)


def test_library_tells_htmx_what_it_cannot_use(client):
    response = client.get(URL, {"q": "x" * 101}, headers=HTMX)

    assert response.status_code == 422
    assert "at most 100 characters" in text(response)
    assert "HX-Replace-Url" not in response


# ---------------------------------------------------------------- kept by browsers


def test_library_touches_no_session(client, django_user_model, django_assert_num_queries):
    client.cookies["sessionid"] = "a" * 32
    client.cookies["csrftoken"] = "b" * 32
    with django_assert_num_queries(2):
        known = client.get(URL)
    client.cookies.clear()
    with django_assert_num_queries(1):
        stranger = client.get(URL)

    for response in (stranger, known):
        assert "Cookie" not in response["Vary"]
        assert not response.cookies
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert "csrf" not in text(response)
    assert known.content == stranger.content
    assert known["ETag"] == stranger["ETag"]


def test_library_varies_on_htmx(client):
    assert {"HX-Request", "HX-History-Restore-Request"} <= set(client.get(URL)["Vary"].split(", "))


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_library_answers_304_while_nothing_changed(client, headers, django_assert_num_queries):
    etag = client.get(URL, headers=headers)["ETag"]

    client.cookies["sessionid"] = "a" * 32
    with django_assert_num_queries(1):
        again = client.get(URL, headers={**headers, "If-None-Match": etag})

    assert again.status_code == 304
    assert again.content == b""
    assert "Cookie" not in again["Vary"]
    assert again["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_library_etag_changes_with_all_that_the_page_depends_on(client):
    etags = [client.get(URL)["ETag"]]
    etags.append(client.get(URL, headers=HTMX)["ETag"])
    etags.append(client.get(URL, {"q": "squat"})["ETag"])
    with override_settings(RELEASE="another"):
        etags.append(client.get(URL)["ETag"])
    with (
        override_settings(LANGUAGES=[("en", "English"), ("de", "Deutsch")]),
        translation.override("de"),
    ):
        etags.append(client.get(URL, headers={"Accept-Language": "de"})["ETag"])
    Exercise.objects.filter(slug="dead-bug").update(digest="changed")
    etags.append(client.get(URL)["ETag"])
    Exercise.objects.filter(slug="dead-bug").update(retired_at="2026-01-05T00:00Z")
    etags.append(client.get(URL)["ETag"])

    assert len(set(etags)) == 7


@pytest.mark.parametrize("rows", [1, 3, 83])
def test_library_needs_two_queries(client, rows, django_assert_num_queries):
    kept = Exercise.objects.values_list("slug", flat=True)[:rows]
    Exercise.objects.exclude(slug__in=list(kept)).delete()

    with django_assert_num_queries(2):
        response = client.get(URL, {"q": "a", "equipment": ["mat", "wall"]})

    assert response.status_code == 200


def test_library_is_open_to_everybody():
    assert Client().head(URL).status_code == 200
