"""/exercises/<slug>/: one exercise, the same for everybody."""

import gzip
import html
import re

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils.html import strip_tags

from exercises.models import Drawing, Exercise

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("library"),
]

PAGE_BYTES = 40 * 1024  # compressed, as it is sent


def words(response):
    """Return the text of the page, without tags and with single blanks."""
    return " ".join(html.unescape(strip_tags(response.content.decode())).split())


def page(client, slug):
    response = client.get(f"/exercises/{slug}/")
    assert response.status_code == 200
    return words(response)


def dose(client, slug):
    """The dose as (term, words) pairs."""
    text = client.get(f"/exercises/{slug}/").content.decode()
    listed = text.partition('<dl class="exercise-dose">')[2].partition("</dl>")[0]
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", listed, re.DOTALL)
    return {term: " ".join(html.unescape(strip_tags(told)).split()) for term, told in pairs}


def test_every_exercise_shows_all_its_words(client):
    for exercise in Exercise.objects.all():
        shown = page(client, exercise.slug)
        told = [
            exercise.name,
            *exercise.setup,
            *exercise.movement,
            *exercise.cues,
            *(item[part] for item in exercise.mistakes for part in ("mistake", "fix")),
            exercise.breathing,
            exercise.back_note,
            exercise.knee_note,
            exercise.who_modify,
            *exercise.changes.values(),
            exercise.scale_down,
            exercise.scale_up,
            exercise.daily_ok_note,
        ]
        assert [text for text in told if text not in shown] == []


def test_exercise_page_stays_small_with_the_largest_pictures(client):
    drawings = sorted(Drawing.objects.all(), key=lambda drawing: len(drawing.moving))
    largest = [drawing.exercise_id for drawing in drawings[-5:]]

    sizes = [len(gzip.compress(client.get(f"/exercises/{slug}/").content)) for slug in largest]

    assert "walking-lunge" in largest
    assert 8 * 1024 < max(sizes) <= PAGE_BYTES


def test_exercise_page_says_nothing_of_where_the_text_came_from(client):
    for exercise in Exercise.objects.all():
        text = client.get(f"/exercises/{exercise.slug}/").content.decode()
        assert exercise.seed not in text or exercise.seed == "named"
        assert not exercise.fed_id or exercise.fed_id not in text


def test_exercise_page_tells_the_dose_of_a_weighted_lift(client):
    assert dose(client, "romanian-deadlift") == {
        "Amount": "2–3 sets of 8–12 repetitions",
        "Rest": "2 min between sets",
        "Tempo": "Lower for 3 s Pause for 1 s Lift for 1 s",
        "Effort": "Stop each set with 3–4 good repetitions left",
        "Weight": "4–10 kg (9–22 lb) to start with "
        "With a dumbbell in each hand, this is the weight of each.",
    }


def test_exercise_page_tells_the_dose_of_a_one_sided_lift(client):
    assert dose(client, "single-leg-deadlift") == {
        "Amount": "2–3 sets of 6–10 repetitions on each side",
        "Rest": "1 min 30 s between sets",
        "Tempo": "Lower for 3 s Pause for 1 s Lift for 2 s",
        "Effort": "Stop each set with 3–4 good repetitions left",
        "Weight": "Body weight to start with, then up to 6 kg (13 lb) "
        "With a dumbbell in each hand, this is the weight of each.",
    }


def test_exercise_page_tells_the_dose_of_a_hold(client):
    assert dose(client, "side-plank") == {
        "Amount": "2–3 sets of 10–30 seconds on each side",
        "Rest": "45 s between sets",
        "Effort": "Stop while the hold is still steady, well before you have to",
        "Weight": "Body weight only",
    }


def test_exercise_page_tells_the_dose_of_a_step(client):
    told = dose(client, "step-up")

    assert told["Step height"] == "8–15 cm (3–6 in)"
    assert told["Tempo"] == "Lower for 2 s Lift for 1 s Hold the top for 1 s"
    assert told["Weight"] == "Body weight to start with; more once it is easy"


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        (
            "arm-circles",
            {"Amount": "1 set of 8–10 repetitions (each direction)", "Takes": "about 40 s"},
        ),
        ("water-walking", {"Amount": "1 set of 10–30 minutes", "Effort": "About 3–5 out of 10"}),
        (
            "foam-roll-calves",
            {
                "Amount": "1 set of 15–20 seconds on each side",
                "Pressure": "Gentle, at most 5 out of 10",
            },
        ),
    ],
)
def test_exercise_page_tells_the_dose_of_the_rest(client, slug, expected):
    assert dose(client, slug) == expected


def test_exercise_page_tells_a_band_and_a_hold_inside_repetitions(client):
    assert dose(client, "banded-lateral-walk")["Weight"] == (
        "The lightest resistance you have, to start with"
    )
    assert dose(client, "bird-dog")["Hold"] == "8 s in each repetition"


def test_exercise_page_links_to_its_neighbours(client):
    text = client.get("/exercises/bodyweight-squat/").content.decode()

    assert re.findall(r'class="exercise-rung" href="([^"]*)" rel="(\w+)"', text) == [
        ("/exercises/box-squat/", "prev"),
        ("/exercises/goblet-squat/", "next"),
    ]


def test_exercise_page_without_neighbours_has_no_links_to_them(client):
    assert (
        'rel="'
        not in client.get("/exercises/dead-bug/")
        .content.decode()
        .partition('<div class="exercise">')[2]
    )


def test_exercise_page_says_what_must_come_first(client):
    assert (
        "First, 4 weeks of Deadlift from a raised block, with a usual pain of 2 or less out of 10."
    ) in page(client, "barbell-deadlift")


def test_exercise_page_names_muscles_and_things_in_words(client):
    shown = page(client, "goblet-squat")

    assert (
        "What you need A dumbbell, a kettlebell, a backpack or a barbell Can also use: Chair"
    ) in shown
    assert (
        "Working muscles Quadriceps (front of thigh) · Glutes (buttocks) Also at work: "
        "Hamstrings · Calves · Inner thigh · Abdominals · Lower back · Upper back"
    ) in shown
    assert "High blood pressure that is not well controlled" in shown


@pytest.mark.parametrize("slug", ["nope", "dead_bug", "DEAD-BUG", "x" * 500, "-"])
def test_unknown_exercise_is_not_found(client, slug):
    assert client.get(f"/exercises/{slug}/").status_code == 404


def test_retired_exercise_is_not_found(client):
    Exercise.objects.filter(slug="dead-bug").update(retired_at="2026-01-05T00:00Z")

    assert client.get("/exercises/dead-bug/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_exercise_page_is_for_reading(client, method):
    assert getattr(client, method)("/exercises/dead-bug/").status_code == 405


@pytest.mark.parametrize("slug", ["dead-bug", "bodyweight-squat", "barbell-deadlift"])
def test_exercise_page_needs_two_queries(client, slug, django_assert_num_queries):
    with django_assert_num_queries(2):
        response = client.get(reverse("exercises:exercise", args=[slug]))

    assert response.status_code == 200


def test_exercise_page_touches_no_session(client, django_assert_num_queries):
    client.cookies["sessionid"] = "a" * 32
    with django_assert_num_queries(2):
        known = client.get("/exercises/dead-bug/")
    client.cookies.clear()
    with django_assert_num_queries(1):
        stranger = client.get("/exercises/dead-bug/")

    for response in (stranger, known):
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert "csrf" not in response.content.decode()
    assert known.content == stranger.content


def test_exercise_page_answers_304_while_nothing_changed(client, django_assert_num_queries):
    etag = client.get("/exercises/dead-bug/")["ETag"]
    client.cookies["sessionid"] = "a" * 32

    with django_assert_num_queries(1):
        again = client.get("/exercises/dead-bug/", headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert "Cookie" not in again.get("Vary", "")


def test_exercise_page_etag_changes_with_its_neighbours_and_the_release(client):
    etags = [client.get("/exercises/goblet-squat/")["ETag"]]
    Exercise.objects.filter(slug="bodyweight-squat").update(digest="changed")
    etags.append(client.get("/exercises/goblet-squat/")["ETag"])
    with override_settings(RELEASE="another"):
        etags.append(client.get("/exercises/goblet-squat/")["ETag"])
    etags.append(client.get("/exercises/dead-bug/")["ETag"])

    assert len(set(etags)) == 4
