"""/plan/handout/: the plan on paper, a sheet for each of its days."""

import re
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from routines.models import Prescription
from routines.templatetags.routine_words import weekday_names
from tests import builders

pytestmark = pytest.mark.django_db


def sheets(client):
    response = client.get("/plan/handout/")
    assert response.status_code == 200
    return response.content.decode().split('<section class="paper"')[1:]


def parts(sheet):
    """Return the rows of each exercise by its name: their heads and their boxes."""
    found = {}
    for body in re.findall(r"<tbody>(.*?)</tbody>", sheet, re.DOTALL):
        if name := re.search(r"<strong>(.*?)</strong>", body):
            rows = body.split("</tr>")[:-1]
            heads = [re.findall(r'<th scope="row">(.*?)</th>', row)[0] for row in rows]
            boxes = [len(re.findall(r"<td(?! class=.paper-small)", row)) for row in rows]
            found[name[1]] = list(zip(heads, boxes, strict=True))
    return found


def words(sheet):
    return " ".join(strip_tags(sheet).split())


@pytest.fixture
def her_plan(library, ana, noon):
    return builders.plan(ana, noon, level="L3", equipment=builders.GYM)


def test_each_day_of_the_plan_has_a_sheet_with_its_exercises(her_plan, as_ana):
    strength = her_plan.prescriptions.filter(phase="strength").order_by("position")

    shown = [list(parts(sheet)) for sheet in sheets(as_ana)]

    assert shown == [
        [each.exercise.name for each in strength.filter(programme_day=day)] for day in "AB"
    ]


def test_exercise_has_boxes_for_six_sessions_by_set_side_and_weight(her_plan, as_ana):
    first, second = map(parts, sheets(as_ana))

    assert first["Goblet squat"] == [("Set 1", 6), ("Set 2", 6), ("Set 3", 6), ("kg", 6)]
    assert first["Side plank"] == [("Set 1", 12), ("Set 2", 12)]
    assert second["Step-up"] == [("Set 1", 12), ("Set 2", 12), ("kg", 6)]


def test_sheet_says_target_weight_rest_and_one_cue(her_plan, as_ana):
    Prescription.objects.filter(exercise_id="goblet-squat").update(load=Decimal("8.50"))

    first, _second = map(words, sheets(as_ana))

    assert "Goblet squat 3 × 8–12 · 8.5 kg · rest 2 min Zip the weight to your chest Set 1" in first


def test_sheet_says_the_days_the_warm_up_and_the_cool_down(her_plan, as_ana):
    for sheet in map(words, sheets(as_ana)):
        assert "3 sessions a week: Monday, Wednesday and Friday. A and B take turns" in sheet
        assert "Warm-up first: March on the spot · Arm circles · Arm swings · " in sheet
        assert "Cool-down last: Slow walk · " in sheet
        assert "Stop at once with: pain or pressure in the chest" in sheet
        assert "localhost:8000/safety/" in sheet


def test_plan_for_which_nothing_is_at_hand_is_told_so(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    Prescription.objects.all().delete()

    shown = list(map(words, sheets(as_ana)))

    assert [sheet.count("No exercise fits the equipment at hand.") for sheet in shown] == [1, 1]


def test_handout_without_a_plan_leads_to_the_set_up(library, as_ana):
    assert as_ana.get("/plan/handout/").headers["Location"] == "/plan/setup/"


def test_handout_shows_bo_his_own_plan_alone(her_plan, as_bo, bo, noon):
    builders.plan(bo, noon, level="L1")

    shown = " ".join(map(words, sheets(as_bo)))

    assert ("Sit-to-stand" in shown, "Goblet squat" in shown) == (True, False)


def test_plan_leads_to_its_handout_and_back(her_plan, as_ana):
    there = as_ana.get("/plan/").content.decode()

    back = as_ana.get("/plan/handout/").content.decode()

    main = back.partition("<main")[2]
    assert there.count('href="/plan/handout/"') == 1
    assert main.count('href="/plan/"') == 1


@pytest.mark.parametrize("kept", [1, 3, 100])
def test_handout_needs_six_queries(her_plan, as_ana, kept, django_assert_num_queries):
    her_plan.prescriptions.filter(position__gt=kept).delete()

    # the cookie's session, the person, the plan, warm-up, cool-down, strength with its drawings
    with django_assert_num_queries(6):
        as_ana.get("/plan/handout/")


@pytest.mark.parametrize(
    ("days", "sessions", "named"),
    [
        ([0, 3], 2, "Monday and Thursday"),
        ([0, 2, 4], 3, "Monday, Wednesday and Friday"),
        ([0, 2, 4], 2, "Monday, Wednesday or Friday"),
    ],
)
def test_weekdays_are_named_as_a_choice_where_there_are_more_than_sessions(days, sessions, named):
    assert weekday_names(days, sessions) == named
