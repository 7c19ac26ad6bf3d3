"""Notes about a day: one row however often, never a session, and health only with consent."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from routines import actions
from routines.facts.back_state import back_state
from routines.facts.consent import NotAgreed
from routines.facts.day_notes import noted_days, notes_of, with_pauses
from routines.models import DayNote, PlannedSession, Session
from routines.models.last_word import Word
from tests import builders

pytestmark = pytest.mark.django_db


def note(user, now, about, answer="done", *, days_ago=0, minutes=None, word=None):
    day = now.date() - timedelta(days=days_ago)
    return actions.note_day(
        user=user, day=day, about=about, answer=answer, minutes=minutes, now=now, word=word
    )


def choose(user, *habits):
    return actions.choose_habits(user=user, habits=habits)


def test_a_habit_noted_twice_is_one_row_with_the_last_minutes(ana, noon):
    note(ana, noon, "walking", minutes=10)
    note(ana, noon, "walking", minutes=25)

    rows = DayNote.objects.values_list("about", "answer", "minutes", "time_zone")
    assert list(rows) == [("walking", "done", 25, "Europe/Berlin")]


def test_a_note_taken_back_is_gone_and_can_be_noted_again(ana, noon):
    choose(ana, "walking")
    note(ana, noon, "walking", minutes=10)

    note(ana, noon, "walking", "")
    [walking] = notes_of(ana, noon.date()).habits
    assert (walking.is_done, walking.minutes, DayNote.objects.count()) == (False, None, 1)

    note(ana, noon, "walking")
    assert notes_of(ana, noon.date()).habits[0].is_done


def test_an_older_note_that_a_device_sends_late_changes_nothing(ana, noon):
    note(ana, noon, "walking", "")

    earlier = Word(at=noon - timedelta(minutes=5), heard=noon + timedelta(minutes=1))
    found = note(ana, noon + timedelta(minutes=1), "walking", minutes=30, word=earlier)

    assert (found.answer, found.minutes) == ("", None)


def test_habits_are_those_chosen_and_those_done_in_one_order(ana, noon):
    choose(ana, "water", "calf_raises")
    note(ana, noon, "balance")

    found = notes_of(ana, noon.date())

    assert [each.about for each in found.habits] == ["calf_raises", "water", "balance"]
    assert ana.habits == ["calf_raises", "water"]


def test_a_habit_is_no_session_and_moves_no_plan(library, ana, noon):
    builders.plan(ana, noon)
    before = list(PlannedSession.objects.values_list("day", "programme_day"))

    for about in ("calf_raises", "walking", "balance"):
        note(ana, noon, about)
    actions.replan(user=ana, today=noon.date())

    assert Session.objects.count() == 0
    assert list(PlannedSession.objects.values_list("day", "programme_day")) == before


def test_notes_of_the_night_and_the_calves_need_consent_and_go_with_it(ana, noon):
    note(ana, noon, "night", "badly")
    note(ana, noon, "calves", "hurt")
    note(ana, noon, "walking")

    actions.withdraw_consent(user=ana, now=noon)

    assert list(DayNote.objects.values_list("about", flat=True)) == ["walking"]
    for about, answer in (("night", "well"), ("calves", "hurt")):
        with pytest.raises(NotAgreed):
            note(ana, noon, about, answer)
    note(ana, noon, "balance")
    assert DayNote.objects.count() == 2


@pytest.mark.parametrize(
    ("about", "answer", "minutes"),
    [
        ("jumping", "done", None),
        ("walking", "well", None),
        ("night", "done", None),
        ("calves", "badly", None),
        ("balance", "done", 10),
        ("walking", "done", 0),
        ("walking", "done", 601),
    ],
)
def test_the_database_refuses_what_makes_no_sense(ana, noon, about, answer, minutes):
    with pytest.raises(IntegrityError), transaction.atomic():
        DayNote.objects.create(
            user=ana,
            day=noon.date(),
            about=about,
            answer=answer,
            minutes=minutes,
            noted_at=noon,
            time_zone="UTC",
        )


def paused(user, plan, now, *, state="rest", turn="", is_locked=False):
    back = back_state(user, now.date())
    notes = with_pauses(
        notes_of(user, now.date()), plan, back, is_locked=is_locked, state=state, turn=turn
    )
    return {each.about.value: each.pause and each.pause.value for each in notes.habits}


@pytest.fixture
def plan(library, ana, noon):
    choose(ana, "calf_raises", "walking", "balance")
    return builders.plan(ana, noon)


def test_calf_raises_pause_from_the_pain_until_a_morning_without(plan, ana, noon):
    tomorrow, later = noon + timedelta(days=1), noon + timedelta(days=40)
    note(ana, noon, "calves", "hurt")

    assert paused(ana, plan, noon)["calf_raises"] == "calves_hurt"
    assert paused(ana, plan, tomorrow)["calf_raises"] == "calves_hurt"
    assert paused(ana, plan, later)["calf_raises"] == "calves_hurt"

    note(ana, tomorrow, "calves", "fine")
    assert paused(ana, plan, tomorrow) == {"calf_raises": None, "walking": None, "balance": None}


def test_pain_of_the_calves_taken_back_pauses_nothing(plan, ana, noon):
    note(ana, noon, "calves", "hurt", days_ago=1)
    note(ana, noon, "calves", "hurt")

    note(ana, noon, "calves", "")
    assert paused(ana, plan, noon)["calf_raises"] == "calves_hurt"

    note(ana, noon, "calves", "", days_ago=1)
    assert paused(ana, plan, noon)["calf_raises"] is None


def test_calf_raises_that_were_done_all_the_same_do_not_pause(plan, ana, noon):
    note(ana, noon, "calves", "hurt")
    note(ana, noon, "calf_raises")

    assert paused(ana, plan, noon)["calf_raises"] is None


def test_calf_raises_pause_on_the_day_of_a_session_on_one_leg(plan, ana, noon):
    assert paused(ana, plan, noon, state="planned", turn="A")["calf_raises"] is None

    raised = plan.prescriptions.get(programme_day="A", exercise="calf-raise")
    raised.exercise_id = "single-leg-calf-raise"
    raised.save()

    assert paused(ana, plan, noon, state="planned", turn="A")["calf_raises"] == "calf_work"
    assert paused(ana, plan, noon, state="planned", turn="B")["calf_raises"] is None
    assert paused(ana, plan, noon, state="rest")["calf_raises"] is None


def test_calf_raises_pause_on_the_day_of_a_session_with_weight(plan, ana, noon):
    builders.finished(ana, noon)
    assert paused(ana, plan, noon, state="done", turn="A")["calf_raises"] is None

    session = Session.objects.get()
    session.items.filter(exercise="calf-raise").update(load=Decimal(10))

    assert paused(ana, plan, noon, state="done", turn="A")["calf_raises"] == "calf_work"
    next_a = noon + timedelta(days=5)
    assert paused(ana, plan, next_a, state="planned", turn="A")["calf_raises"] == "calf_work"
    assert paused(ana, plan, next_a, state="planned", turn="B")["calf_raises"] is None


def test_a_flare_pauses_calf_raises_alone_and_a_lock_too(plan, ana, noon):
    assert paused(ana, plan, noon, is_locked=True) == {
        "calf_raises": "locked",
        "walking": None,
        "balance": None,
    }
    actions.say_flare(user=ana, kind="said", today=noon.date())
    assert paused(ana, plan, noon) == {"calf_raises": "flare", "walking": None, "balance": None}


def test_days_with_notes_come_newest_first_and_taken_back_ones_not_at_all(ana, bo, noon):
    note(ana, noon, "walking", days_ago=2, minutes=20)
    note(ana, noon, "night", "well", days_ago=2)
    note(ana, noon, "calf_raises")
    note(ana, noon, "balance", days_ago=1)
    note(ana, noon, "balance", "", days_ago=1)
    note(bo, noon, "balance", days_ago=1)

    found = noted_days(ana, noon.date() - timedelta(days=6), noon.date())

    assert [(each.day.day, [of.about for of in each.notes]) for each in found] == [
        (4, ["calf_raises"]),
        (2, ["walking", "night"]),
    ]


def test_notes_of_a_day_are_one_query_and_the_calf_work_another(
    plan, ana, noon, django_assert_num_queries
):
    note(ana, noon, "walking", days_ago=1)
    back = back_state(ana, noon.date())

    with django_assert_num_queries(1):
        notes = notes_of(ana, noon.date())
    with django_assert_num_queries(0):
        with_pauses(notes, plan, back, is_locked=False, state="rest", turn="")
    with django_assert_num_queries(1):
        with_pauses(notes, plan, back, is_locked=False, state="planned", turn="A")
