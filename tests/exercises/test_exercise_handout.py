"""/exercises/<slug>/handout/: an exercise on one sheet, the same for everybody."""

import html
import re

import pytest
from django.utils.html import strip_tags

from exercises.models import Exercise
from exercises.templatetags.exercise_words import up_to

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database,
    pytest.mark.usefixtures("library"),
]


def text(client, slug):
    response = client.get(f"/exercises/{slug}/handout/")
    assert response.status_code == 200
    return response.content.decode()


def boxes(page):
    """The heads of the columns, and how many boxes each row has."""
    table = page.partition("<table>")[2].partition("</table>")[0]
    heads = re.findall(r"<th\b[^>]*>(.*?)</th>", table, re.DOTALL)
    rows = table.partition("<tbody>")[2].split("</tr>")[:-1]
    return (
        [" ".join(strip_tags(head.replace("<small>", " ")).split()) for head in heads],
        [row.count("<td></td>") for row in rows],
    )


def test_every_handout_shows_what_a_person_needs_to_do_it(client):
    missing = {}

    for exercise in Exercise.objects.all():
        shown = " ".join(html.unescape(strip_tags(text(client, exercise.slug))).split())
        told = [
            *[exercise.name, exercise.breathing, exercise.back_note, exercise.who_modify],
            *exercise.changes.values(),
            *exercise.setup,
            *exercise.movement,
            *exercise.cues,
            *(f"{each['mistake']}: {each['fix']}" for each in exercise.mistakes),
        ]
        missing[exercise.slug] = [words for words in told if words not in shown]

    assert {slug: words for slug, words in missing.items() if words} == {}
    assert len(missing) == 83


def test_handout_shows_start_and_finish_and_no_movement(client):
    drawing = Exercise.objects.get(pk="dead-bug").drawing

    page = text(client, "dead-bug")

    shown = [page.count(svg) for svg in (drawing.start, drawing.finish, drawing.moving)]
    assert shown == [1, 1, 0]
    assert page.count('class="figure"') == 2


@pytest.mark.parametrize(
    ("slug", "heads", "boxes_a_row"),
    [
        ("cat-camel", ["Date", "Set 1", "Pain 0 to 10"], 3),
        ("wall-sit", ["Date", "Set 1", "Set 2", "Set 3", "Pain 0 to 10"], 5),
        ("goblet-squat", ["Date", "Weight", "Set 1", "Set 2", "Set 3", "Pain 0 to 10"], 6),
        (
            "clamshell",
            ["Date", "Weight", "Set 1", "Set 2", "Set 3", "Pain 0 to 10", *["Left", "Right"] * 3],
            9,
        ),
    ],
)
def test_boxes_are_for_six_days_and_for_each_set_and_side(client, slug, heads, boxes_a_row):
    page = text(client, slug)

    assert boxes(page) == (heads, [boxes_a_row] * 6)


@pytest.mark.parametrize(
    ("slug", "unit"),
    [("cat-camel", "repetitions"), ("wall-sit", "seconds"), ("brisk-walk", "minutes")],
)
def test_boxes_say_what_to_write(client, slug, unit):
    assert re.findall(r"Write the (\w+) of each set", text(client, slug)) == [unit]


def test_handout_says_what_must_come_first(client):
    said = "First, 4 weeks of Deadlift from a raised block"

    shown = [said in text(client, slug) for slug in ("barbell-deadlift", "goblet-squat")]

    assert shown == [True, False]


def test_handout_says_when_to_stop_and_where_to_read_on(client):
    page = text(client, "dead-bug")

    foot = page.partition('class="paper-foot">')[2].partition("</p>")[0]
    assert foot.count("pain or pressure in the chest") == 1
    assert foot.count("<strong>localhost:8000/safety/</strong>") == 1


def test_only_a_handout_with_much_to_say_is_set_in_small_type(client):
    pages = {slug: text(client, slug) for slug in ("bodyweight-squat", "clamshell")}

    brief = {slug: page.count("paper--brief") for slug, page in pages.items()}
    assert brief == {"bodyweight-squat": 0, "clamshell": 1}


def test_page_of_the_exercise_leads_to_its_handout_and_back(client):
    there = client.get("/exercises/dead-bug/").content.decode()

    back = text(client, "dead-bug")

    assert there.count('href="/exercises/dead-bug/handout/"') == 1
    assert back.count('href="/exercises/dead-bug/"') == 1


@pytest.mark.parametrize("slug", ["dead-bug", "bodyweight-squat", "barbell-deadlift"])
def test_handout_needs_two_queries(client, slug, django_assert_num_queries):
    with django_assert_num_queries(2):
        text(client, slug)


def test_handout_is_the_same_for_everybody_and_kept(client, django_assert_num_queries):
    stranger = client.get("/exercises/dead-bug/handout/")
    client.cookies["sessionid"] = "a" * 32
    known = client.get("/exercises/dead-bug/handout/")
    with django_assert_num_queries(1):
        etag = {"If-None-Match": stranger["ETag"]}
        again = client.get("/exercises/dead-bug/handout/", headers=etag)

    assert known.content == stranger.content
    assert ("Cookie" in known.get("Vary", ""), len(known.cookies)) == (False, 0)
    assert (again.status_code, again.content) == (304, b"")


def test_handout_of_an_unknown_or_retired_exercise_is_not_found(client):
    Exercise.objects.filter(slug="dead-bug").update(retired_at="2026-01-05T00:00Z")

    answers = [
        client.get(f"/exercises/{slug}/handout/").status_code for slug in ("nope", "dead-bug")
    ]

    assert answers == [404, 404]


def test_up_to_counts_from_one():
    assert [list(up_to(count)) for count in (0, 1, 3)] == [[], [1], [1, 2, 3]]
