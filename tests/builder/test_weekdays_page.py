"""When the days of a routine are trained, and what they are called wherever one meets them."""

from datetime import date, timedelta

import pytest

from accounts.keys import new_key
from routines import actions
from routines.models import Plan, PlannedSession, Routine, Session
from tests import builders

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NAMES = ["Push", "Hinge", "Legs", "Balance"]


@pytest.fixture
def four(library, ana, noon):
    """A routine in use with four named days."""
    plan = builders.plan(ana, noon)
    routine = actions.copy_routine(routine=plan.routine, name="Mine")
    today, version = noon.date(), routine.version
    for letter, name in zip("AB", NAMES, strict=False):
        version = actions.change_day(
            routine=routine, day=letter, name=name, weekday=None, today=today, version=version
        ).version
    for like, name in zip("AB", NAMES[2:], strict=True):
        actions.add_day(routine=routine, name=name, today=today, version=version, like=like)
        routine.refresh_from_db()
        version = routine.version
    actions.use_routine(routine=routine, today=today)
    routine.refresh_from_db()
    return routine


def sent(routine, **changes):
    return {"by": "turns", "version": routine.version, **changes}


def by_weekday(routine, *weekdays, **more):
    days = {f"day_{letter}": day for letter, day in zip("abcd", weekdays, strict=False)}
    return sent(routine, by="weekdays", **days, **more)


def letters(person, count):
    planned = PlannedSession.objects.of(person).order_by("day")
    return [(each.day, each.programme_day) for each in planned[:count]]


def text(page):
    return " ".join(page.content.decode().split())


def test_each_day_comes_on_its_weekday(four, ana, as_ana):
    page = as_ana.post(f"/routines/{four.pk}/days/", by_weekday(four, 1, 3, 5, 6), follow=True)

    assert {day.weekday(): letter for day, letter in letters(ana, 12)} == {
        1: "A", 3: "B", 5: "C",
    }  # fmt: skip
    assert page.context["never"] == ["Balance"]
    assert "Not in the next four weeks: Balance." in text(page)
    assert Routine.objects.get(pk=four.pk).starter == ""


def test_days_take_turns_again(four, ana, as_ana):
    as_ana.post(f"/routines/{four.pk}/days/", by_weekday(four, 1, 3, 5, 6))
    four.refresh_from_db()

    page = as_ana.post(f"/routines/{four.pk}/days/", sent(four), follow=True)

    assert [letter for _day, letter in letters(ana, 5)] == ["A", "B", "C", "D", "A"]
    assert (page.context["never"], len(page.context["coming"])) == ([], 12)
    assert page.context["coming"][0] == (date(2026, 3, 4), "Push")


def test_weekdays_of_a_starter_leave_its_exercises_to_the_app(library, ana, noon, as_ana):
    routine = builders.plan(ana, noon).routine

    as_ana.post(f"/routines/{routine.pk}/days/", by_weekday(routine, 4, 0))

    routine.refresh_from_db()
    assert routine.starter == "L1"
    assert {day.weekday() for day, _letter in letters(ana, 8)} >= {0, 4}


@pytest.mark.parametrize(
    ("weekdays", "field", "told"),
    [
        ((1, "", 3, 5), "day_b", "Choose its weekday."),
        ((1, 3, 3, 5), "day_c", "Another session has this weekday already."),
        ((1, 3, 5, 9), "day_d", "Select a valid choice. 9 is not one of the available choices."),
    ],
)
def test_weekdays_that_can_not_be_are_told_beside_the_field(four, as_ana, weekdays, field, told):
    page = as_ana.post(f"/routines/{four.pk}/days/", by_weekday(four, *weekdays))

    assert (page.status_code, page.context["form"].errors) == (422, {field: [told]})
    assert all(day.weekday is None for day in Routine.objects.get(pk=four.pk).days)


def test_choice_from_an_older_page_is_told_and_saved_once_more(four, as_ana):
    actions.rename_routine(routine=four, name="New", version=four.version)

    page = as_ana.post(f"/routines/{four.pk}/days/", by_weekday(four, 1, 3, 5, 6))
    four.refresh_from_db()
    again = as_ana.post(f"/routines/{four.pk}/days/", by_weekday(four, 1, 3, 5, 6))

    assert (page.status_code, page.context["form"]["version"].value()) == (422, four.version)
    assert again.status_code == 302


def test_one_day_comes_three_times_a_week(library, ana, noon):
    plan = builders.plan(ana, noon)
    actions.remove_day(routine=plan.routine, day="B", today=noon.date(), version=0)

    assert [letter for _day, letter in letters(ana, 3)] == ["A", "A", "A"]
    assert [day.weekday() for day, _letter in letters(ana, 3)] == [2, 4, 0]


def test_names_of_the_days_stand_on_every_page(four, ana, as_ana, noon, time_machine):
    today, plan, sheet = (text(as_ana.get(url)) for url in ("/today/", "/plan/", "/plan/handout/"))
    session = builders.finished(ana, noon)
    actions.change_day(
        routine=four, day="A", name="Later name", weekday=None, today=noon.date(),
        version=four.version,
    )  # fmt: skip
    page, log = text(as_ana.get(f"/sessions/{session.pk}/")), text(as_ana.get("/history/"))

    assert "<h2>Push today</h2>" in today
    assert [plan.count(f"<h2>{name}</h2>") for name in NAMES] == [1, 1, 1, 1]
    assert [f">{name}</h2>" in sheet for name in NAMES] == [True] * 4
    assert "Push, Hinge, Legs and Balance take turns, with at least a day of rest" in sheet
    assert (session.day_name, "<h1>Push</h1>" in page, "Push" in log) == ("Push", True, True)


def test_calendar_names_the_days(four, ana, noon, client):
    feed = actions.make_feed(user=ana, with_rest_days=False, starts_at=None, now=noon)

    events = client.get(f"/calendar/{feed.token}.ics").content.decode()

    assert [f"SUMMARY:{name}\r\n" in events for name in NAMES] == [True] * 4


def test_any_day_of_the_routine_can_be_written_down(four, ana, as_ana, noon):
    page = as_ana.get("/sessions/write-down/")
    sent = {"day": noon.date(), "programme_day": "D", "key": new_key()}
    as_ana.post("/sessions/write-down/", sent)

    written = Session.objects.of(ana).get()
    assert list(page.context["form"]["programme_day"].field.choices) == [
        *zip("ABCD", NAMES, strict=True)
    ]
    assert (written.programme_day, written.day_name) == ("D", "Balance")
    assert written.items.exists()


def test_day_that_an_earlier_routine_had_not_is_written_down_as_its_first(four, ana, noon):
    before = Plan.objects.of(ana).exclude(ended_on=None)
    before.update(started_on=noon.date() - 7 * DAY)

    written = actions.write_down_session(
        user=ana, key=new_key(), day=noon.date() - DAY, programme_day="D", now=noon
    )

    assert (written.plan, written.programme_day) == (before.get(), "A")
    assert written.items.exists()
