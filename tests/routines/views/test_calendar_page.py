"""The page of the calendar's link, and the address that calendars read."""

import re
from datetime import date, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from routines.actions.calendar_feed import make_feed
from routines.actions.plan_changes import change_plan
from routines.facts.plan_changes import marks_for
from routines.models import CalendarFeed, PlannedSession
from tests import builders

pytestmark = pytest.mark.django_db

PAGE = "/settings/calendar/"
TIMED = {"action": "make", "when": "timed", "starts_at": "18:00", "with_rest_days": "on"}
ALL_DAY = {"action": "make", "when": "all_day", "starts_at": "18:00"}


@pytest.fixture
def feed(ana, noon):
    return make_feed(user=ana, with_rest_days=False, starts_at=None, now=noon)


def address(feed) -> str:
    return reverse("routines:calendar_feed", args=[feed.token])


def chosen(user):
    return CalendarFeed.objects.of(user).values_list("with_rest_days", "starts_at").get()


def picked(html: str) -> dict:
    """What the form shows: the radio button that is on, the time, the box."""
    [when] = re.findall(r'name="when" value="(\w+)"[^>]* checked', html)
    [starts_at] = re.findall(r'name="starts_at" value="([^"]*)"', html)
    [box] = re.findall(r'<input type="checkbox" name="with_rest_days"[^>]*>', html)
    return {"when": when, "starts_at": starts_at, "with_rest_days": "checked" in box}


def buttons(html: str) -> list[str]:
    return re.findall(r'name="action" value="(\w+)"', html)


# --- the page -----------------------------------------------------------------------------------


def test_page_without_a_link_offers_to_make_one(as_ana):
    html = as_ana.get(PAGE).content.decode()

    assert buttons(html) == ["make"]
    assert picked(html) == {"when": "all_day", "starts_at": "18:00", "with_rest_days": False}
    assert ".ics" not in html


def test_link_is_made_by_a_plain_form_and_shown_twice(as_ana, ana):
    response = as_ana.post(PAGE, TIMED, follow=True)

    html, feed = response.content.decode(), CalendarFeed.objects.of(ana).get()
    assert response.redirect_chain == [(PAGE, 302)]
    assert [str(each) for each in response.context["messages"]] == ["Your calendar link is ready."]
    assert re.findall(r'[">](\w+:[^"<]*\.ics)["<]', html) == [
        f"webcal://localhost:8000/calendar/{feed.token}.ics",
        f"http://localhost:8000/calendar/{feed.token}.ics",
    ]
    assert chosen(ana) == (True, time(18))
    assert picked(html) == {"when": "timed", "starts_at": "18:00", "with_rest_days": True}
    assert buttons(html) == ["choose", "replace", "switch_off"]


def test_link_is_https_where_the_app_is(as_ana, ana, feed, settings):
    address = "https://back.example.org"
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"BACKHEALTH_URL": address})

    html = as_ana.get(PAGE).content.decode()

    assert f'href="webcal://back.example.org/calendar/{feed.token}.ics"' in html
    assert f">https://back.example.org/calendar/{feed.token}.ics<" in html


def test_two_taps_make_one_link(as_ana, ana):
    as_ana.post(PAGE, TIMED)
    first = CalendarFeed.objects.get().token

    as_ana.post(PAGE, ALL_DAY)

    assert CalendarFeed.objects.get().token == first
    assert chosen(ana) == (False, None)


def test_choices_are_saved_and_the_link_stays(as_ana, ana, feed):
    response = as_ana.post(PAGE, {**TIMED, "action": "choose", "starts_at": "7:30"})

    assert response.headers["Location"] == PAGE
    assert chosen(ana) == (True, time(7, 30))
    assert CalendarFeed.objects.get().token == feed.token


def test_new_link_ends_the_old_one(as_ana, ana, feed):
    old = address(feed)

    as_ana.post(PAGE, {"action": "replace"})

    new = address(CalendarFeed.objects.get())
    assert [Client().get(path).status_code for path in (old, new)] == [404, 200]


def test_link_is_switched_off(as_ana, ana, feed):
    response = as_ana.post(PAGE, {"action": "switch_off"}, follow=True)

    assert [str(each) for each in response.context["messages"]] == [
        "The calendar link is switched off."
    ]
    assert buttons(response.content.decode()) == ["make"]
    assert Client().get(address(feed)).status_code == 404


@pytest.mark.parametrize("action", ["choose", "replace", "switch_off"])
def test_page_of_before_does_not_switch_it_on_again(as_ana, action):
    response = as_ana.post(PAGE, {**TIMED, "action": action})

    assert response.status_code == 302
    assert CalendarFeed.objects.count() == 0


def test_bo_changes_nothing_of_ana_s(as_bo, ana, feed):
    for action in ("choose", "replace", "switch_off", "make"):
        as_bo.post(PAGE, {**TIMED, "action": action})

    found = CalendarFeed.objects.of(ana).get()
    assert (found.token, chosen(ana)) == (feed.token, (False, None))
    assert feed.token not in as_bo.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"starts_at": "25:00"}, "starts_at", "Enter a time, like 18:00."),
        ({"starts_at": "six"}, "starts_at", "Enter a time, like 18:00."),
        ({"starts_at": ""}, "starts_at", "Enter a time, like 18:00."),
        ({"starts_at": "18:00:30"}, "starts_at", "Enter a time, like 18:00."),
        ({"when": ""}, "when", "Choose one of the two."),
        (
            {"when": "never"},
            "when",
            "Select a valid choice. never is not one of the available choices.",
        ),
        ({"action": ""}, "action", "This field is required."),
    ],
)
def test_nonsense_is_refused_beside_the_field(as_ana, ana, feed, typed, field, message):
    response = as_ana.post(PAGE, {**TIMED, "action": "choose", **typed})

    form, html = response.context["form"], response.content.decode()
    assert response.status_code == 422
    assert form.errors == {field: [message]}
    assert f'id="id_{field}_error"><li>{message}</li>' in html
    assert "Nothing is saved yet" in html
    assert chosen(ana) == (False, None)


def test_time_that_was_refused_stays_to_be_mended(as_ana, feed):
    response = as_ana.post(PAGE, {**TIMED, "action": "choose", "starts_at": "25:00"})

    assert picked(response.content.decode()) == {
        "when": "timed",
        "starts_at": "25:00",
        "with_rest_days": True,
    }


def test_midnight_is_a_time(as_ana, ana):
    response = as_ana.post(PAGE, {**TIMED, "starts_at": "00:00"}, follow=True)

    assert chosen(ana) == (True, time(0))
    assert picked(response.content.decode())["when"] == "timed"
    assert picked(response.content.decode())["starts_at"] == "00:00"


def test_settings_lead_to_the_page(as_ana):
    assert f'href="{PAGE}"' in as_ana.get("/settings/").content.decode()


@pytest.mark.parametrize("has_link", [True, False])
def test_page_needs_three_queries(as_ana, ana, noon, has_link, django_assert_num_queries):
    if has_link:
        make_feed(user=ana, with_rest_days=True, starts_at=time(18), now=noon)

    # the cookie's session, the person, the link
    with django_assert_num_queries(3):
        as_ana.get(PAGE)


# --- the address --------------------------------------------------------------------------------


def test_calendar_is_read_without_a_log_in(library, ana, noon, feed, client):
    builders.plan(ana, noon)

    response = client.get(address(feed))

    assert response.status_code == 200
    headers = ["Content-Type", "Content-Disposition", "Cache-Control", "X-Robots-Tag"]
    assert [response[name] for name in headers] == [
        "text/calendar; charset=utf-8",
        'inline; filename="training.ics"',
        "private, max-age=900",
        "noindex",
    ]
    assert not response.cookies
    assert len(Calendar.from_ical(response.content).events) == PlannedSession.objects.count()


def test_head_answers_without_a_body(feed, client):
    response = client.head(address(feed))

    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_calendar_can_only_be_read(feed, client, method):
    response = getattr(client, method)(address(feed))

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("token", ["0" * 64, "nonsense", "a" * 4000, "-", "None"])
def test_unknown_token_is_not_found(feed, as_ana, token):
    assert as_ana.get(f"/calendar/{token}.ics").status_code == 404


@pytest.mark.parametrize("cut", [slice(0, 63), slice(0, 0), slice(1, 64)])
def test_part_of_a_token_is_not_found(feed, client, cut):
    assert client.get(f"/calendar/{feed.token[cut]}.ics").status_code == 404


def test_two_fetches_are_byte_identical(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    as_ana.post(PAGE, TIMED)
    path = address(CalendarFeed.objects.get())

    first = Client().get(path).content
    with time_machine.travel(noon + timedelta(hours=9)):
        second = Client().get(path).content

    assert first == second


def test_calendar_that_did_not_change_is_not_sent_again(library, ana, noon, feed, client):
    builders.plan(ana, noon)
    etag = client.get(address(feed))["ETag"]
    move = marks_for("move", day=date(2026, 3, 6), to=date(2026, 3, 7))

    same = client.get(address(feed), headers={"If-None-Match": etag})
    change_plan(user=ana, marks=move, today=date(2026, 3, 4), now=noon)
    moved = client.get(address(feed), headers={"If-None-Match": etag})

    assert (same.status_code, same.content) == (304, b"")
    assert moved.status_code == 200


def test_today_is_the_person_s_and_not_the_server_s(library, ana, noon, client):
    ana.time_zone = "Pacific/Auckland"
    ana.save()
    builders.plan(ana, noon, weekdays=[0, 4], sessions_per_week=2)
    feed = make_feed(user=ana, with_rest_days=True, starts_at=None, now=noon)

    first = Calendar.from_ical(client.get(address(feed)).content).events[0]

    # It is Thursday there already.
    assert (first.start, str(first["summary"])) == (date(2026, 3, 5), "Rest day")


def test_link_of_an_event_is_a_page_of_its_day(library, ana, as_ana, noon, feed):
    builders.plan(ana, noon)
    first = Calendar.from_ical(as_ana.get(address(feed)).content).events[0]

    path = str(first["url"]).removeprefix("http://localhost:8000")
    page = as_ana.get(path)

    assert page.status_code == 200
    assert page.context["planned"].day == first.start


@pytest.mark.parametrize("rest", [False, True])
def test_calendar_needs_three_queries(library, ana, noon, rest, django_assert_num_queries):
    builders.plan(ana, noon)
    feed = make_feed(user=ana, with_rest_days=rest, starts_at=time(18), now=noon)
    client = Client()
    client.cookies["sessionid"] = "a" * 32

    # the link with its person, sessions done, sessions planned
    with django_assert_num_queries(3):
        client.get(address(feed))

    builders.finished(ana, noon)
    with django_assert_num_queries(3):
        client.get(address(feed))
