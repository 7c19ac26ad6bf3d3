"""The warm-up and the cool-down on one sheet each."""

import re

import pytest
from django.utils.html import strip_tags

from exercises.models import Exercise
from learn.guides import COOL_DOWN, EXTRA, WARM_UP

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

PATHS = {"/learn/warm-up/handout/": WARM_UP, "/learn/cool-down/handout/": COOL_DOWN}


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def rows(page):
    """The name of each exercise with a row of its own, and its boxes."""
    found = re.findall(r'<tr>\s*<td class="paper-small-figure">(.*?)</tr>', page, re.DOTALL)
    names = [strip_tags(re.search(r"<strong>\d+ (.*?)</strong>", row)[1]) for row in found]
    return list(zip(names, [row.count("<td></td>") for row in found], strict=True))


@pytest.mark.parametrize(("path", "plan"), PATHS.items())
def test_handout_lists_the_guide_in_its_order_with_ten_boxes_each(client, path, plan):
    wanted = [slug for step, slugs in plan.items() if step != EXTRA for slug in slugs]
    names = Exercise.objects.in_bulk(wanted)

    page = text(client, path)

    assert rows(page) == [(names[slug].name, 10) for slug in wanted]
    assert page.count('class="figure"') == len(wanted)


def test_cool_down_names_what_is_there_for_who_has_more_time(client):
    pages = [text(client, path) for path in PATHS]

    extra = "Hip-front stretch, half kneeling · Child&#x27;s pose"
    assert [page.count(extra) for page in pages] == [0, 1]


def test_step_without_an_exercise_has_boxes_too(client):
    page = text(client, "/learn/cool-down/handout/")

    steps = re.findall(r'<tr class="paper-step">(.*?)</tr>', page, re.DOTALL)
    named = {
        re.search(r"<strong>(.*?)</strong>", step)[1]: step.count("<td></td>") for step in steps
    }
    assert named == {
        "Walk slowly": 0,
        "Loosen before you hold": 10,
        "Roll lightly": 0,
        "Stretch and hold": 0,
        "Three yoga poses": 0,
    }


@pytest.mark.parametrize("path", PATHS)
def test_page_to_read_leads_to_its_handout_and_back(client, path):
    to_read = path.removesuffix("handout/")

    there, back = text(client, to_read), text(client, path)

    assert there.count(f'href="{path}"') == 1
    assert back.count(f'href="{to_read}"') == 1


@pytest.mark.parametrize("slugs", [["cat-camel"], ["cat-camel", "cobra-pose", "slow-walk"]])
@pytest.mark.parametrize("path", PATHS)
def test_handout_needs_two_queries_with_one_exercise_and_with_three(
    client, path, slugs, django_assert_num_queries
):
    Exercise.objects.exclude(pk__in=slugs).update(retired_at="2026-01-05T00:00Z")

    with django_assert_num_queries(2):
        text(client, path)


@pytest.mark.parametrize("path", PATHS)
def test_handout_is_the_same_for_everybody_and_kept(client, path, django_assert_num_queries):
    stranger = client.get(path)
    client.cookies["sessionid"] = "a" * 32
    known = client.get(path)
    with django_assert_num_queries(1):
        again = client.get(path, headers={"If-None-Match": stranger["ETag"]})

    assert known.content == stranger.content
    assert ("Cookie" in known.get("Vary", ""), len(known.cookies)) == (False, 0)
    assert (again.status_code, again.content) == (304, b"")
