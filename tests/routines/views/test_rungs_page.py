"""Ready for harder, this is too hard: the next rung by name, into the plan, and back."""

import pytest

from routines.models import FlareMark, Prescription, Said, SessionItem
from routines.views.session_parts import parts_address
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(library, ana, noon):
    return builders.plan(ana, noon, equipment=builders.GYM)


def page_of(client, slug):
    return client.get(f"/plan/rungs/{slug}/")


def take(client, slug, to):
    return client.post(f"/plan/rungs/{slug}/", {"exercise": to})


def days_of(plan, slug):
    rows = Prescription.objects.filter(routine__plans=plan, exercise=slug)
    return sorted(rows.values_list("programme_day", "sets"))


def test_page_names_the_rungs_and_what_they_ask(plan, as_ana):
    page = page_of(as_ana, "glute-bridge").content.decode()

    assert 'value="marching-bridge"' in page
    assert "Take Marching bridge" in page
    assert 'value="pelvic-tilt"' in page
    assert page.count("Begins with") == 2


def test_harder_one_is_in_the_plan_from_then_on_and_back_again(plan, as_ana):
    before = days_of(plan, "glute-bridge")

    answer = take(as_ana, "glute-bridge", "marching-bridge")
    there = page_of(as_ana, "marching-bridge").content.decode()
    taken = days_of(plan, "marching-bridge")
    take(as_ana, "marching-bridge", "glute-bridge")

    assert (answer.status_code, answer.url) == (302, "/plan/rungs/marching-bridge/")
    assert "It is in the plan from now on." in there
    assert taken == before == days_of(plan, "glute-bridge") == [("A", 2), ("B", 2)]
    assert days_of(plan, "marching-bridge") == []


@pytest.mark.parametrize("to", ["", "walking-lunge", "hip-thrust", "no-such-exercise"])
def test_anything_else_is_refused(plan, as_ana, to):
    answer = take(as_ana, "glute-bridge", to)

    assert answer.status_code == 422
    assert "That can’t be chosen now." in answer.content.decode()
    assert days_of(plan, "glute-bridge") == [("A", 2), ("B", 2)]


def test_stranger_and_exercise_outside_the_plan_are_not_found(plan, as_ana, as_bo):
    assert page_of(as_ana, "walking-lunge").status_code == 404
    assert page_of(as_bo, "glute-bridge").status_code == 404


def test_flare_keeps_the_harder_one_waiting_and_says_why(plan, as_ana, ana, noon):
    FlareMark.objects.create(user=ana, day=noon.date(), kind=Said.SAID)

    page = page_of(as_ana, "glute-bridge").content.decode()
    answer = take(as_ana, "glute-bridge", "marching-bridge")

    assert "It has to wait until your back has settled" in page
    assert "Take Marching bridge" not in page
    assert answer.status_code == 422
    assert take(as_ana, "glute-bridge", "pelvic-tilt").status_code == 302


def test_pain_in_the_session_keeps_the_harder_one_waiting(plan, as_ana, ana, noon):
    session = builders.session(ana, noon)
    items = session.items.filter(exercise="glute-bridge")
    items.update(pain=5, pain_high=5)

    page = page_of(as_ana, "glute-bridge").content.decode()

    assert "pain keeps this exercise as it is" in page
    assert take(as_ana, "glute-bridge", "marching-bridge").status_code == 422


def test_slip_to_the_easier_one_is_undone_while_pain_holds(plan, as_ana, ana, noon):
    FlareMark.objects.create(user=ana, day=noon.date(), kind=Said.SAID)
    take(as_ana, "glute-bridge", "pelvic-tilt")

    undone = take(as_ana, "pelvic-tilt", "glute-bridge")

    assert undone.status_code == 302
    assert days_of(plan, "glute-bridge") == [("A", 2), ("B", 2)]


def test_running_session_changes_with_the_plan_and_back(plan, as_ana, ana, noon):
    session = builders.session(ana, noon)
    item = session.items.get(exercise="glute-bridge")

    answer = take(as_ana, item.pk, "marching-bridge")
    standing = SessionItem.objects.filter(session=session, swapped_at=None)
    taken = standing.filter(exercise="marching-bridge").count()
    take(as_ana, "marching-bridge", "glute-bridge")

    assert answer.url == "/plan/rungs/marching-bridge/"
    assert taken == 1
    assert standing.get(position=item.position).pk == item.pk


def test_item_that_is_not_in_the_plan_leads_to_its_swaps(plan, as_ana, ana, noon):
    session = builders.session(ana, noon)
    item = session.items.get(exercise="glute-bridge")
    Prescription.objects.filter(exercise="glute-bridge").delete()

    assert page_of(as_ana, item.pk).url == f"/items/{item.pk}/swap/"


def test_each_place_leads_to_the_rungs(plan, as_ana, ana, noon):
    session = builders.session(ana, noon)
    item = session.items.get(exercise="glute-bridge")

    places = {
        "/plan/": "/plan/rungs/glute-bridge/",
        "/plan/targets/glute-bridge/": "/plan/rungs/glute-bridge/",
        f"/items/{item.pk}/trouble/": f"/plan/rungs/{item.pk}/",
        parts_address(): "/plan/rungs/00000000-0000-0000-0000-000000000000/",
    }

    assert [to in as_ana.get(at).content.decode() for at, to in places.items()] == [True] * 4


def test_top_of_a_ladder_offers_the_harder_one_by_name_with_one_tap(plan, as_ana, ana, noon):
    session = builders.session(ana, noon)
    figures = {"sets": 2, "lo": 10, "hi": 15}
    why = {"code": "harder", "rule": "R8", "harder": "Marching bridge"}
    why |= {"before": figures, "after": figures}
    session.items.filter(exercise="glute-bridge").update(why=why)

    page = as_ana.get(f"/sessions/{session.pk}/").content.decode()

    assert "you are ready for a harder one: Marching bridge." in page
    assert 'href="/plan/rungs/glute-bridge/">Marching bridge</a>' in page
