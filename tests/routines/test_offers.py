"""Two sessions at first, the third offered; a lighter week offered every six."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.keys import new_key
from routines.actions.plan import PlanChoices, answer_deload, answer_third_session, set_up_plan
from routines.actions.schedule import replan
from routines.actions.session import finish_session, write_down_session
from routines.facts.back_state import back_state
from routines.facts.clearance import Care
from routines.facts.offers import PlanOffer, plan_offer
from routines.models import DayMark, MorningCheck, Session
from tests import builders

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 4)


def is_offered(kind, plan, back):
    offer = plan_offer(plan, back, Care())
    return offer is not None and offer.kind == kind


def set_up(user, *, sessions_per_week: int = 3):
    choices = PlanChoices(
        level="L1",
        sessions_per_week=sessions_per_week,
        weekdays=[0, 2, 4][:sessions_per_week],
        equipment=builders.HOME,
    )
    return set_up_plan(user=user, choices=choices, today=TODAY)


def test_set_up_plan_begins_with_two_and_remembers_the_third(library, ana, noon):
    plan = set_up(ana)

    assert (plan.sessions_per_week, plan.wants_three) == (2, True)


def test_set_up_plan_with_two_is_never_asked_for_three(library, ana, noon):
    plan = set_up(ana, sessions_per_week=2)

    assert is_offered("third", plan, back_state(plan.user, TODAY + timedelta(days=20))) is False


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

    assert is_offered("third", plan, back_state(plan.user, TODAY + timedelta(days=days))) is offered


@pytest.mark.parametrize(("wanted", "sessions"), [(True, 3), (False, 2)])
def test_answer_third_session_is_asked_once(library, ana, noon, wanted, sessions):
    plan = set_up(ana)

    answer_third_session(plan=plan, wanted=wanted, today=TODAY + timedelta(days=14))

    assert plan.sessions_per_week == sessions
    assert is_offered("third", plan, back_state(plan.user, TODAY + timedelta(days=14))) is False


@pytest.mark.parametrize(("days", "offered"), [(41, False), (42, True)])
def test_lighter_week_is_offered_after_six_weeks(library, ana, noon, days, offered):
    plan = set_up(ana, sessions_per_week=2)

    assert (
        is_offered("deload", plan, back_state(plan.user, TODAY + timedelta(days=days))) is offered
    )


@pytest.mark.parametrize("wanted", [True, False])
def test_answer_lighter_week_is_asked_again_in_six_weeks(library, ana, noon, wanted):
    plan = set_up(ana, sessions_per_week=2)

    answer_deload(plan=plan, wanted=wanted, today=TODAY)

    assert is_offered("deload", plan, back_state(plan.user, TODAY + timedelta(days=41))) is False
    assert is_offered("deload", plan, back_state(plan.user, TODAY + timedelta(days=42))) is True


@pytest.mark.parametrize(
    ("weeks", "days", "offered"),
    [(4, 27, False), (4, 28, True), (8, 55, False), (8, 56, True), (None, 400, False)],
)
def test_lighter_week_is_offered_as_often_as_the_person_wants(
    library, ana, noon, weeks, days, offered
):
    ana.deload_every = weeks
    plan = set_up(ana, sessions_per_week=2)

    assert is_offered("deload", plan, back_state(ana, TODAY + timedelta(days=days))) is offered


def trained(user, noon, days, *, amount, tired):
    """Session A of a day before, without a weight, two sets of each exercise."""
    day = TODAY - timedelta(days=days)
    session = write_down_session(user=user, key=new_key(), day=day, programme_day="A", now=noon)
    for item in builders.strength(session):
        for number in (1, 2):
            builders.one_set(item, noon, number=number, amount=amount)
    Session.objects.filter(pk=session.pk).update(tiredness=tired)
    finish_session(session=session, rir=3, note="", now=noon)


@pytest.mark.parametrize(
    ("tired", "hurts", "sessions", "signs"),
    [
        (4, True, 2, ("pain_up", "tired")),
        (4, False, 3, ("stalled", "tired")),
        (4, False, 2, None),
        (3, True, 3, ("stalled", "pain_up")),
        (3, False, 3, None),
    ],
)
def test_lighter_week_is_offered_early_for_two_signs_of_three(
    library, ana, as_ana, noon, tired, hurts, sessions, signs
):
    plan = builders.plan(ana, noon - timedelta(days=20))
    for days in (5, 3, 1)[-sessions:]:
        trained(ana, noon, days, amount=9, tired=tired)
    for days, pain in ((9, 0), (1, 1 if hurts else 0)):
        day = TODAY - timedelta(days=days)
        MorningCheck.objects.create(user=ana, day=day, pain=pain, recorded_at=noon)

    found = plan_offer(plan, back_state(ana, TODAY), Care())
    page = as_ana.get("/today/").content.decode()

    assert found == (None if signs is None else PlanOffer(kind="deload", signs=signs))
    assert page.count("Some exercises have stood still") == int("stalled" in (signs or ()))


def test_lighter_week_halves_the_sets_of_its_seven_days_and_no_plan(library, ana, noon):
    plan = builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    answer_deload(plan=plan, wanted=True, today=TODAY)

    lighter = builders.session(ana, noon)

    squat, deadlift = builders.strength(lighter)[:2]
    assert (squat.sets, squat.rir_lo, squat.rir_hi) == (2, 5, 7)
    assert (deadlift.sets, deadlift.load) == (1, 3)
    assert plan.prescriptions.get(programme_day="A", exercise_id="bodyweight-squat").sets == 3


def test_lighter_week_ends_after_seven_days(library, ana, noon):
    plan = builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    answer_deload(plan=plan, wanted=True, today=TODAY)

    assert plan.is_deload_on(TODAY + timedelta(days=6)) is True
    assert plan.is_deload_on(TODAY + timedelta(days=7)) is False
    assert plan.is_deload_on(TODAY - timedelta(days=1)) is False


@pytest.mark.parametrize(
    ("days", "eased", "sets", "load"),
    [
        (14, "", 3, Decimal("4.00")),
        (15, "ease_back", 2, Decimal("3.00")),
        (29, "rebuild", 2, Decimal("2.00")),
        (57, "restart", 2, Decimal("2.00")),
    ],
)
def test_session_after_a_break_asks_for_less_and_says_why(
    library, ana, noon, days, eased, sets, load
):
    before = noon - timedelta(days=days)
    builders.plan(ana, before, level="L2", equipment=builders.GYM, weekdays=[0, 2, 4])
    found = write_down_session(
        user=ana, key=new_key(), day=before.date(), programme_day="B", now=before
    )
    for item in builders.strength(found):
        builders.one_set(item, before)
    finish_session(session=found, rir=None, note="", now=before)
    replan(user=ana, today=TODAY)

    session = builders.session(ana, noon)

    squat, deadlift = builders.strength(session)[:2]
    assert (session.eased, squat.sets, deadlift.load) == (eased, sets, load)


def test_session_after_an_illness_has_half_the_sets_once(library, ana, noon):
    builders.plan(ana, noon - timedelta(days=7))
    builders.finished(ana, noon - timedelta(days=7))
    DayMark.objects.create(user=ana, day=TODAY - timedelta(days=3), mark="ill")

    first = builders.finished(ana, noon)
    second = builders.session(ana, noon + timedelta(days=2))

    assert (first.eased, builders.strength(first)[0].sets) == ("illness", 1)
    assert (second.eased, builders.strength(second)[0].sets) == ("", 2)
