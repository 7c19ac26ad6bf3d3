"""What is still missing for the next level, read from the log (brief.md D7b)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from routines.actions.plan import answer_deload
from routines.facts.back_state import back_state
from routines.facts.clearance import Care, care_for
from routines.facts.levels import level_progress
from routines.facts.offers import plan_offer
from routines.models import FlareMark, MorningCheck, Session, SessionItem, SetLog
from tests import builders

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def plan(library, ana, noon):
    """Four weeks of the foundation, A and B in turn, every set far above its range."""
    first = noon - timedelta(days=28)
    plan = builders.plan(ana, first)
    for days in (0, 2, 5, 7, 9, 12, 14, 16, 19, 21, 23, 26):
        builders.finished(ana, first + days * DAY, sets=2)
    SetLog.objects.update(amount=300, rir=3)
    return plan


def lacking(plan, noon):
    found = level_progress(plan, back_state(plan.user, noon.date()), Care())
    return [each.value for each in found.lacking]


def mornings(user, noon, pains):
    """Give the pain of some mornings, by how many days ago they were."""
    for ago, pain in pains.items():
        day = noon.date() - ago * DAY
        MorningCheck.objects.create(user=user, day=day, pain=pain, recorded_at=noon)


def test_next_level_is_offered_once_nothing_is_lacking(plan, noon):
    offer = plan_offer(plan, back_state(plan.user, noon.date()), Care())

    assert (lacking(plan, noon), offer.level) == ([], "L2")


def test_next_level_is_not_offered_in_a_pregnancy(plan, as_ana, noon):
    builders.answered(plan.user, noon, P1="yes")
    care = care_for(plan.user)
    back = back_state(plan.user, noon.date())

    assert plan_offer(plan, back, care) is None
    assert list(level_progress(plan, back, care).lacking) == ["load_kept"]


def test_harder_exercise_counts_at_the_top_if_its_easier_neighbour_was(plan, noon):
    last = SessionItem.objects.filter(session__local_date__gte=noon.date() - 5 * DAY)
    harder = {"glute-bridge": "marching-bridge", "calf-raise": "single-leg-calf-raise"}
    before = level_progress(plan, back_state(plan.user, noon.date()), Care())
    for slug, taken in harder.items():
        items = last.filter(exercise=slug)
        SetLog.objects.filter(item__in=items).update(amount=1)
        items.update(exercise=taken)

    found = level_progress(plan, back_state(plan.user, noon.date()), Care())

    assert (found.tops - before.tops, found.tried - before.tried) == (2, 2)


@pytest.mark.parametrize(
    ("pains", "found"),
    [
        ({27: 1, 20: 1, 9: 1, 2: 2}, []),
        ({27: 1, 20: 1, 9: 2, 2: 2}, ["pain"]),
        ({13: 2, 9: 3, 2: 2}, []),
        ({13: 2, 9: 4, 7: 2, 5: 4, 3: 2}, ["pain"]),
        ({27: 3, 20: 3, 9: 3, 2: 3}, []),
    ],
)
def test_mornings_are_compared_with_the_first_ones_or_the_usual(plan, noon, pains, found):
    mornings(plan.user, noon, pains)

    assert lacking(plan, noon) == found


def test_four_weeks_and_six_sessions_are_needed(plan, noon):
    plan.started_on += 14 * DAY

    assert lacking(plan, noon) == ["days"]
    Session.objects.filter(local_date__gte=noon.date() - 6 * DAY).update(removed_at=noon)
    assert lacking(plan, noon) == ["days", "sessions"]


def in_range(*slugs):
    """Let these exercises, all in their first form, be within their range, but not at its top."""
    SessionItem.objects.update(lo=1)
    SetLog.objects.filter(item__exercise__in=slugs).update(amount=5)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda: in_range("glute-bridge", "calf-raise", "sit-to-stand"), []),
        (
            lambda: in_range("glute-bridge", "calf-raise", "sit-to-stand", "hip-hinge-drill"),
            ["top"],
        ),
        (lambda: SetLog.objects.filter(number=2).update(removed_at="2026-03-01T00:00Z"), ["top"]),
        (lambda: SessionItem.objects.filter(hi__lt=100).update(lo=8, hi=9), []),
    ],
)
def test_two_thirds_of_the_exercises_are_at_the_top_in_every_prescribed_set(
    plan, noon, change, found
):
    change()

    assert lacking(plan, noon) == found


def test_a_target_that_pain_lowered_is_no_top_of_the_library_range(plan, noon):
    SetLog.objects.update(amount=9)
    SessionItem.objects.update(lo=5, hi=9)

    assert lacking(plan, noon) == ["top"]


def test_a_harder_form_than_the_first_is_past_the_top(plan, noon):
    SessionItem.objects.update(lo=5, hi=9, pause_s=2)
    SetLog.objects.update(amount=5)

    assert lacking(plan, noon) == []


def test_top_is_judged_by_the_last_session_that_was_not_eased(plan, noon):
    last = Session.objects.filter(local_date__gte=noon.date() - 4 * DAY)
    SetLog.objects.filter(item__session__in=last).update(amount=1)
    last.update(eased="reduced")

    assert lacking(plan, noon) == []


THREES = dict.fromkeys((27, 26, 12, 9, 7, 5), 3)


@pytest.mark.parametrize(
    ("pain", "pains", "found"),
    [
        (6, {}, ["pain", "lowered"]),
        (4, {}, ["pain"]),
        (3, {}, []),
        (5, {**THREES, 1: 5}, ["lowered"]),
        (5, {**THREES, 1: 4}, []),
        (4, {**THREES, 1: 5}, []),
    ],
)
def test_pain_that_lowers_an_exercise_holds_the_level(plan, noon, pain, pains, found):
    Session.objects.filter(local_date=noon.date() - 2 * DAY).update(pain=pain)
    mornings(plan.user, noon, pains)

    assert lacking(plan, noon) == found


def test_flare_and_lighter_week_hold_the_level(plan, noon):
    answer_deload(plan=plan, wanted=True, today=noon.date())
    assert lacking(plan, noon) == ["calm"]
    answer_deload(plan=plan, wanted=False, today=noon.date())
    plan.deload_from = None

    FlareMark.objects.create(user=plan.user, day=noon.date(), kind="said")

    assert lacking(plan, noon) == ["calm"]
    assert plan_offer(plan, back_state(plan.user, noon.date()), Care()) is None


def test_level_progress_needs_one_query(plan, noon, django_assert_num_queries):
    back = back_state(plan.user, noon.date())

    with django_assert_num_queries(1):
        level_progress(plan, back, Care())


def test_a_heavier_weight_than_a_beginners_is_past_the_top(library, ana, noon):
    first = noon - timedelta(days=28)
    plan = builders.plan(ana, first, level="L2", equipment=builders.GYM)
    for days in (0, 2, 5, 7, 9, 12, 14, 16, 19, 21, 23, 26):
        builders.finished(ana, first + days * DAY, sets=3)
    SetLog.objects.update(amount=300, rir=3)
    found = {}
    for kg in ("10", "10.5"):
        deadlifts = SessionItem.objects.filter(exercise="romanian-deadlift")
        deadlifts.update(load=Decimal(kg), lo=8)
        SetLog.objects.filter(item__in=deadlifts).update(amount=8)
        found[kg] = level_progress(plan, back_state(ana, noon.date()), Care()).tops

    assert found["10.5"] - found["10"] == 1


def test_plan_says_in_one_line_what_is_missing(plan, as_ana, noon):
    in_range("glute-bridge", "calf-raise", "sit-to-stand", "hip-hinge-drill")

    page = as_ana.get("/plan/").content.decode()

    line = "Towards the next level, Build: two thirds of the exercises at the top of their range"
    assert page.count(f"{line} (so far 6 of 10).") == 1
