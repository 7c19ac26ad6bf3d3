"""/plan/setup/: its questions, and the answers that are filled in already."""

import re

import pytest

from exercises.models import Exercise
from exercises.vocabulary import LOAD_TYPE_OF
from routines.models import Plan
from tests import builders
from tests.routines.views.test_plan_pages import SETUP

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "noon")]

URL = "/plan/setup/"
KIND = re.compile(r'<fieldset class="kit">\s*<legend>(.*?)</legend>(.*?)</fieldset>', re.DOTALL)
BOX = re.compile(r'<input type="checkbox" name="equipment" value="(\w+)"')


def page(client):
    return client.get(URL).content.decode()


def offered(html):
    return {kind: BOX.findall(boxes) for kind, boxes in KIND.findall(html)}


def test_things_at_hand_are_asked_for_by_kind(as_ana):
    html = page(as_ana)

    assert offered(html) == {
        "In most homes": ["chair", "wall", "step", "broomstick", "cushion", "strap", "bench"],
        "Weights: any one of these will do": [
            *("backpack", "bottles", "dumbbell", "kettlebell"),
            *("barbell", "trap_bar"),
        ],
        "Other things to train with": [
            *("band", "ankle_weights", "ball", "foam_roller", "leg_press_machine", "pool"),
        ],
    }
    assert len(BOX.findall(html)) == 19


def test_everything_that_an_exercise_needs_or_is_loaded_with_is_asked_for(as_ana):
    needed = {thing for each in Exercise.objects.all() for thing in [*each.equipment, *each.any_of]}

    asked = {thing for things in offered(page(as_ana)).values() for thing in things}

    assert asked == needed | {thing.value for thing in LOAD_TYPE_OF}


def test_kinds_of_weight_and_a_ball_are_kept_in_the_plan(ana, as_ana):
    things = ["backpack", "bottles", "trap_bar", "ankle_weights", "ball"]

    as_ana.post(URL, {**SETUP, "equipment": things})

    assert Plan.objects.of(ana).current().get().equipment == sorted(things)


def test_unknown_thing_is_refused_and_the_others_stay_ticked(as_ana):
    answer = as_ana.post(URL, {**SETUP, "equipment": ["ball", "anvil"]})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count('id="id_equipment_error"') == 1
    assert 'aria-describedby="equipment-help id_equipment_error"' in html
    assert re.findall(r'name="equipment" value="(\w+)"[^>]* checked', html) == ["ball"]


@pytest.mark.parametrize(
    ("zone", "has_plan", "is_offered"),
    [("UTC", False, True), ("UTC", True, False), ("Europe/Lisbon", False, False)],
)
def test_browser_s_time_zone_is_offered_to_who_has_chosen_none(
    ana, as_ana, noon, zone, has_plan, is_offered
):
    ana.time_zone = zone
    ana.save()
    if has_plan:
        builders.plan(ana, noon)

    html = page(as_ana)

    [field] = re.findall(r'<input type="text" name="time_zone"[^>]*>', html)
    assert ("data-own-zone" in field) is is_offered
    assert f'value="{zone}"' in field
    assert "js/time-zone.js" in html


@pytest.mark.parametrize("path", [URL, "/settings/"])
def test_page_carries_no_list_of_time_zones(as_ana, path):
    html = as_ana.get(path).content.decode()

    assert '<datalist id="time-zones"></datalist>' in html
    assert html.count("Pacific/") == 0
