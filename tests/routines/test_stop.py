"""Stop signs: of one exercise, and of the whole session."""

from datetime import timedelta

import pytest

from accounts.keys import new_key
from exercises.models import Exercise
from routines.actions.item import say_pain, swap_item
from routines.actions.screening import record_clearance, withdraw_consent
from routines.actions.session import finish_session, start_session, write_down_session
from routines.actions.stop import stop_session
from routines.facts.back_state import back_state
from routines.facts.clearance import CheckDue, StrengthLocked, clearance
from routines.models import PlannedSession, Screening, Session, SessionItem
from routines.planning.screening import Due
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(library, ana, noon):
    builders.plan(ana, noon)
    return builders.session(ana, noon)


@pytest.mark.parametrize(
    ("said", "stop"),
    [
        ([2], None),
        ([5], None),
        ([6], "pain"),
        ([1, 2], None),
        ([2, 3], None),
        ([1, 3], "climb"),
        ([3, 1, 3], "climb"),
        ([1, None, 3], "climb"),
        ([4, 2], None),
        ([6, 2], "pain"),
        ([6, None], "pain"),
    ],
)
def test_exercise_is_stopped_by_much_pain_and_by_pain_that_climbs(session, noon, said, stop):
    item = builders.strength(session)[0]

    for pain in said:
        item = say_pain(item=item, pain=pain, now=noon)

    assert SessionItem.objects.get(pk=item.pk).stop == stop


def test_card_says_that_it_climbs_and_what_is_kinder(session, as_ana):
    item = builders.strength(session)[0]

    as_ana.post(f"/items/{item.pk}/trouble/", {"pain": "1"})
    page = as_ana.post(f"/items/{item.pk}/trouble/", {"pain": "4"}, follow=True).content.decode()

    assert page.count("From 1 to 4 of 10: it climbs, so stop this exercise for today.") == 1
    assert page.count("Kinder, if you want to go on:") == 1


def test_stopped_session_keeps_its_sets_and_closes_strength_training(session, ana, as_ana, noon):
    builders.one_set(builders.strength(session)[0], noon)

    answer = as_ana.post(f"/sessions/{session.pk}/stop/")

    session.refresh_from_db()
    assert answer.headers["Location"] == "/safety/"
    assert (session.status, session.stopped) == ("partial", True)
    assert PlannedSession.objects.of(ana).filter(day__gt=noon.date()).count() == 0
    assert as_ana.get("/sessions/ready/").headers["Location"] == "/start-check/result/"


def test_stopped_session_without_a_set_is_set_aside(session, noon):
    stop_session(session=session, now=noon)

    session.refresh_from_db()
    assert (session.status, session.stopped) == ("discarded", True)


@pytest.mark.parametrize("with_a_set", [True, False])
@pytest.mark.parametrize("hours", [1, 48])
def test_stop_is_lifted_by_no_answers_until_a_professional_s_word(
    session, ana, noon, with_a_set, hours
):
    if with_a_set:
        builders.one_set(builders.strength(session)[0], noon)
    stop_session(session=session, now=noon)

    later = noon + timedelta(hours=hours)
    builders.answered(ana, later)
    builders.answered(ana, later)

    closed = clearance(ana, back_state(ana, later.date()))
    record_clearance(user=ana, cleared_on=noon.date(), now=later)
    assert closed.needs_a_professional
    assert clearance(ana, back_state(ana, later.date())).is_open


def test_stop_takes_an_earlier_clearance_away_and_lowers_no_graver_outcome(session, ana, noon):
    Screening.objects.of(ana).update(outcome=5, flagged_on=noon.date(), cleared_on=noon.date())

    stop_session(session=session, now=noon)

    found = Screening.objects.of(ana).get()
    assert (found.outcome, found.cleared_on) == (5, None)


def test_stop_before_any_answers_locks_as_well(session, ana, noon):
    Screening.objects.of(ana).delete()

    stop_session(session=session, now=noon)

    found = Screening.objects.of(ana).get()
    assert (found.outcome, found.flagged_on, found.tags) == (4, noon.date(), [])
    with pytest.raises(StrengthLocked):
        start_session(user=ana, key=new_key(), now=noon + timedelta(days=2))


def test_stop_before_any_answers_leaves_the_questions_to_be_asked(session, ana, as_ana, noon):
    Screening.objects.of(ana).delete()
    stop_session(session=session, now=noon)

    asked = as_ana.get("/start-check/")
    record_clearance(user=ana, cleared_on=noon.date(), now=noon)

    assert "You last answered" not in asked.content.decode()
    assert clearance(ana, back_state(ana, noon.date())).due == Due.NEVER_ASKED
    with pytest.raises(CheckDue):
        start_session(user=ana, key=new_key(), now=noon + timedelta(days=2))


def test_stop_is_no_answer_and_brings_no_old_illness_back(session, ana, noon):
    a_year_ago = noon.date() - timedelta(days=365)
    Screening.objects.of(ana).update(answered_on=a_year_ago, waits=True)

    stop_session(session=session, now=noon)
    record_clearance(user=ana, cleared_on=noon.date(), now=noon)

    found = clearance(ana, back_state(ana, noon.date()))
    assert (found.lock, found.due) == (None, Due.A_YEAR)


@pytest.mark.parametrize(
    ("agreed", "says"), [(True, "then wait until"), (False, "the plan goes on")]
)
def test_stop_page_says_what_follows(session, ana, as_ana, noon, agreed, says):
    if not agreed:
        withdraw_consent(user=ana, now=noon)

    page = as_ana.get(f"/sessions/{session.pk}/stop/").content.decode()

    assert page.count(says) == 1


def test_stop_without_consent_keeps_nothing_of_it(session, ana, noon):
    withdraw_consent(user=ana, now=noon)

    stop_session(session=session, now=noon)

    session.refresh_from_db()
    assert (session.stopped, Screening.objects.of(ana).count()) == (False, 0)


def test_stop_of_a_session_that_is_over_is_not_found(session, as_ana, noon):
    stop_session(session=session, now=noon)

    assert as_ana.get(f"/sessions/{session.pk}/stop/").status_code == 404


def test_no_session_starts_after_a_stop(session, ana, noon):
    stop_session(session=session, now=noon)
    Session.objects.all().delete()

    with pytest.raises(StrengthLocked):
        builders.session(ana, noon)


def test_swapped_in_exercise_goes_on_from_its_own_history(session, ana, noon):
    other = Exercise.objects.get(pk="hip-thrust")
    bridge = session.items.get(exercise="glute-bridge")
    first = swap_item(item=bridge, exercise=other, now=noon)
    builders.one_set(first, noon, amount=first.lo + 1)
    finish_session(session=session, rir=3, note="", now=noon)

    key, day = new_key(), noon.date() + timedelta(days=2)
    later = write_down_session(user=ana, key=key, day=day, programme_day="A", now=noon)
    again = later.items.get(exercise="glute-bridge")
    second = swap_item(item=again, exercise=other, now=noon)

    assert (second.why["code"], second.aim) == ("one_more", first.lo + 2)
