"""The set-up says when a plan begins, and why none of the chosen days before it does."""

import html
import re
from datetime import date, datetime, timedelta

import pytest
import time_machine

from routines.models import DayMark, PlannedSession
from tests import builders
from tests.routines.views.test_plan_pages import SETUP

pytestmark = pytest.mark.django_db
BERLIN = {**SETUP, "time_zone": "Europe/Berlin"}


def told(client, weekdays: str) -> list[str]:
    page = client.post("/plan/setup/", {**BERLIN, "weekdays": weekdays}, follow=True)
    listed = page.content.decode().partition('<ul class="messages">')[2].partition("</ul>")[0]
    return [html.unescape(text) for text in re.findall(r"<span>(.*?)</span>", listed)]


def planned(user) -> list[date]:
    return list(PlannedSession.objects.of(user).values_list("day", flat=True)[:2])


@pytest.mark.parametrize(
    ("weekdays", "words"),
    [
        ("2-5", "Your first session is today."),
        ("0-3", "Your first session is on Thursday, 5 March, the next of your days."),
        ("1-4", "Your first session is on Friday, 6 March, the next of your days."),
    ],
)
def test_a_plan_begins_on_the_next_of_its_days(library, as_ana, noon, weekdays, words):
    assert told(as_ana, weekdays) == [words]


SUNDAY = datetime.fromisoformat("2026-03-08T18:00+01:00")


@pytest.mark.parametrize("ahead", range(7))
@pytest.mark.parametrize("weekdays", ["0-2-4", "0-3-5", "1-3-6", "2-4-6", "0-2", "4-6"])
def test_somebody_new_begins_on_the_first_chosen_day_whatever_the_day(
    library, ana, as_ana, weekdays, ahead
):
    with time_machine.travel(SUNDAY + timedelta(days=ahead)):
        told(as_ana, weekdays)

        today = ana.today()

    chosen = [int(day) for day in weekdays.split("-")]
    days = [today + timedelta(days=number) for number in range(7)]
    assert planned(ana)[0] == next(day for day in days if day.weekday() in chosen)


def test_three_days_asked_for_on_a_sunday_begin_on_monday_with_two(library, ana, as_ana):
    with time_machine.travel(SUNDAY):
        words = told(as_ana, "0-2-4")

    assert words == [
        "Your first session is on Monday, 9 March, the next of your days.",
        (
            "The first two weeks have two sessions each, the first ones on Monday 9 March and "
            "Friday 13 March. Then you can add the third."
        ),
    ]


def test_a_day_after_a_session_is_kept_free_with_the_reason(library, ana, as_ana, noon):
    builders.plan(ana, noon)
    builders.finished(ana, noon)

    with time_machine.travel(noon + timedelta(days=1)):
        words = told(as_ana, "3-6")

    assert words == [
        (
            "Your first session is on Sunday, 8 March. Not on Thursday, 5 March: you trained on "
            "Wednesday 4 March, and at least one whole day of rest lies between two sessions."
        ),
    ]


def test_a_day_that_is_marked_is_named(library, ana, as_ana, noon):
    DayMark.objects.create(user=ana, day=date(2026, 3, 5), mark="away")

    assert told(as_ana, "3-6") == [
        (
            "Your first session is on Sunday, 8 March. Not on Thursday, 5 March: you keep that "
            "day free."
        ),
    ]


def test_a_day_of_fever_stays_free_and_the_message_tells_no_illness(library, ana, as_ana, noon):
    builders.answered(ana, noon, G4="yes")

    assert told(as_ana, "2-5") == [
        (
            "Your first session is on Saturday, 7 March. Not on Wednesday, 4 March: today "
            "stays free."
        ),
    ]
