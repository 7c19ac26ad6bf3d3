"""Two sessions at first, the third offered; a lighter week offered every six."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from routines.actions.plan import (
    answer_lighter_week,
    answer_third_session,
    offers,
    set_up_plan,
)
from routines.planning.deload import lighter_load, lighter_sets
from tests import builders

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 4)


def set_up(user, *, sessions_per_week: int = 3):
    return set_up_plan(
        user=user,
        today=TODAY,
        level="L1",
        sessions_per_week=sessions_per_week,
        weekdays=[0, 2, 4][:sessions_per_week],
        equipment=builders.HOME,
    )


def test_set_up_plan_begins_with_two_and_remembers_the_third(library, ana, noon):
    plan = set_up(ana)

    assert (plan.sessions_per_week, plan.wants_three) == (2, True)


def test_set_up_plan_with_two_is_never_asked_for_three(library, ana, noon):
    plan = set_up(ana, sessions_per_week=2)

    assert offers(plan, TODAY + timedelta(days=20))["third"] is False


@pytest.mark.parametrize(("days_ago", "sessions"), [(13, 2), (14, 3), (56, 3), (57, 2)])
def test_set_up_plan_begins_with_three_for_who_trained_two_weeks_ago_already(
    library, ana, noon, days_ago, sessions
):
    then = noon - timedelta(days=days_ago)
    builders.plan(ana, then, sessions_per_week=2, weekdays=[then.weekday()] * 1)
    builders.finished(ana, then)

    plan = set_up(ana)

    assert plan.sessions_per_week == sessions


@pytest.mark.parametrize(("days", "offered"), [(13, False), (14, True)])
def test_third_session_is_offered_after_two_weeks(library, ana, noon, days, offered):
    plan = set_up(ana)

    assert offers(plan, TODAY + timedelta(days=days))["third"] is offered


@pytest.mark.parametrize(("wanted", "sessions"), [(True, 3), (False, 2)])
def test_answer_third_session_is_asked_once(library, ana, noon, wanted, sessions):
    plan = set_up(ana)

    answer_third_session(plan=plan, wanted=wanted, today=TODAY + timedelta(days=14))

    assert plan.sessions_per_week == sessions
    assert offers(plan, TODAY + timedelta(days=14))["third"] is False


@pytest.mark.parametrize(("days", "offered"), [(41, False), (42, True)])
def test_lighter_week_is_offered_after_six_weeks(library, ana, noon, days, offered):
    plan = set_up(ana, sessions_per_week=2)

    assert offers(plan, TODAY + timedelta(days=days))["lighter"] is offered


@pytest.mark.parametrize("wanted", [True, False])
def test_answer_lighter_week_is_asked_again_in_six_weeks(library, ana, noon, wanted):
    plan = set_up(ana, sessions_per_week=2)

    answer_lighter_week(plan=plan, wanted=wanted, today=TODAY)

    assert offers(plan, TODAY + timedelta(days=41))["lighter"] is False
    assert offers(plan, TODAY + timedelta(days=42))["lighter"] is True


def test_lighter_week_halves_the_sets_of_its_seven_days_and_no_plan(library, ana, noon):
    plan = builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    answer_lighter_week(plan=plan, wanted=True, today=TODAY)

    lighter = builders.session(ana, noon)

    squat, deadlift = builders.strength(lighter)[:2]
    assert (squat.sets, squat.rir_lo, squat.rir_hi) == (2, 4, 6)
    assert (deadlift.sets, deadlift.load) == (1, Decimal("3.50"))
    assert plan.prescriptions.get(programme_day="A", exercise_id="bodyweight-squat").sets == 3


def test_lighter_week_ends_after_seven_days(library, ana, noon):
    plan = builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    answer_lighter_week(plan=plan, wanted=True, today=TODAY)

    assert plan.is_lighter_on(TODAY + timedelta(days=6)) is True
    assert plan.is_lighter_on(TODAY + timedelta(days=7)) is False
    assert plan.is_lighter_on(TODAY - timedelta(days=1)) is False


def test_lighter_sets_and_loads_are_rounded_as_the_brief_says():
    assert [lighter_sets(sets) for sets in (1, 2, 3, 4)] == [1, 1, 2, 2]
    loads = [Decimal("10"), Decimal("4"), Decimal("0"), None]
    assert [lighter_load(load) for load in loads] == [9, Decimal("3.5"), 0, None]
