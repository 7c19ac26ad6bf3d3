"""The questions as lists to tick: every line, "none of these", and what silence means."""

import html
import re

import pytest
from django.utils.html import strip_tags

from routines.actions.consent import agree
from routines.models import Screening
from routines.planning.questions import FLAG_GROUPS, GROUPS
from tests import builders

pytestmark = pytest.mark.django_db


def told(answer):
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(strip_tags(f"<main{main}")).split())


def heading(answer):
    return re.search(r"<h1>(.*?)</h1>", answer.content.decode())[1]


LISTS = {
    "/start-check/": ["emergency", "urgent", "soon", "health", "body"],
    "/start-check/signs/": ["emergency", "urgent", "soon"],
}


@pytest.mark.parametrize("path", LISTS)
def test_list_without_a_tick_is_refused_and_what_was_ticked_stays(as_cleo, cleo, noon, path):
    agree(user=cleo, now=noon)
    given = {**dict.fromkeys(LISTS[path], "none"), "soon": "B1_soon.severe"}
    del given["urgent"]

    answer = as_cleo.post(path, given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert told(answer).count("Tick what is true for you, or “None of these”.") == 1
    assert told(answer).count("1 list is still open:") == 1
    assert re.findall(r'<fieldset[^>]*id="(.*?)"[^>]* autofocus', page) == ["question-urgent"]
    assert re.search(r'<input[^>]*name="soon" value="B1_soon.severe"[^>]* checked', page)
    assert len(re.findall(r"<input[^>]* checked", page)) == len(given)
    assert Screening.objects.count() == 0


@pytest.mark.parametrize("path", LISTS)
def test_nothing_ticked_at_all_leaves_every_list_open(as_cleo, cleo, noon, path):
    agree(user=cleo, now=noon)

    answer = as_cleo.post(path, {})

    part = answer.content.decode().partition('class="open-questions"')[2].partition("</ul>")[0]
    assert answer.status_code == 422
    assert re.findall(r'href="#question-(.*?)"', part) == LISTS[path]
    assert Screening.objects.count() == 0


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("sent", "title"),
    [
        ({"emergency": "B1_emergency.saddle"}, "Please get help now"),
        ({"urgent": "B1_urgent.calf"}, "Please call a doctor today"),
        ({"urgent": "B1_urgent.calf", "soon": "none"}, "Please call a doctor today"),
    ],
)
def test_one_tick_of_an_acute_sign_decides_before_the_rest_is_answered(
    as_cleo, cleo, noon, path, sent, title
):
    agree(user=cleo, now=noon)

    answer = as_cleo.post(path, sent, follow=True)

    assert heading(answer) == title
    assert Screening.objects.get().answered_on is None


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("name", "line"), [("emergency", "B1_emergency.urine"), ("soon", "B1_soon.severe")]
)
def test_none_of_these_beside_a_tick_is_refused_and_both_stay(
    as_cleo, cleo, noon, path, name, line
):
    agree(user=cleo, now=noon)
    given = {**dict.fromkeys(LISTS[path], "none"), name: [line, "none"]}

    answer = as_cleo.post(path, given)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert told(answer).count("Untick “None of these”, or untick the others.") == 1
    kept = re.findall(rf'<input[^>]*name="{name}" value="(.*?)"[^>]* checked', page)
    assert sorted(kept) == sorted([line, "none"])
    assert Screening.objects.count() == 0


def test_every_line_can_be_ticked_alone_and_each_question_is_asked(as_cleo, cleo, noon):
    agree(user=cleo, now=noon)

    page = as_cleo.get("/start-check/").content.decode()

    shown = re.findall(r'<input type="checkbox" name="(\w+)" value="([\w.]+)"', page)
    lines = [
        (name, f"{question.code}.{option.value}")
        for name, group in GROUPS.items()
        for question in group
        for option in question.options
        if not option.known
    ]
    assert sorted(shown) == sorted([*lines, *((name, "none") for name in GROUPS)])
    assert [line for _name, line in shown].count("none") == 5


def test_none_of_these_is_the_last_line_of_each_list(as_cleo, cleo, noon):
    agree(user=cleo, now=noon)

    page = as_cleo.get("/start-check/").content.decode()

    lists = re.findall(r"<fieldset.*?</fieldset>", page, re.DOTALL)
    assert [re.findall(r'value="([\w.]+)"', each)[-1] for each in lists] == ["none"] * 5


# --- the warning signs alone --------------------------------------------------------------------


@pytest.mark.parametrize("sent", [{}, {"urgent": ["B1_urgent.calf"]}])
def test_warning_signs_alone_lead_to_what_they_mean(as_cleo, cleo, noon, sent):
    builders.answered(cleo, noon)

    answer = as_cleo.post("/start-check/signs/", {**dict.fromkeys(FLAG_GROUPS, "none"), **sent})

    page = as_cleo.get(answer["Location"])
    assert answer["Location"] == "/start-check/result/"
    assert heading(page) == ("Please call a doctor today" if sent else "You can start")


def test_warning_signs_stay_reachable_while_strength_is_locked(as_cleo, cleo, noon):
    builders.answered(cleo, noon, B1_emergency="urine")

    assert as_cleo.get("/start-check/signs/").status_code == 200
    assert as_cleo.get("/start-check/result/").status_code == 200


def test_warning_signs_without_the_agreement_lead_to_it(as_cleo):
    assert as_cleo.get("/start-check/signs/")["Location"] == "/start-check/agreement/"
