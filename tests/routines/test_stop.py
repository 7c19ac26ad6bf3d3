"""Stop signs: of one exercise, and of the whole session."""

import re
from datetime import timedelta

import pytest
import time_machine

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
from routines.planning.stop_signs import STOP_SIGNS
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
        # Without a known usual, 3 is still green.
        ([1, 3], None),
        ([2, 4], "climb"),
        ([4, 2, 4], "climb"),
        ([2, None, 4], "climb"),
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


# brief.md E3: every sign with its level.
SIGNS = {
    "chest": "emergency",
    "collapse": "emergency",
    "breathless": "emergency",
    "heartbeat": "emergency",
    "head": "emergency",
    "bladder_bowel": "emergency",
    "between_legs": "emergency",
    "weakness": "urgent",
    "calf": "urgent",
    "bleeding": "urgent",
    "fluid": "urgent",
    "contractions": "urgent",
    "calf_in_pregnancy": "urgent",
    "headache": "urgent",
    "faint": "session",
    "back_pain": "session",
    "leg_pain": "session",
    "joint": "session",
    "other": "session",
}
OUTCOMES = {"emergency": 6, "urgent": 5, "session": 0}
TOLD = {
    "emergency": "Stop. Get emergency help now.",
    "urgent": "Contact a doctor or an urgent-care line today.",
    "session": "Stop for today.",
}
LOCKING = ["chest", "calf"]


def test_signs_are_all_that_there_are():
    assert SIGNS == STOP_SIGNS


@pytest.mark.parametrize("sign", SIGNS)
def test_sign_says_its_level_and_keeps_that_alone(session, ana, as_ana, noon, sign):
    level = SIGNS[sign]
    builders.one_set(builders.strength(session)[0], noon)

    page = as_ana.post(f"/sessions/{session.pk}/stop/", {"sign": sign})

    session.refresh_from_db()
    found = Screening.objects.of(ana).get()
    ahead = PlannedSession.objects.of(ana).filter(day__gt=noon.date())
    shown = page.content.decode()
    assert [text for text in TOLD.values() if text in shown] == [TOLD[level]]
    assert (session.status, session.stopped) == ("partial", True)
    assert (found.outcome, found.standing) == (OUTCOMES[level], OUTCOMES[level])
    assert found.flagged_on == (noon.date() if OUTCOMES[level] else None)
    assert ahead.exists() == (level == "session")


@pytest.mark.parametrize(("sign", "leads_to"), [("chest", "/start-check/result/"), ("joint", None)])
def test_start_after_a_stop_goes_by_the_sign(session, as_ana, noon, sign, leads_to):
    builders.one_set(builders.strength(session)[0], noon)

    as_ana.post(f"/sessions/{session.pk}/stop/", {"sign": sign})

    assert as_ana.get("/sessions/ready/").headers.get("Location") == leads_to


@pytest.mark.parametrize("sent", [{}, {"sign": ""}, {"sign": "nonsense"}])
def test_stop_without_a_sign_ends_nothing(session, as_ana, sent):
    answer = as_ana.post(f"/sessions/{session.pk}/stop/", sent)

    session.refresh_from_db()
    assert answer.status_code == 422
    assert answer.content.decode().count("Tap the sign that made you stop.") == 1
    assert (session.status, session.stopped) == ("in_progress", False)


@pytest.mark.parametrize("pregnant", [True, False])
def test_signs_of_pregnancy_are_shown_to_those_whom_they_concern(session, ana, as_ana, pregnant):
    if pregnant:
        Screening.objects.of(ana).update(tags=["pregnancy_load"])

    page = as_ana.get(f"/sessions/{session.pk}/stop/").content.decode()

    in_pregnancy = {"bleeding", "fluid", "contractions", "calf_in_pregnancy", "headache"}
    shown = set(re.findall(r'name="sign" value="(\w+)"', page))
    assert shown == set(SIGNS) - {"other"} - (set() if pregnant else in_pregnancy)


@pytest.mark.parametrize(("sign", "number"), [("chest", "112"), ("calf", "116117")])
def test_stop_shows_the_number_of_the_person_s_country(session, as_ana, sign, number):
    page = as_ana.post(f"/sessions/{session.pk}/stop/", {"sign": sign}).content.decode()

    assert re.findall(r'class="button button--call" href="tel:(\d+)"', page)[0] == number


def test_stopped_session_without_a_set_is_set_aside(session, noon):
    stop_session(session=session, sign="chest", now=noon)

    session.refresh_from_db()
    assert (session.status, session.stopped) == ("discarded", True)


@pytest.mark.parametrize("with_a_set", [True, False])
@pytest.mark.parametrize("hours", [1, 48])
@pytest.mark.parametrize("sign", LOCKING)
def test_stop_is_lifted_by_no_answers_until_a_professional_s_word(
    session, ana, noon, with_a_set, hours, sign
):
    if with_a_set:
        builders.one_set(builders.strength(session)[0], noon)
    stop_session(session=session, sign=sign, now=noon)

    later = noon + timedelta(hours=hours)
    builders.answered(ana, later)
    builders.answered(ana, later)

    closed = clearance(ana, back_state(ana, later.date()))
    next_day = later + timedelta(days=1)
    record_clearance(user=ana, cleared_on=next_day.date(), now=next_day)
    assert closed.needs_a_professional
    assert clearance(ana, back_state(ana, next_day.date())).is_open


def test_stop_is_cleared_by_no_word_on_its_own_day(session, ana, noon):
    stop_session(session=session, sign="calf", now=noon)

    record_clearance(user=ana, cleared_on=noon.date(), now=noon)

    assert clearance(ana, back_state(ana, noon.date())).needs_a_professional


def test_stop_takes_an_earlier_clearance_away(session, ana, noon):
    Screening.objects.of(ana).update(outcome=5, flagged_on=noon.date(), cleared_on=noon.date())

    stop_session(session=session, sign="calf", now=noon)

    found = Screening.objects.of(ana).get()
    assert (found.outcome, found.cleared_on) == (5, None)


def test_stop_lowers_no_graver_outcome_that_is_still_open(session, ana, noon):
    Screening.objects.of(ana).update(outcome=6, flagged_on=noon.date())

    stop_session(session=session, sign="calf", now=noon)

    assert Screening.objects.of(ana).get().outcome == 6


def test_stop_before_any_answers_locks_as_well(session, ana, noon):
    Screening.objects.of(ana).delete()

    stop_session(session=session, sign="calf", now=noon)

    found = Screening.objects.of(ana).get()
    assert (found.outcome, found.flagged_on, found.tags) == (5, noon.date(), [])
    with pytest.raises(StrengthLocked):
        start_session(user=ana, key=new_key(), now=noon + timedelta(days=2))


def test_stop_before_any_answers_leaves_the_questions_to_be_asked(session, ana, as_ana, noon):
    Screening.objects.of(ana).delete()
    stop_session(session=session, sign="calf", now=noon)

    asked = as_ana.get("/start-check/")
    later = noon + timedelta(days=1)
    record_clearance(user=ana, cleared_on=noon.date(), now=later)

    assert "You last answered" not in asked.content.decode()
    assert clearance(ana, back_state(ana, later.date())).due == Due.NEVER_ASKED
    with pytest.raises(CheckDue):
        start_session(user=ana, key=new_key(), now=noon + timedelta(days=2))


def test_stop_is_no_answer_and_brings_no_old_illness_back(session, ana, noon):
    a_year_ago = noon.date() - timedelta(days=365)
    Screening.objects.of(ana).update(answered_on=a_year_ago, waits=True)

    stop_session(session=session, sign="calf", now=noon)
    later = noon + timedelta(days=1)
    record_clearance(user=ana, cleared_on=noon.date(), now=later)

    found = clearance(ana, back_state(ana, later.date()))
    assert (found.lock, found.due) == (None, Due.A_YEAR)


def test_stop_that_arrives_late_counts_on_its_own_day(session, ana, as_ana, noon):
    at = int(noon.timestamp() * 1000)
    headers = {
        "X-Outbox": str(new_key()),
        "X-Outbox-Owner": str(ana.pk),
        "X-Outbox-At": str(at),
        "X-Outbox-Now": str(at + 2 * 24 * 60 * 60 * 1000),
    }

    with time_machine.travel(noon + timedelta(days=2)):
        sent = [
            as_ana.post(f"/sessions/{session.pk}/stop/", {"sign": "calf"}, headers=headers)
            for _twice in range(2)
        ]

    assert [each.headers["X-Outbox-Ack"] for each in sent] == [headers["X-Outbox"]] * 2
    found = Screening.objects.of(ana).get()
    assert (found.outcome, found.flagged_on) == (5, noon.date())


def test_stop_of_a_session_that_was_finished_meanwhile_still_locks(session, ana, as_ana, noon):
    builders.one_set(builders.strength(session)[0], noon)
    finish_session(session=session, rir=3, note="Fine.", now=noon)

    answer = as_ana.post(f"/sessions/{session.pk}/stop/", {"sign": "calf"})

    session.refresh_from_db()
    assert answer.status_code == 200
    assert (session.note, session.rir, session.stopped) == ("Fine.", 3, True)
    assert Screening.objects.of(ana).get().outcome == 5


@pytest.mark.parametrize(
    ("agreed", "says"),
    [(True, "strength training waits for a professional’s word"), (False, "so the plan goes on")],
)
def test_stop_page_says_what_follows(session, ana, as_ana, noon, agreed, says):
    if not agreed:
        withdraw_consent(user=ana, now=noon)

    page = as_ana.get(f"/sessions/{session.pk}/stop/").content.decode()

    assert page.count(says) == 1


@pytest.mark.parametrize("sign", ["chest", "calf", "joint"])
def test_stop_without_consent_keeps_nothing_of_it_and_says_what_to_do(
    session, ana, as_ana, noon, sign
):
    withdraw_consent(user=ana, now=noon)

    page = as_ana.post(f"/sessions/{session.pk}/stop/", {"sign": sign}).content.decode()

    session.refresh_from_db()
    assert (session.stopped, Screening.objects.of(ana).count()) == (False, 0)
    assert TOLD[SIGNS[sign]] in page


def test_stop_of_a_session_that_is_over_is_not_found(session, as_ana, noon):
    stop_session(session=session, sign="chest", now=noon)

    assert as_ana.get(f"/sessions/{session.pk}/stop/").status_code == 404


def test_stop_names_no_sign_in_an_address(session, as_ana):
    answer = as_ana.post(f"/sessions/{session.pk}/stop/", {"sign": "bladder_bowel"}, follow=True)

    assert answer.redirect_chain == []
    assert answer.wsgi_request.get_full_path() == f"/sessions/{session.pk}/stop/"


def test_no_session_starts_after_a_stop(session, ana, noon):
    stop_session(session=session, sign="chest", now=noon)
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
