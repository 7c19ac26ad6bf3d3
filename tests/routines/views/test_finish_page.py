"""The end of a session, and the day that it stands on."""

import re
from datetime import date, timedelta

import pytest

from exercises.models import Exercise
from routines.actions.item import swap_item
from routines.models import PlannedSession, Prescription, Session, SessionItem
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    return builders.session(ana, noon)


@pytest.fixture
def squat(session, noon):
    item = builders.strength(session)[0]
    builders.one_set(item, noon)
    return item


def test_finish_keeps_the_highest_pain(session, squat, as_ana):
    as_ana.post(f"/sessions/{session.pk}/finish/", {"pain": "4"})

    assert Session.objects.get().pain == 4


def test_finish_refuses_pain_beyond_ten_and_keeps_the_note(session, squat, as_ana):
    answer = as_ana.post(f"/sessions/{session.pk}/finish/", {"pain": "11", "note": "fine"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Select a valid choice. 11 is not one of the available choices.") == 1
    assert ">\nfine</textarea>" in page
    assert Session.objects.get().status == "in_progress"


def test_finish_asks_for_the_cues_of_what_was_done_alone(session, squat, as_ana):
    page = as_ana.get(f"/sessions/{session.pk}/finish/").content.decode()

    assert re.findall(r"<legend>([^<]+)</legend>\s*<ul", page) == ["Squat"]
    assert [page.count(f"<li>{cue}</li>") for cue in squat.exercise.cues[:3]] == [1, 1, 1]


@pytest.mark.parametrize(("answer", "kept"), [("yes", True), ("no", False), ("", None)])
def test_finish_keeps_whether_the_cues_held(session, squat, as_ana, answer, kept):
    as_ana.post(f"/sessions/{session.pk}/finish/", {f"kept_{squat.pk}": answer})

    assert SessionItem.objects.get(pk=squat.pk).form_kept is kept


def test_finish_asks_for_the_cues_until_they_held_twice(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    asked = []

    for days, kept in ((0, "yes"), (2, "no"), (5, ""), (7, "yes"), (9, "yes")):
        session = builders.session(ana, noon + timedelta(days=days))
        item = session.items.get(exercise="glute-bridge")
        builders.one_set(item, noon)
        page = as_ana.get(f"/sessions/{session.pk}/finish/").content.decode()
        asked.append(re.findall(r"<legend>([^<]+)</legend>\s*<ul", page))
        as_ana.post(f"/sessions/{session.pk}/finish/", {f"kept_{item.pk}": kept})
        Session.objects.filter(pk=session.pk).update(
            local_date=(noon + timedelta(days=days)).date()
        )

    assert asked == [["Glute bridge"], ["Glute bridge"], ["Glute bridge"], ["Glute bridge"], []]


@pytest.mark.parametrize(
    ("answer", "prescribed"),
    [("yes", "goblet-squat"), ("no", "bodyweight-squat"), (None, "bodyweight-squat")],
)
def test_finish_keeps_a_swap_in_the_plan_only_when_asked_to(
    session, squat, as_ana, noon, answer, prescribed
):
    swap_item(item=squat, exercise=Exercise.objects.get(pk="goblet-squat"), now=noon)

    page = as_ana.get(f"/sessions/{session.pk}/finish/").content.decode()
    as_ana.post(f"/sessions/{session.pk}/finish/", {"keep": answer} if answer else {})

    first = Prescription.objects.filter(programme_day="A", phase="strength").first()
    assert page.count("<li>Goblet squat instead of Squat</li>") == 1
    assert re.findall(r'name="keep" value="(\w+)"[^>]* checked', page) == ["no"]
    assert first.exercise_id == prescribed


def test_finish_asks_nothing_about_the_plan_when_nothing_was_different(session, squat, as_ana):
    page = as_ana.get(f"/sessions/{session.pk}/finish/").content.decode()

    assert 'name="keep"' not in page


def test_finish_again_shows_what_was_said(session, squat, as_ana):
    said = {"pain": "3", "rir": "2", "note": "ok", f"kept_{squat.pk}": "no"}
    as_ana.post(f"/sessions/{session.pk}/finish/", said)

    page = as_ana.get(f"/sessions/{session.pk}/finish/").content.decode()

    checked = dict(re.findall(r'name="(\w[\w-]*)" value="(\w*)"[^>]* checked', page))
    assert checked == {"pain": "3", "rir": "2", f"kept_{squat.pk}": "no"}


def test_finish_page_needs_nine_queries(session, squat, as_ana, noon, django_assert_num_queries):
    # cookie, person, session; what to check, how often it was done; items and sets; the changes;
    # the consent
    with django_assert_num_queries(9):
        as_ana.get(f"/sessions/{session.pk}/finish/")

    for item in builders.strength(session)[1:3]:
        builders.one_set(item, noon)
    with django_assert_num_queries(9):
        as_ana.get(f"/sessions/{session.pk}/finish/")


def test_today_offers_three_ways_for_a_session_of_an_earlier_day(session, squat, ana, as_ana):
    Session.objects.update(local_date="2026-03-03")

    page = as_ana.get("/today/").content.decode()

    assert "Tuesday’s session is still open" in page
    assert "1 of 19 sets are done." in page
    ways = re.findall(rf'href="/sessions/{session.pk}/(\w*)', page)
    assert ways == ["finish", "", "discard"]


def test_back_date_moves_the_session_and_the_plan(ana, as_ana, library, noon):
    builders.plan(ana, noon)
    done = builders.finished(ana, noon)

    answer = as_ana.post(f"/sessions/{done.pk}/day/", {"day": "2026-03-03"})

    assert answer["Location"] == f"/history/?until=2026-03-03#session-{done.pk}"
    assert Session.objects.get().local_date == date(2026, 3, 3)
    following = PlannedSession.objects.filter(day__gt="2026-03-04").first()
    assert following.day == date(2026, 3, 6)


def test_back_date_asks_no_more_about_the_day_that_it_was_planned_for(ana, as_ana, library, noon):
    builders.plan(ana, noon - timedelta(days=2))
    done = builders.finished(ana, noon - timedelta(days=2))

    as_ana.post(f"/sessions/{done.pk}/day/", {"day": "2026-03-01"})

    assert "session didn’t happen" not in as_ana.get("/today/").content.decode()


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2026-03-05", "That day is still to come."),
        ("2024-01-01", "Choose a day within the last year."),
        ("nonsense", "Enter a date, like 2026-03-04."),
        ("", "This field is required."),
    ],
)
def test_back_date_refuses_a_day_that_cannot_be(ana, as_ana, library, noon, day, message):
    builders.plan(ana, noon)
    done = builders.finished(ana, noon)

    answer = as_ana.post(f"/sessions/{done.pk}/day/", {"day": day})

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert Session.objects.get().local_date == noon.date()
