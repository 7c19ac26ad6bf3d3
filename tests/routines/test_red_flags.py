"""What closes strength training until a professional's word, and which word opens it again."""

from datetime import date, timedelta

import pytest

from accounts.keys import new_key
from routines.actions.screening import record_clearance
from routines.actions.session import start_session
from routines.facts.back_state import back_state
from routines.facts.clearance import clearance
from routines.models import PlannedSession, Screening
from tests import builders

pytestmark = pytest.mark.django_db

WEDNESDAY = date(2026, 3, 4)


@pytest.fixture
def cleo(library, noon):
    """Somebody whom nobody asked yet, with a plan whose session A is today."""
    cleo = builders.person("cleo", checked=False)
    builders.plan(cleo, noon)
    return cleo


def days(user):
    return list(PlannedSession.objects.of(user).values_list("day", flat=True))


def test_clear_opens_strength_again_and_plans(cleo, noon):
    before = days(cleo)
    builders.answered(cleo, noon, H1="yes")

    record_clearance(user=cleo, cleared_on=date(2026, 2, 20), now=noon)

    assert days(cleo) == before
    assert Screening.objects.of(cleo).get().cleared_on == date(2026, 2, 20)
    assert start_session(user=cleo, key=new_key(), now=noon).programme_day == "A"


def test_clear_for_a_red_flag_takes_no_word_from_before_it(cleo, noon):
    builders.answered(cleo, noon, B1_soon="yes")

    record_clearance(user=cleo, cleared_on=date(2026, 3, 3), now=noon)

    assert clearance(cleo, back_state(cleo, WEDNESDAY)).needs_a_professional


def test_clear_without_anything_to_clear_changes_nothing(cleo, noon):
    builders.answered(cleo, noon)

    record_clearance(user=cleo, cleared_on=WEDNESDAY, now=noon)

    assert Screening.objects.of(cleo).get().cleared_on is None


def test_red_flag_stands_against_new_answers_from_the_next_day_on(cleo, noon):
    builders.answered(cleo, noon, B1_urgent="yes")

    builders.answered(cleo, noon + timedelta(days=1))

    assert clearance(cleo, back_state(cleo, date(2026, 3, 5))).needs_a_professional
    assert days(cleo) == []


@pytest.mark.parametrize("flag", ["B1_soon", "B1_urgent", "B1_emergency"])
def test_red_flag_stands_however_often_the_questions_are_answered_on_a_later_day(cleo, noon, flag):
    builders.answered(cleo, noon, **{flag: "yes"})
    said = Screening.objects.of(cleo).get()

    for hours in (48, 49, 50):
        builders.answered(cleo, noon + timedelta(hours=hours))

    found = Screening.objects.of(cleo).get()
    assert (found.outcome, found.standing) == (said.outcome, said.outcome)
    assert (found.flagged_on, found.answered_on) == (WEDNESDAY, date(2026, 3, 6))
    assert clearance(cleo, back_state(cleo, date(2026, 3, 6))).needs_a_professional
    assert days(cleo) == []


def test_word_given_since_the_red_flag_counts_after_answers_of_a_later_day(cleo, noon):
    builders.answered(cleo, noon, B1_urgent="yes")
    friday = noon + timedelta(days=2)
    builders.answered(cleo, friday)

    record_clearance(user=cleo, cleared_on=date(2026, 3, 5), now=friday)
    builders.answered(cleo, friday + timedelta(hours=1))

    assert clearance(cleo, back_state(cleo, date(2026, 3, 6))).is_open
    assert Screening.objects.of(cleo).values_list("outcome", "standing", "flagged_on").get() == (
        0, 0, None,
    )  # fmt: skip


def test_another_red_flag_asks_for_a_word_since_then_and_lifts_none_before(cleo, noon):
    friday = noon + timedelta(days=2)
    builders.answered(cleo, noon, B1_emergency="yes")
    builders.answered(cleo, friday, B1_soon="yes")

    record_clearance(user=cleo, cleared_on=date(2026, 3, 5), now=friday)
    builders.answered(cleo, friday + timedelta(hours=1))

    found = Screening.objects.of(cleo).get()
    assert (found.outcome, found.flagged_on, found.cleared_on) == (6, date(2026, 3, 6), None)


def test_answers_behind_a_standing_red_flag_count_as_given(cleo, noon):
    later = noon + timedelta(days=400)
    builders.answered(cleo, noon, B1_soon="yes")
    builders.answered(cleo, later)

    record_clearance(user=cleo, cleared_on=later.date(), now=later)

    assert clearance(cleo, back_state(cleo, later.date())).is_open


def test_red_flag_said_by_mistake_can_be_put_right_on_the_same_day(cleo, noon):
    builders.answered(cleo, noon, B1_urgent="yes")

    builders.answered(cleo, noon + timedelta(hours=1))

    assert clearance(cleo, back_state(cleo, WEDNESDAY)).is_open


def test_clearance_covers_what_is_known_and_nothing_new(cleo, noon):
    builders.answered(cleo, noon, B2="yes")
    record_clearance(user=cleo, cleared_on=WEDNESDAY, now=noon)

    builders.answered(cleo, noon + timedelta(days=1), B2="known")
    known = clearance(cleo, back_state(cleo, date(2026, 3, 5)))
    builders.answered(cleo, noon + timedelta(days=2), B2="known", H1="yes")
    new = clearance(cleo, back_state(cleo, date(2026, 3, 6)))

    assert (known.lock, new.needs_a_professional) == (None, True)
