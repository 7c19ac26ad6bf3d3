"""Starting today though no session is planned: offered in one tap where the rest rule allows it."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
import time_machine

from routines import actions
from routines.models import DayMark, PlanChange, PlannedSession, Session
from tests import builders

pytestmark = pytest.mark.django_db
SUNDAY = datetime.fromisoformat("2026-03-08T12:00+01:00")
NOTHING_OFFERED = 'action="/plan/today/"'


def planned(user, count: int = 4) -> list[str]:
    days = PlannedSession.objects.of(user).values_list("day", flat=True)[:count]
    return [f"{day:%a %d}" for day in days]


def test_first_day_says_when_the_plan_begins_and_offers_to_start_today(library, ana, as_ana, noon):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[0, 3])

    page = as_ana.get("/today/").content.decode()

    assert "Your first session is on Thursday, 5 March" in page
    assert page.count("Start today") == 1
    assert page.count('action="/plan/today/"') == 1
    assert "Rest day" not in page


def test_start_today_pins_today_and_the_week_bends(library, ana, as_ana, noon):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[0, 3])
    assert planned(ana) == ["Thu 05", "Mon 09", "Thu 12", "Mon 16"]

    answer = as_ana.post("/plan/today/")

    made = PlanChange.objects.get()
    assert answer.headers["Location"] == f"/sessions/ready/?changed={made.pk}"
    assert planned(ana) == ["Wed 04", "Mon 09", "Thu 12", "Mon 16"]
    assert as_ana.get(answer.headers["Location"]).status_code == 200


def test_first_day_bends_over_the_end_of_the_week(library, ana, as_ana):
    with time_machine.travel(SUNDAY):
        builders.plan(ana, SUNDAY, sessions_per_week=2, weekdays=[0, 2, 4])
        before = planned(ana)

        as_ana.post("/plan/today/")

    assert before == ["Mon 09", "Fri 13", "Mon 16", "Fri 20"]
    assert planned(ana) == ["Sun 08", "Wed 11", "Fri 13", "Mon 16"]


def test_ready_page_offers_to_undo_it_and_the_plan_is_as_before(library, ana, as_ana, noon):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[0, 3])
    ready = as_ana.post("/plan/today/").headers["Location"]
    [made] = PlanChange.objects.all()
    assert f'action="/plan/changes/{made.pk}/undo/"' in as_ana.get(ready).content.decode()

    as_ana.post(f"/plan/changes/{made.pk}/undo/")

    assert planned(ana) == ["Thu 05", "Mon 09", "Thu 12", "Mon 16"]
    assert DayMark.objects.count() == 0
    assert "undo/" not in as_ana.get(ready).content.decode()


@pytest.mark.parametrize("ahead", range(7))
def test_undone_on_any_day_of_the_week_the_plan_is_as_before(library, ana, ahead):
    now = SUNDAY - timedelta(days=ahead)
    with time_machine.travel(now):
        today = ana.today()
        weekdays = sorted([(today.weekday() + 1) % 7, (today.weekday() + 4) % 7])
        builders.plan(ana, now, sessions_per_week=2, weekdays=weekdays)
        before = planned(ana, 8)
        made = actions.train_today(user=ana, today=today, now=now)
        assert planned(ana, 1) == [f"{today:%a %d}"]

        actions.undo_change(change=made, today=today, now=now)

    assert planned(ana, 8) == before


def test_today_offers_to_move_it_back_until_it_begins(library, ana, as_ana, noon):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[0, 3])
    as_ana.post("/plan/today/")
    [made] = PlanChange.objects.all()

    page = as_ana.get("/today/").content.decode()
    builders.session(ana, noon)
    begun = as_ana.get("/today/").content.decode()

    assert "Session A today" in page
    assert page.count(f'action="/plan/changes/{made.pk}/undo/"') == 1
    assert "Move it back" not in begun


def test_a_session_that_the_plan_itself_put_on_an_unusual_day_is_not_moved_back(
    library, ana, as_ana, noon
):
    builders.plan(ana, noon - timedelta(days=1), weekdays=[1, 3, 5])
    actions.replan(user=ana, today=noon.date(), any_day=True)

    page = as_ana.get("/today/").content.decode()

    assert "today</h2>" in page
    assert "Move it back" not in page


def test_twice_is_once(library, ana, as_ana, noon):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[0, 3])
    as_ana.post("/plan/today/")

    again = as_ana.post("/plan/today/")

    assert again.headers["Location"] == "/sessions/ready/"
    assert PlanChange.objects.count() == 1
    assert planned(ana) == ["Wed 04", "Mon 09", "Thu 12", "Mon 16"]


def test_rest_day_offers_the_next_session_by_its_letter(library, ana, as_ana, noon):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[2, 6])
    builders.finished(ana, noon)
    with time_machine.travel(noon + timedelta(days=2)):
        page = as_ana.get("/today/").content.decode()

        as_ana.post("/plan/today/")

    assert page.count("Do session B today") == 1
    assert "Rest day" in page
    assert planned(ana) == ["Wed 04", "Fri 06", "Wed 11", "Sun 15"]


@pytest.mark.parametrize(
    ("weekdays", "sessions", "days_later", "why"),
    [
        ([2, 6], 2, 1, "It is too close to the session on Wednesday 4 March"),
        ([2, 4], 2, 4, "That week has its 2 sessions already."),
    ],
)
def test_rest_day_offers_nothing_where_the_rule_refuses(
    library, ana, as_ana, noon, weekdays, sessions, days_later, why
):
    builders.plan(ana, noon, sessions_per_week=sessions, weekdays=weekdays)
    builders.finished(ana, noon)
    if days_later > 2:
        builders.finished(ana, noon + timedelta(days=2))

    with time_machine.travel(noon + timedelta(days=days_later)):
        page = as_ana.get("/today/").content.decode()
        refused = as_ana.post("/plan/today/")

    assert page.count(NOTHING_OFFERED) == 0
    assert page.count('href="/sessions/write-down/"') == 1
    assert refused.status_code == 422
    assert why in refused.content.decode()
    assert DayMark.objects.count() == 0


def test_a_day_that_was_chosen_by_hand_for_tomorrow_stays(library, ana, as_ana, noon):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[0, 6])
    DayMark.objects.create(user=ana, day=date(2026, 3, 5), mark="session")
    actions.replan(user=ana, today=noon.date())

    page = as_ana.get("/today/").content.decode()

    assert page.count(NOTHING_OFFERED) == 0
    assert as_ana.post("/plan/today/").status_code == 422
    assert planned(ana, 1) == ["Thu 05"]


@pytest.mark.parametrize("mark", ["rest", "away", "ill"])
def test_a_day_kept_free_by_hand_is_offered_for_nothing(library, ana, as_ana, noon, mark):
    DayMark.objects.create(user=ana, day=noon.date(), mark=mark)
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[0, 3])

    page = as_ana.get("/today/").content.decode()

    assert "Your first session is on Thursday, 5 March" in page
    assert page.count(NOTHING_OFFERED) == 0


def test_a_day_of_fever_offers_nothing_and_refuses(library, ana, as_ana, noon):
    builders.answered(ana, noon, G4="yes")
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[0, 3])

    page = as_ana.get("/today/").content.decode()

    assert page.count(NOTHING_OFFERED) == 0
    assert as_ana.post("/plan/today/").headers["Location"] == "/start-check/result/"
    assert DayMark.objects.count() == 0


def test_a_flare_offers_nothing(library, ana, as_ana, noon):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[0, 3])
    as_ana.post("/mornings/said/", {"kind": "said"})

    assert as_ana.get("/today/").content.decode().count(NOTHING_OFFERED) == 0


def test_a_missed_session_that_fits_on_today_is_offered_once(library, ana, as_ana, noon):
    builders.plan(ana, noon - timedelta(days=2), sessions_per_week=2, weekdays=[0, 4])

    page = as_ana.get("/today/").content.decode()

    assert page.count("Move it to today") == 1
    assert page.count(NOTHING_OFFERED) == 0


def test_without_a_plan_there_is_nothing_to_start(library, as_ana, noon):
    assert as_ana.post("/plan/today/").status_code == 404


def test_the_stranger_changes_his_own_plan_only(library, ana, as_bo, noon):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[0, 3])

    assert as_bo.post("/plan/today/").status_code == 404
    assert PlanChange.objects.count() == 0


def test_offer_costs_one_query_and_none_after_a_session(
    library, ana, as_ana, noon, django_assert_num_queries
):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[0, 3])

    with django_assert_num_queries(11):  # the marks of the days to come
        as_ana.get("/today/")

    builders.plan(ana, noon, sessions_per_week=2, weekdays=[2, 6])
    builders.finished(ana, noon)
    with time_machine.travel(noon + timedelta(days=1)), django_assert_num_queries(10):
        as_ana.get("/today/")


@pytest.mark.parametrize("seed", range(4))
def test_whoever_taps_it_whenever_it_is_allowed_keeps_the_rest_rule(library, ana, noon, seed):
    chance = Random(seed)
    builders.plan(ana, noon, sessions_per_week=chance.choice([2, 3]), weekdays=[0, 2, 5])
    for number in range(21):
        now = noon + timedelta(days=number)
        with time_machine.travel(now), suppress(actions.DayRefused):
            actions.train_today(user=ana, today=now.date(), now=now)
        if PlannedSession.objects.of(ana).filter(day=now.date()).exists() and chance.random() < 0.8:
            builders.finished(ana, now)

    days = list(Session.objects.of(ana).order_by("local_date").values_list("local_date", flat=True))
    days += PlannedSession.objects.of(ana).filter(day__gt=now.date()).values_list("day", flat=True)
    assert len(days) > 20
    assert min((later - earlier).days for earlier, later in pairwise(days)) == 2
    assert min((fourth - first).days for first, fourth in zip(days, days[3:], strict=False)) >= 7
