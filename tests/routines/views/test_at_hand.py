"""/plan/at-hand/: one tap from the library to the exercises that fit what somebody has."""

import pytest
from django.test import Client

from exercises.models import Exercise
from tests import builders
from tests.exercises.library_page import names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

URL = "/plan/at-hand/"


@pytest.mark.parametrize(
    ("equipment", "query"),
    [
        (["kettlebell", "chair"], "equipment=chair&equipment=kettlebell"),
        ([], "equipment=none"),
    ],
)
def test_library_is_filtered_by_what_the_plan_was_set_up_with(
    ana, as_ana, noon, equipment, query, django_assert_num_queries
):
    builders.plan(ana, noon, equipment=equipment)

    with django_assert_num_queries(3):
        response = as_ana.get(URL)

    assert (response.status_code, response["Location"]) == (302, f"/exercises/?{query}")


def test_any_of_the_kinds_of_weight_at_hand_makes_an_exercise_fit(ana, as_ana, noon):
    builders.plan(ana, noon, equipment=["backpack"])

    page = Client().get(as_ana.get(URL)["Location"])

    fitting = {each.name for each in Exercise.objects.library() if each.fits(["backpack"])}
    assert set(names(page)) == fitting
    assert {"Goblet squat", "Romanian deadlift", "Suitcase carry"} <= fitting
    assert "Hip thrust" not in fitting


def test_who_has_no_plan_is_led_to_the_boxes(client, as_bo):
    to = [each.get(URL)["Location"] for each in (client, as_bo)]

    assert to == ["/exercises/#what-you-have"] * 2
    assert '<fieldset id="what-you-have"' in client.get("/exercises/").content.decode()


def test_library_leads_there_and_stays_the_same_for_everybody(ana, as_ana, client, noon):
    builders.plan(ana, noon)

    stranger, hers = client.get("/exercises/"), as_ana.get("/exercises/")

    assert stranger.content == hers.content
    assert f'href="{URL}"' in stranger.content.decode()
