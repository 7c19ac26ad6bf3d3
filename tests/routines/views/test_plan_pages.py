"""Setting up, the plan's weeks, and Today."""

import html
import re
from datetime import timedelta

import pytest

from routines.facts.back_state import back_state
from routines.facts.weeks import weeks_from
from routines.models import FlareMark, Plan, PlannedSession
from tests import builders

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)

SETUP = {
    "level": "L1",
    "equipment": ["chair", "wall", "step", "broomstick"],
    "weekdays": "0-3",
    "units": "imperial",
    "time_zone": "America/New_York",
}


def picked_in(page: str) -> list[str]:
    radios = re.findall(r'<input type="radio" name="weekdays" value="([\d-]+)"([^>]*)>', page)
    return [days for days, attributes in radios if "checked" in attributes]


def test_today_without_a_plan_leads_to_the_set_up(library, as_ana, noon):
    assert as_ana.get("/today/").headers["Location"] == "/plan/setup/"
    assert as_ana.get("/plan/").headers["Location"] == "/plan/setup/"


def test_setup_makes_a_plan_and_keeps_units_and_time_zone(library, ana, as_ana, noon):
    answer = as_ana.post("/plan/setup/", SETUP)

    plan = Plan.objects.get()
    ana.refresh_from_db()
    assert answer.headers["Location"] == "/today/"
    assert (plan.level, plan.sessions_per_week, plan.weekdays) == ("L1", 2, [0, 3])
    assert (ana.units, ana.time_zone) == ("imperial", "America/New_York")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        *[
            ({"weekdays": days}, "These days don’t fit together: at least one whole day of rest")
            for days in ("0-1", "0-6", "0", "0-2-4-6", "9", "x", "3-0")
        ],
        ({"weekdays": ""}, "Pick the days you would like to train on."),
        ({"level": "L9"}, "L9 is not one of the available choices."),
        ({"equipment": ["spoon"]}, "spoon is not one of the available choices."),
        ({"time_zone": "Mars/Base"}, "This is no time zone that we know."),
        ({"dumbbell": "4 and 8"}, "Enter the weights with spaces between, like 4 8 12.5."),
        *[
            ({"kettlebell": word}, "Enter the weights with spaces between, like 4 8 12.5.")
            for word in ("0", "0.1", "201", "sNaN", "1e2", "1e-99", "4.125", "٤")
        ],
        ({"units": "stone"}, "stone is not one of the available choices."),
    ],
)
def test_setup_refuses_with_the_reason_beside_the_field(library, as_ana, noon, wrong, message):
    answer = as_ana.post("/plan/setup/", {**SETUP, **wrong})

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", []), ("8 4", ["4", "8"]), ("4, 8; 12,5", ["4", "8", "12.5"]), ("10.0 10", ["10"])],
)
def test_setup_keeps_the_weights_at_hand_and_shows_them_again(library, as_ana, noon, typed, kept):
    as_ana.post("/plan/setup/", {**SETUP, "dumbbell": typed})

    page = as_ana.get("/plan/setup/").content.decode()
    assert Plan.objects.get().weights == {"unit": "lb", "dumbbell": kept, "kettlebell": []}
    [field] = re.findall(r'<input type="text" name="dumbbell"[^>]*>', page)
    assert re.findall(r'value="(.+?)"', field) == [" ".join(kept)][: len(kept)]


@pytest.mark.parametrize("units", ["imperial", "metric"])
def test_setup_shows_the_weights_as_they_are_marked(library, ana, as_ana, noon, units):
    as_ana.post("/plan/setup/", {**SETUP, "dumbbell": "8 12.5", "weights_unit": "lb"})
    ana.refresh_from_db()
    ana.units = units
    ana.save()

    page = as_ana.get("/plan/setup/").content.decode()

    [field] = re.findall(r'<input type="text" name="dumbbell"[^>]*>', page)
    assert 'value="8 12.5"' in field
    assert re.findall(r'name="weights_unit" value="(\w+)"[^>]*checked', page) == ["lb"]


def test_setup_refused_keeps_the_days_that_were_picked(library, as_ana, noon):
    answer = as_ana.post("/plan/setup/", {**SETUP, "weekdays": "1-3-5", "level": "L9"})

    assert picked_in(answer.content.decode()) == ["1-3-5"]


def test_setup_offers_every_set_of_days_that_keeps_the_rule_and_no_other(library, as_ana, noon):
    page = html.unescape(as_ana.get("/plan/setup/").content.decode())

    offered = re.findall(r'name="weekdays" value="([\d-]+)"[^>]*> <span>(.*?)</span>', page)
    assert [len(value.split("-")) for value, _words in offered] == [2] * 14 + [3] * 7
    assert offered[:2] == [("0-2", "Mon, Wed"), ("0-3", "Mon, Thu")]
    assert offered[-1] == ("2-4-6", "Wed, Fri, Sun")
    assert picked_in(page) == ["0-3"]


@pytest.mark.parametrize("days", ["0-2-4", "2-6", "0-3"])
def test_setup_takes_every_set_that_it_offers(library, as_ana, noon, days):
    answer = as_ana.post("/plan/setup/", {**SETUP, "weekdays": days})

    plan = Plan.objects.get()
    assert answer.headers["Location"] == "/today/"
    assert plan.weekdays == [int(day) for day in days.split("-")]
    assert (plan.sessions_per_week, plan.wants_three) == (2, len(plan.weekdays) == 3)


@pytest.mark.parametrize(
    ("choices", "picked"),
    [
        ({"weekdays": [1, 3, 5]}, "1-3-5"),
        ({"weekdays": [1, 5], "sessions_per_week": 2}, "1-5"),
        # Of three days that two sessions take turns on: the pair with the most rest.
        ({"weekdays": [0, 2, 4], "sessions_per_week": 2}, "0-4"),
    ],
)
def test_setup_again_starts_from_the_plan_there_is(library, ana, as_ana, noon, choices, picked):
    builders.plan(ana, noon, **choices)

    page = as_ana.get("/plan/setup/").content.decode()

    assert picked_in(page) == [picked]


def test_week_shows_this_week_and_the_next_three(library, ana, as_ana, noon):
    builders.plan(ana, noon)

    page = as_ana.get("/plan/").content.decode()

    assert page.count('class="strip"') == 4
    assert page.count("strip__day--planned") == 2 + 3 * 3
    assert page.count("strip__day--today") == 1


def test_week_says_why_an_exercise_stands_in_for_another(library, ana, as_ana, noon):
    builders.plan(ana, noon, level="L3")

    page = as_ana.get("/plan/").content.decode()

    assert page.count("in place of Goblet squat, which needs a dumbbell") == 1


@pytest.mark.parametrize(
    ("weekday", "this_week", "next_week"),
    [(0, ["gentle", "gentle", "gentle"], "planned"), (6, ["missed", "missed", "missed"], "gentle")],
)
def test_week_of_a_flare_is_gentle_from_today_on(ana, noon, weekday, this_week, next_week):
    """On the week's last day tomorrow is gentle as well: two calm mornings come first."""
    monday = noon.date() - 2 * DAY
    plan = builders.plan(ana, noon - 2 * DAY)
    PlannedSession.objects.all().delete()
    for days in (0, 2, 4, 7, 9):
        PlannedSession.objects.create(
            user=ana, plan=plan, day=monday + days * DAY, programme_day="A"
        )

    found = weeks_from(ana, back_state(ana, monday + weekday * DAY), 2, in_flare=True)

    states = [day.state for week in found for day in week.days if day.state != "rest"]
    assert states == [*this_week, next_week, "planned"]


def test_flare_makes_the_week_gentle_on_today_and_in_the_plan(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    FlareMark.objects.create(user=ana, day=noon.date(), kind="said")

    today, plan = (as_ana.get(url).content.decode() for url in ("/today/", "/plan/"))

    assert [page.count("strip__day--gentle") for page in (today, plan)] == [2, 2]
    assert [page.count("strip__day--planned") for page in (today, plan)] == [0, 9]
    assert plan.count("The rest of this week is gentle.") == 1


def test_navigation_marks_one_place(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    pages = ["/today/", "/plan/targets/glute-bridge/", "/history/exercises/glute-bridge/"]

    found = [as_ana.get(page).content.decode() for page in pages]

    marked = [re.findall(r'href="(\S+)" aria-current="(\w+)"', page) for page in found]
    assert marked == [[("/today/", "page")], [("/plan/", "true")], [("/history/", "true")]]


def test_week_begins_on_the_persons_first_day(library, ana, as_ana, noon):
    ana.week_start = 6
    ana.save()
    builders.plan(ana, noon)

    page = as_ana.get("/plan/").content.decode()

    assert page.index("Sunday 1 March") < page.index("Monday 2 March")


def test_today_on_a_session_day_offers_one_start(library, ana, as_ana, noon):
    builders.plan(ana, noon)

    page = as_ana.get("/today/").content.decode()

    assert page.count('href="/sessions/ready/"') == 1
    assert "0 of 3 this week" in page


def test_today_on_a_rest_day_shows_what_rest_is_for(library, ana, as_ana, noon):
    yesterday = noon - timedelta(days=1)
    builders.plan(ana, yesterday, weekdays=[1, 3, 5])
    builders.finished(ana, yesterday)

    page = as_ana.get("/today/").content.decode()

    assert page.count('href="/sessions/ready/"') == 0
    assert "Rest day" in page
    assert "Next: session B on Thursday, 5 March." in page


def test_today_with_a_running_session_offers_to_resume(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    builders.one_set(builders.strength(builders.session(ana, noon))[0], noon)

    page = as_ana.get("/today/").content.decode()

    assert "Resume — 1 of 18 sets" in page


def test_today_after_the_session_is_done(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    builders.finished(ana, noon)

    page = as_ana.get("/today/").content.decode()

    assert "Done for today" in page
    assert "1 of 3 this week" in page


def test_replan_fits_the_missed_session_in(library, ana, as_ana, noon):
    builders.plan(ana, noon - timedelta(days=1), weekdays=[1, 3, 5])

    as_ana.post("/plan/replan/")

    days = PlannedSession.objects.of(ana).values_list("day", flat=True)[:4]
    assert [f"{day:%a %d}" for day in days] == ["Tue 03", "Wed 04", "Fri 06", "Sun 08"]


def test_today_needs_ten_queries_and_two_for_the_minutes_of_its_session(
    library, ana, as_ana, noon, django_assert_num_queries
):
    builders.plan(ana, noon)

    # cookie, person, plan, clearance, planned days, no running session; mornings, marks and
    # sessions; notes of the day; illness and prescriptions for the minutes
    with django_assert_num_queries(12):
        as_ana.get("/today/")

    builders.finished(ana, noon)
    with django_assert_num_queries(10):
        as_ana.get("/today/")


def test_week_needs_twelve_queries(library, ana, as_ana, noon, django_assert_num_queries):
    builders.plan(ana, noon)
    as_ana.get("/plan/")  # stores where the targets stand

    # cookie, person, plan, mornings, marks and sessions, clearance, planned days, prescriptions,
    # library; checkpoints and choices for the targets
    with django_assert_num_queries(12):
        as_ana.get("/plan/")
