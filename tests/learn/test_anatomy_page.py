"""/learn/anatomy/: each muscle group an anchor with its exercises."""

import html
import re

import pytest
from django.utils.html import strip_tags

from exercises.labels import MUSCLES
from exercises.models import Exercise
from exercises.vocabulary import Muscle
from learn.muscles import FOR_THE_BACK, GROUPS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


@pytest.fixture
def sections(client):
    """The markup of each muscle's section, by the id that leads to it."""
    page = client.get("/learn/anatomy/").content.decode()
    found = re.findall(r'<section id="(muscle-[^"]*)".*?>(.*?)</section>', page, re.DOTALL)
    return dict(found)


def exercises(markup):
    return re.findall(r'<li><a href="/exercises/([^"]*)/">', markup)


def test_every_muscle_is_an_anchor_with_its_name_and_what_it_does(sections):
    assert set(sections) == {f"muscle-{muscle}" for muscle in Muscle}
    for muscle in Muscle:
        told = " ".join(html.unescape(strip_tags(sections[f"muscle-{muscle}"])).split())
        assert told.startswith(f"{MUSCLES[muscle]} {FOR_THE_BACK[muscle]}")


def test_muscles_stand_in_one_group_each():
    grouped = [muscle for _, muscles in GROUPS for muscle in muscles]

    assert sorted(grouped) == sorted(Muscle)


def test_muscle_lists_the_exercises_in_which_it_works(sections):
    current = list(Exercise.objects.library())

    for muscle in Muscle:
        markup = sections[f"muscle-{muscle}"]
        main = [each.slug for each in current if muscle in each.primary]
        along = [each.slug for each in current if muscle in each.secondary]
        assert exercises(markup) == main + along
        folded = markup.partition("<details>")[2]
        assert exercises(folded) == (along if main else [])


def test_muscle_without_a_main_exercise_shows_the_others_unfolded(sections):
    markup = sections["muscle-chest"]

    assert re.findall(r"<h4>([^<]*)</h4>", markup) == ["Also at work in"]
    assert exercises(markup) == ["arm-swings"]


def test_retired_exercise_trains_no_muscle(client):
    Exercise.objects.filter(slug="dead-bug").update(retired_at="2026-01-05T00:00Z")

    assert "/exercises/dead-bug/" not in client.get("/learn/anatomy/").content.decode()


def test_list_of_links_leads_to_every_muscle(client):
    page = client.get("/learn/anatomy/").content.decode()
    listed = page.partition('class="muscle-links"')[2].partition("</section>")[0]

    led = re.findall(r'href="#([^"]*)"', listed)
    grouped = [f"muscle-{muscle}" for _, muscles in GROUPS for muscle in muscles]
    assert led == [*grouped, "joints", "bones", "tendons"]


def test_every_area_of_the_body_map_leads_to_a_muscle_and_names_it(client):
    page = client.get("/learn/anatomy/").content.decode()

    areas = re.findall(r'<a href="#muscle-(\w+)" aria-label="([^"]+)"><title>([^<]+)</title>', page)
    anchors = re.findall(r'<section id="muscle-(\w+)"', page)
    assert {muscle for muscle, _, _ in areas} == set(anchors)
    assert [(muscle, name) for muscle, name, _ in areas] == [
        (muscle, title) for muscle, _, title in areas
    ]
    assert ("glutes", "Glutes (buttocks)", "Glutes (buttocks)") in areas
