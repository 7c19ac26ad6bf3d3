"""The result repeats the person's answers, and gives only advice that concerns them."""

import html
import re

import pytest
from django.utils.html import strip_tags

from exercises.labels import CAUTIONS
from exercises.vocabulary import Caution
from routines.models import Screening
from tests import builders

pytestmark = pytest.mark.django_db
CHECK_UP = "At 70 or older and new to regular exercise: please have a check-up"
AGES = {"no": (False, False), "65": (False, True), "70_active": (False, True), "70": (True, True)}


def shown(client) -> str:
    page = client.get("/start-check/result/").content.decode()
    return " ".join(html.unescape(strip_tags(page)).split())


def heard(client) -> list[str]:
    page = html.unescape(client.get("/start-check/result/").content.decode())
    part = page.partition('id="heard"')[2].partition("</section>")[0]
    return re.findall(r"<li>(.*?)</li>", part)


@pytest.mark.parametrize("age", AGES)
def test_each_age_reads_its_own_advice(library, ana, as_ana, noon, age):
    builders.answered(ana, noon, A1=age, J1="knee")

    page = shown(as_ana)

    assert (CHECK_UP in page, "You are 65 or older" in page) == AGES[age]


@pytest.mark.parametrize(
    ("answers", "tags"),
    [
        ({"J1": "knee"}, ["knee_pain"]),
        ({"J1": "hip"}, ["hip_pain"]),
        ({"J1": "ankle", "B4": "bending"}, ["achilles_foot_pain", "flexion_pain"]),
        ({"J1": "shoulder_wrist", "F1": "yes"}, ["balance_poor", "shoulder_wrist"]),
        ({"H3": "yes"}, ["dizziness"]),
        ({"H5": "controlled"}, []),
        ({}, []),
    ],
)
def test_result_names_what_was_heard_and_nothing_else(library, ana, as_ana, noon, answers, tags):
    builders.answered(ana, noon, **answers)

    words = [str(CAUTIONS[Caution(tag)]) for tag in tags]
    assert [each.lower() for each in heard(as_ana)] == [each.lower() for each in words]


def test_result_leads_back_to_the_questions_to_correct_them(library, ana, as_ana, noon):
    builders.answered(ana, noon, J1="knee")

    page = as_ana.get("/start-check/result/").content.decode()

    assert '<a href="/start-check/">Correct the answers</a>' in page


@pytest.mark.parametrize(
    ("answers", "advice"),
    [
        ({"B1_soon": "six_weeks"}, "Please make an appointment with a doctor or physiotherapist"),
        ({"B2": "unseen"}, "Please have a professional look at your old back injury once"),
        ({"B2": "seen"}, None),
    ],
)
def test_result_advises_a_look_where_one_is_due(library, ana, as_ana, noon, answers, advice):
    builders.answered(ana, noon, **answers)

    page = shown(as_ana)

    assert (advice in page) if advice else ("a professional look" not in page)


def test_answers_without_a_yes_say_back_nothing(library, ana, as_ana, noon):
    assert "What we understood" not in shown(as_ana)
    assert Screening.objects.of(ana).get().looks == []


# --- gaps ---------------------------------------------------------------------------------------


def test_a_missed_answer_is_linked_and_gets_the_focus(library, as_ana, noon):
    given = {**builders.NO_TO_ALL}
    del given["health"], given["body"]

    answer = as_ana.post("/start-check/", given)

    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "2 lists are still open:" in page
    part = page.partition('class="open-questions"')[2].partition("</ul>")[0]
    assert re.findall(r'href="#(.*?)"', part) == ["question-health", "question-body"]
    assert re.findall(r'<fieldset[^>]*id="(.*?)"[^>]* autofocus', page) == ["question-health"]
    assert len(re.findall(r"<input[^>]* checked", page)) == len(given)


def test_no_question_has_the_focus_before_anything_is_sent(library, as_ana, noon):
    page = as_ana.get("/start-check/").content.decode()

    assert "autofocus" not in page
    assert "still open" not in page


def test_answers_are_in_no_address(library, as_ana, noon):
    answer = as_ana.post("/start-check/", builders.ticked(J1="knee"))

    assert answer.headers["Location"] == "/start-check/result/"
