"""What closes strength training until a professional's word, and which word opens it again."""

from datetime import date, timedelta

import pytest

from accounts.keys import new_key
from routines.actions.consent import agree
from routines.actions.screening import record_clearance, report_red_flags
from routines.actions.session import start_session
from routines.facts.back_state import back_state
from routines.facts.clearance import clearance
from routines.facts.consent import NotAgreed
from routines.models import PlannedSession, Screening
from routines.planning.screening import Due
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


@pytest.mark.parametrize("yes", [{"B1_soon": "daily_life"}, {"B1_urgent": "fever"}])
def test_clear_for_a_red_flag_takes_no_word_from_before_it(cleo, noon, yes):
    builders.answered(cleo, noon, **yes)

    friday = noon + timedelta(days=2)
    record_clearance(user=cleo, cleared_on=date(2026, 3, 3), now=friday)

    assert clearance(cleo, back_state(cleo, friday.date())).needs_a_professional


def test_clear_without_anything_to_clear_changes_nothing(cleo, noon):
    builders.answered(cleo, noon)

    record_clearance(user=cleo, cleared_on=WEDNESDAY, now=noon)

    assert Screening.objects.of(cleo).get().cleared_on is None


@pytest.mark.parametrize("yes", [{"B1_urgent": "fever"}, {"B1_emergency": "urine"}, {"H2": "now"}])
@pytest.mark.parametrize("first", [0, 48])
def test_red_flag_stands_however_often_the_questions_are_answered(cleo, noon, yes, first):
    builders.answered(cleo, noon, **yes)
    said = Screening.objects.of(cleo).get()

    for hours in (first, first + 1, first + 2):
        builders.answered(cleo, noon + timedelta(hours=hours))

    found = Screening.objects.of(cleo).get()
    day = WEDNESDAY + timedelta(hours=first)
    assert (found.outcome, found.standing) == (said.outcome, said.outcome)
    assert (found.flagged_on, found.answered_on) == (WEDNESDAY, day)
    assert clearance(cleo, back_state(cleo, day)).needs_a_professional
    assert days(cleo) == []


@pytest.mark.parametrize("hours", [1, 24])
def test_pain_that_stops_daily_life_no_more_opens_strength_by_new_answers(cleo, noon, hours):
    builders.answered(cleo, noon, B1_soon="daily_life")
    before = clearance(cleo, back_state(cleo, WEDNESDAY))

    later = noon + timedelta(hours=hours)
    builders.answered(cleo, later, B1_soon="six_weeks")

    assert before.needs_a_professional
    assert clearance(cleo, back_state(cleo, later.date())).is_open


@pytest.mark.parametrize("sign", ["severe", "tingling", "first", "straining", "stiff", "six_weeks"])
def test_plan_goes_on_gently_with_a_sign_to_be_seen_soon(cleo, noon, sign):
    before = days(cleo)

    builders.answered(cleo, noon, B1_soon=sign)

    found = clearance(cleo, back_state(cleo, WEDNESDAY))
    assert (found.is_open, found.care.careful, days(cleo)) == (True, True, before)
    assert Screening.objects.of(cleo).get().looks == ["appointment"]


# --- the warning signs alone --------------------------------------------------------------------


def test_report_red_flags_locks_and_leaves_the_answers_as_given(cleo, noon):
    builders.answered(cleo, noon, J1="knee", A1="65")
    friday = noon + timedelta(days=2)

    report_red_flags(user=cleo, answers={"B1_urgent": ["calf"]}, now=friday)
    report_red_flags(user=cleo, answers={}, now=friday)
    ahead = [day for day in days(cleo) if day >= friday.date()]

    found = Screening.objects.of(cleo).get()
    assert (found.outcome, found.standing, found.flagged_on) == (5, 5, date(2026, 3, 6))
    assert (found.answered_on, found.tags, found.is_65_or_older) == (WEDNESDAY, ["knee_pain"], True)
    assert ahead == []


def test_report_red_flags_that_may_wait_makes_the_plan_gentle(cleo, noon):
    builders.answered(cleo, noon)
    before = days(cleo)

    report_red_flags(user=cleo, answers={"B1_soon": ["tingling"]}, now=noon)

    found = clearance(cleo, back_state(cleo, WEDNESDAY))
    assert (found.is_open, found.care.careful, days(cleo)) == (True, True, before)
    assert Screening.objects.of(cleo).values_list("outcome", "looks", "flagged_on").get() == (
        1, ["appointment"], None,
    )  # fmt: skip


def test_report_red_flags_hides_nothing_that_waits_for_a_word(cleo, noon):
    builders.answered(cleo, noon, H1="yes")

    report_red_flags(user=cleo, answers={"B1_soon": ["severe"]}, now=noon)

    assert clearance(cleo, back_state(cleo, WEDNESDAY)).needs_a_professional


def test_report_red_flags_after_a_clearance_asks_for_a_new_one(cleo, noon):
    builders.answered(cleo, noon, H1="yes")
    record_clearance(user=cleo, cleared_on=WEDNESDAY, now=noon)

    report_red_flags(user=cleo, answers={"B1_emergency": ["chest"]}, now=noon)

    found = Screening.objects.of(cleo).get()
    assert (found.outcome, found.cleared_on) == (6, None)


def test_report_red_flags_before_any_answers_leaves_the_questions_to_be_asked(cleo, noon):
    agree(user=cleo, now=noon)

    report_red_flags(user=cleo, answers={"B1_urgent": ["calf"]}, now=noon)

    found = clearance(cleo, back_state(cleo, WEDNESDAY))
    assert (found.needs_a_professional, found.due) == (True, Due.NEVER_ASKED)


def test_report_red_flags_without_consent_keeps_nothing(cleo, noon):
    with pytest.raises(NotAgreed):
        report_red_flags(user=cleo, answers={"B1_urgent": ["calf"]}, now=noon)

    assert Screening.objects.of(cleo).count() == 0


# --- a professional's word ----------------------------------------------------------------------


@pytest.mark.parametrize("yes", [{"B1_urgent": "fever"}, {"B1_emergency": "urine"}])
def test_word_on_the_day_of_the_sign_itself_opens_nothing(cleo, noon, yes):
    builders.answered(cleo, noon, **yes)

    record_clearance(user=cleo, cleared_on=WEDNESDAY, now=noon + timedelta(hours=9))
    same_day = clearance(cleo, back_state(cleo, WEDNESDAY)).needs_a_professional
    record_clearance(user=cleo, cleared_on=WEDNESDAY, now=noon + timedelta(days=1))

    assert same_day
    assert clearance(cleo, back_state(cleo, date(2026, 3, 5))).is_open


@pytest.mark.parametrize("value", ["seen", "unseen"])
def test_old_injury_of_the_back_is_advice_and_no_lock(cleo, noon, value):
    before = days(cleo)

    builders.answered(cleo, noon, B2=value)

    found = clearance(cleo, back_state(cleo, WEDNESDAY))
    assert (found.is_open, found.care.careful, days(cleo)) == (True, True, before)


def test_answers_to_an_older_text_count_until_they_are_due(cleo, noon):
    builders.answered(cleo, noon)
    Screening.objects.of(cleo).update(text_version=1)

    assert clearance(cleo, back_state(cleo, date(2027, 3, 3))).is_open
    assert clearance(cleo, back_state(cleo, date(2027, 3, 4))).due == Due.A_YEAR


def test_word_given_since_the_red_flag_counts_after_answers_of_a_later_day(cleo, noon):
    builders.answered(cleo, noon, B1_urgent="fever")
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
    builders.answered(cleo, noon, B1_emergency="urine")
    builders.answered(cleo, friday, B1_soon="daily_life")

    record_clearance(user=cleo, cleared_on=date(2026, 3, 5), now=friday)
    builders.answered(cleo, friday + timedelta(hours=1))

    found = Screening.objects.of(cleo).get()
    assert (found.outcome, found.flagged_on, found.cleared_on) == (6, date(2026, 3, 6), None)


def test_answers_behind_a_standing_red_flag_count_as_given(cleo, noon):
    later = noon + timedelta(days=400)
    builders.answered(cleo, noon, B1_soon="daily_life")
    builders.answered(cleo, later)

    record_clearance(user=cleo, cleared_on=later.date(), now=later)

    assert clearance(cleo, back_state(cleo, later.date())).is_open


@pytest.mark.parametrize("yes", [{"B1_soon": "daily_life"}, {"H1": "yes"}, {"G4": "yes"}])
def test_other_answers_said_by_mistake_can_be_put_right(cleo, noon, yes):
    builders.answered(cleo, noon, **yes)

    builders.answered(cleo, noon + timedelta(hours=1))

    assert clearance(cleo, back_state(cleo, WEDNESDAY)).is_open


def test_clearance_covers_what_is_known_and_nothing_new(cleo, noon):
    builders.answered(cleo, noon, B2="recent")
    record_clearance(user=cleo, cleared_on=WEDNESDAY, now=noon)

    builders.answered(cleo, noon + timedelta(days=1), B2="known")
    known = clearance(cleo, back_state(cleo, date(2026, 3, 5)))
    builders.answered(cleo, noon + timedelta(days=2), B2="known", H1="yes")
    new = clearance(cleo, back_state(cleo, date(2026, 3, 6)))

    assert (known.lock, new.needs_a_professional) == (None, True)
