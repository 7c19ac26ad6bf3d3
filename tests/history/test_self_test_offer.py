"""When a test is offered: on a day off, one at a time, to those whom it suits."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from accounts.keys import new_key
from history import actions
from history.facts.self_test_offer import offered_test
from history.models import SkippedTest
from history.planning.self_tests import Measured, SelfTest
from routines.actions.mornings import say_flare
from routines.actions.plan_changes import change_plan
from routines.facts.plan_changes import marks_for
from routines.models import Session
from tests import builders

pytestmark = pytest.mark.django_db
THURSDAY = date(2026, 3, 19)  # a rest day, two weeks after the first session


@pytest.fixture
def trained(ana, noon, library):
    """ana trains on Monday, Wednesday and Friday, and did so for the first time on 4 March."""
    builders.plan(ana, noon)
    builders.finished(ana, noon)
    return ana


def skip(user, *tests, on):
    for test in tests:
        actions.skip_test(user=user, test=test, today=on)


def away(user, noon):
    marks = marks_for("away", day=THURSDAY, to=THURSDAY)
    change_plan(user=user, marks=marks, today=noon.date(), now=noon)


def done(user, test, day, noon):
    actions.record_result(
        user=user,
        key=new_key(),
        test=test,
        day=day,
        measured=Measured(unit="points", amount=Decimal(5)),
        now=noon,
    )


def test_first_test_is_offered_on_a_day_off_after_two_weeks(trained):
    days = [THURSDAY - timedelta(days=5), THURSDAY, THURSDAY + timedelta(days=1)]

    # Two weeks aren't over; a day off; a day with a session.
    assert [offered_test(trained, day) for day in days] == [None, SelfTest.ACTIVITIES, None]


@pytest.mark.parametrize(
    "happened",
    [
        lambda ana, noon: say_flare(user=ana, kind="said", today=THURSDAY),
        lambda ana, noon: builders.answered(ana, noon, O1="yes"),
        away,
        lambda ana, noon: Session.objects.of(ana).update(stopped=True),
        lambda ana, noon: skip(ana, "fingertip", on=THURSDAY),
        lambda ana, noon: skip(ana, *SelfTest, on=THURSDAY - timedelta(days=27)),
        lambda ana, noon: done(ana, "confidence", THURSDAY, noon),
    ],
    ids=["flare", "locked", "away", "stopped", "one a day", "all skipped", "one done today"],
)
def test_nothing_is_offered(trained, noon, happened):
    happened(trained, noon)

    assert offered_test(trained, THURSDAY) is None


@pytest.mark.parametrize(
    ("answered", "cautions", "expected"),
    [
        ({"activities": 27}, {}, "chair-stand"),
        ({"activities": 28}, {}, "activities"),
        ({"activities": 27, "chair-stand": 27, "one-leg": 27}, {}, "side-plank"),
        # A sore knee leaves the side plank out.
        ({"activities": 27, "chair-stand": 27, "one-leg": 27}, {"J1": "knee"}, "back-extension"),
    ],
)
def test_next_one_is_offered_four_weeks_after_the_last_time(
    trained, noon, answered, cautions, expected
):
    builders.answered(trained, noon, **cautions)
    for test, ago in answered.items():
        done(trained, test, THURSDAY - timedelta(days=ago), noon)

    assert offered_test(trained, THURSDAY) == expected


def test_nobody_is_asked_before_the_first_session(ana, bo, noon, library):
    builders.plan(ana, noon)

    assert [offered_test(each, THURSDAY) for each in (ana, bo)] == [None, None]


def test_today_asks_for_the_offer_on_a_day_off_alone(ana, as_ana, noon, library):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[2, 4])
    builders.finished(ana, noon)
    place = '<div data-fetch="/history/tests/offer/"></div>'
    shown = {}
    for day in ("2026-03-04", "2026-03-09", "2026-03-11", "2026-03-19"):
        with time_machine.travel(f"{day}T12:00Z"):
            page = as_ana.get("/today/").content.decode()
        shown[day] = (place in page, "js/mine.js" in page)

    no = (False, False)
    # A session done; a day off; a session planned; one missed, which is asked about.
    assert shown == {
        "2026-03-04": no,
        "2026-03-09": (True, True),
        "2026-03-11": no,
        "2026-03-19": no,
    }


def test_offer_is_skipped_for_four_weeks_with_one_tap(trained, as_ana):
    with time_machine.travel(f"{THURSDAY}T12:00Z"):
        offered = as_ana.get("/history/tests/offer/").content.decode()
        skipped = as_ana.post("/history/tests/activities/skip/")
        again = as_ana.get("/history/tests/offer/").content.decode()

    assert "A test, if you like: My three activities" in offered
    assert skipped["Location"] == "/today/"
    assert again.strip() == ""
    assert list(SkippedTest.objects.values_list("test", "day")) == [("activities", THURSDAY)]


def test_offer_needs_few_queries(trained, django_assert_num_queries):
    with django_assert_num_queries(8):
        offered_test(trained, THURSDAY)
    skip(trained, *SelfTest, on=THURSDAY - timedelta(days=1))
    with django_assert_num_queries(2):
        offered_test(trained, THURSDAY)
