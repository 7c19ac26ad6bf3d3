"""Figures on pages: as files of their own, inside the page, and never drawn while one waits."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from backhealth.environment import ROOT
from exercises.actions import library as loading
from exercises.actions import load_library
from exercises.figures import pictures
from exercises.models import Drawing, Exercise
from exercises.templatetags.figures import picture
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


def address(slug, kind="still", digest=None):
    digest = digest or Exercise.objects.get(pk=slug).figure_digest
    return reverse("exercises:picture", args=[slug, kind, digest])


@pytest.mark.parametrize(("kind", "column"), [("still", "card"), ("moving", "moving_card")])
def test_picture_is_a_file_that_a_browser_may_keep_for_ever(client, kind, column):
    response = client.get(address("dead-bug", kind))

    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.content.decode() == getattr(Drawing.objects.get(pk="dead-bug"), column)
    assert "Cookie" not in response.get("Vary", "")


def test_picture_may_load_nothing_but_its_own_colours(client):
    response = client.get(address("dead-bug"))

    policy = response["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_picture_of_an_older_drawing_leads_to_the_one_of_today(client):
    response = client.get(address("dead-bug", digest="0" * 16))

    assert response.status_code == 302
    assert response["Location"] == address("dead-bug")


@pytest.mark.parametrize(
    "path",
    [
        "/exercises/sofa-rest/still-0000000000000000.svg",
        "/exercises/dead-bug/still-00.svg",
        "/exercises/dead-bug/swaying-0000000000000000.svg",
    ],
)
def test_picture_that_was_never_there_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_picture_is_one_query(client, django_assert_num_queries):
    url = address("dead-bug")

    with django_assert_num_queries(1):
        client.get(url)


def test_picture_on_a_card_keeps_its_place_and_waits_until_it_is_near():
    exercise = Exercise.objects.get(pk="dead-bug")

    tag = picture(exercise)

    assert tag == (
        f'<img class="picture" src="{address("dead-bug")}" width="200" height="150" alt=""'
        ' loading="lazy" decoding="async">'
    )


def test_every_card_of_the_library_has_its_picture(client):
    page = client.get("/exercises/").content.decode()

    shown = re.findall(r'<img class="picture" src="/exercises/([a-z-]+)/still-', page)
    assert sorted(shown) == sorted(Exercise.objects.values_list("pk", flat=True))


def test_exercise_page_holds_movement_start_and_finish(client):
    page = client.get("/exercises/glute-bridge/").content.decode()

    drawing = Drawing.objects.get(pk="glute-bridge")
    frames = page.partition('class="movement-frames"')[2].partition("</section>")[0]
    assert re.findall(r'<svg class="figure".*?</svg>', frames) == [
        drawing.moving,
        drawing.start,
        drawing.finish,
    ]


def test_exercise_page_numbers_its_cues_as_the_discs_do(client):
    page = client.get("/exercises/glute-bridge/").content.decode()
    cues = Exercise.objects.get(pk="glute-bridge").cues

    listed = page.partition('<ol class="exercise-cues">')[2].partition("</ol>")[0]
    discs = re.findall(r'class="cue-number"[^>]*>(\d)<', page)
    assert re.findall(r"<li>([^<]*)</li>", listed) == cues
    assert discs
    assert {int(disc) for disc in discs} <= set(range(1, len(cues) + 1))


def test_exercise_page_colours_its_muscles_on_the_map(client):
    page = client.get("/exercises/glute-bridge/").content.decode()
    exercise = Exercise.objects.get(pk="glute-bridge")

    said = page.partition('class="muscle-map" role="img" aria-label="')[2].partition('"')[0]
    drawn = page.partition('class="muscle-map"')[2].partition("</div>")[0]
    assert said.startswith("Working muscles: Glutes (buttocks)")
    assert drawn.count("map-area main") >= len(exercise.primary)


# ---------------------------------------------------------------- drawn when the library loads


def test_load_draws_a_new_exercise_and_leaves_the_others(monkeypatch):
    Exercise.objects.get(pk="dead-bug").delete()
    drawn = []

    def drawing(*arguments):
        drawn.append(arguments)
        return pictures.draw(*arguments)

    monkeypatch.setattr(loading, "draw", drawing)
    load_library(now=NOON)

    assert len(drawn) == 1
    assert Drawing.objects.count() == 83


def test_load_draws_everything_anew_when_the_drawing_code_has_changed(monkeypatch):
    before = Exercise.objects.get(pk="dead-bug").figure_digest
    Drawing.objects.update(card="old")

    monkeypatch.setattr(loading, "drawing_code", lambda: "another")
    loaded = load_library(now=NOON)

    assert loaded.changed == 83
    assert Exercise.objects.get(pk="dead-bug").figure_digest != before
    assert not Drawing.objects.filter(card="old").exists()


# ---------------------------------------------------------------- the contact sheet


def test_sheet_in_the_docs_is_the_one_that_the_command_draws(tmp_path):
    out = StringIO()

    call_command("figure_sheet", output=tmp_path / "sheet.svg", stdout=out)

    assert out.getvalue() == f"83 figures: {tmp_path / 'sheet.svg'}\n"
    drawn = (tmp_path / "sheet.svg").read_text()
    assert drawn == (ROOT / "docs" / "figures.svg").read_text(), "run ./bh manage figure_sheet"
