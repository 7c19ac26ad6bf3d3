"""Guests who never came back go; everybody else stays."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from accounts import actions as accounts
from accounts.actions import start_as_guest
from accounts.keys import new_key
from accounts.models import BrowserSession, User
from accounts.sessions import LASTS
from history.models import Activity
from routines.actions.mornings import record_morning
from routines.facts.personal_data import owned_models
from routines.models import DayNote, Session
from tests import builders
from tests.conftest import NOON
from upkeep import guests
from upkeep.turn import Turn

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def turn(now=NOON):
    made = Turn(now=now, clock=lambda: now, holder="one")
    made.renew()
    return made


def visited(user, when):
    """Give the person a browser that was here last at this moment."""
    BrowserSession.objects.create(
        session_key=new_key().hex, session_data="", expire_date=when + LASTS, user=user
    )


@pytest.fixture(autouse=True)
def _somebody_is_here(bo):
    visited(bo, NOON)


@pytest.fixture
def guest(library):
    """A guest who joined, and was here last, a number of days ago."""

    def make(joined, seen=None):
        person = start_as_guest(time_zone="Europe/Berlin")
        User.objects.filter(pk=person.pk).update(joined_at=NOON - joined * DAY)
        if seen is not None:
            visited(person, NOON - seen * DAY)
        person.refresh_from_db()
        return person

    return make


def is_gone(person, now=NOON):
    guests.forget_guests(turn(now))
    return not User.objects.filter(pk=person.pk).exists()


# --- without a log ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("joined", "seen", "goes"),
    [
        (31, 31, True),
        (31, None, True),
        (29, 29, False),
        (31, 29, False),
        (400, 29, False),
        (400, 0, False),
        (400, 31, True),
        (31, 0, False),
        (0, 0, False),
    ],
)
def test_guest_who_logged_nothing_goes_thirty_days_after_the_last_visit(guest, joined, seen, goes):
    assert is_gone(guest(joined, seen)) is goes


@pytest.mark.parametrize(("asked", "goes"), [(29, False), (31, True)])
def test_log_that_may_come_along_into_an_account_stays(guest, bo, asked, goes):
    person = guest(400, 100)
    accounts.wait_for_answer(guest=person, user=bo, now=NOON - asked * DAY)

    assert is_gone(person) is goes


def with_plan(person, now):
    builders.answered(person, now)
    builders.plan(person, now)


def with_running_session(person, now):
    with_plan(person, now)
    builders.session(person, now)


def with_a_set(person, now):
    with_plan(person, now)
    builders.finished(person, now)


def with_a_set_that_was_removed(person, now):
    with_a_set(person, now)
    Session.objects.filter(user=person).update(removed_at=now)


def with_a_morning(person, now):
    builders.answered(person, now)
    record_morning(user=person, day=now.date(), pain=1, sore=False, today=now.date(), now=now)


def with_a_walk(person, now):
    Activity.objects.create(user=person, day=date(2026, 1, 7), kind="walk")


def with_a_habit(person, now):
    DayNote.objects.create(user=person, day=date(2026, 1, 7), about="walking", noted_at=now)


def with_an_exercise(person, now):
    builders.own_exercise(person)


@pytest.mark.parametrize(
    ("did", "goes"),
    [
        (with_plan, True),
        (with_running_session, False),
        (with_a_set, False),
        (with_a_set_that_was_removed, False),
        (with_a_morning, False),
        (with_a_walk, False),
        (with_a_habit, False),
        (with_an_exercise, False),
    ],
)
def test_guest_who_logged_something_stays_longer_than_thirty_days(guest, did, goes):
    person = guest(60, 56)
    did(person, NOON - 56 * DAY)  # a Wednesday, too

    assert is_gone(person) is goes


def test_every_row_of_a_person_is_a_log_or_a_plan():
    """A new kind of row: does a guest who has nothing else lose something that was put down?"""
    plans = {
        *("Agreement", "CalendarFeed", "DayMark", "ItemSums", "NormGroup", "Plan", "PlanChange"),
        *("PlannedSession", "Prescription", "ProfessionalCheck", "PushSubscription", "Received"),
        *("Reminder", "ReminderSetting", "ReportLink", "Routine", "Screening", "Session"),
        *("SessionItem", "Share", "SkippedTest", "StoredCheckpoint", "TargetOverride"),
    }

    # What is on its way in is neither.
    names = {each.__name__ for each in owned_models() if each._meta.app_label != "exchange"}
    assert names - plans == {model.__name__ for model in guests.LOGGED}


# --- a year -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trained", "seen", "goes"),
    [
        (366, 366, True),
        (366, None, True),
        (366, 364, False),
        (366, 0, False),
        (364, None, False),
    ],
)
def test_guest_with_a_log_goes_a_year_after_the_last_visit(guest, trained, seen, goes):
    person = guest(500, seen)
    builders.done_on(person, NOON - trained * DAY)
    with_a_habit(person, NOON)

    assert is_gone(person) is goes


def test_guest_whose_session_runs_for_a_year_without_a_visit_goes(guest):
    person = guest(500, 366)
    with_running_session(person, NOON - 371 * DAY)

    assert is_gone(person)


def test_guest_s_log_goes_as_a_whole(guest):
    person = guest(500, 366)
    with_a_set(person, NOON - 371 * DAY)

    assert guests.forget_guests(turn()) == {"deleted": 1}
    counts = {
        each.__name__: each._default_manager.filter(user=person.pk).count()
        for each in owned_models()
    }
    assert counts == dict.fromkeys(counts, 0)


# --- who stays for ever -------------------------------------------------------------------------


def test_account_never_goes(ana):
    User.objects.filter(pk=ana.pk).update(joined_at=NOON - 4000 * DAY)

    assert not is_gone(ana)


def test_guest_who_made_an_account_stays(guest):
    person = guest(31, 31)
    accounts.claim(user=person, email="ana@example.org", password=builders.PASSWORD)

    assert not is_gone(person)


def test_guest_who_comes_back_while_guests_go_stays(guest, monkeypatch):
    person = guest(31, 31)
    lock = guests.lock_person

    def come_back(key):
        visited(person, NOON)
        lock(key)

    monkeypatch.setattr(guests, "lock_person", come_back)

    assert guests.forget_guests(turn()) == {"deleted": 0}


def test_guest_who_deletes_everything_while_guests_go_is_no_fault(guest, monkeypatch):
    person = guest(31, 31)
    lock = guests.lock_person

    def leave(key):
        User.objects.filter(pk=person.pk).delete()
        lock(key)

    monkeypatch.setattr(guests, "lock_person", leave)

    assert guests.forget_guests(turn()) == {"deleted": 0}


def test_clock_that_jumps_ahead_ends_nobody_s_log(guest):
    """Judged by the last visit of anybody, ten years before."""
    person = guest(20, 20)
    with_a_set(person, NOON - 21 * DAY)

    assert not is_gone(person, NOON + 3650 * DAY)


def test_many_guests_go_in_more_than_one_tick(guest, monkeypatch):
    monkeypatch.setattr(guests, "MOST", 2)
    for _ in range(5):
        guest(31, 31)

    told = [guests.forget_guests(turn()) for _ in range(4)]

    assert told == [{"deleted": 2}, {"deleted": 2}, {"deleted": 1}, {"deleted": 0}]


# --- visits and pages ---------------------------------------------------------------------------


def test_visit_renews_the_log_in_once_a_day_of_an_account_too(noon, ana, as_ana):
    row, minute = BrowserSession.objects.filter(user=ana), timedelta(minutes=1)
    row.update(expire_date=noon + LASTS - DAY + minute)
    within_a_day = as_ana.get("/settings/")
    before = row.get().expire_date
    row.update(expire_date=noon + LASTS - DAY - minute)

    answer = as_ana.get("/settings/")

    assert "sessionid" not in within_a_day.cookies
    assert before == noon + LASTS - DAY + minute
    assert answer.cookies["sessionid"]["max-age"] == LASTS.total_seconds()
    assert row.get().expire_date >= noon + LASTS


def test_guest_who_comes_by_each_month_is_never_deleted(guest):
    person, browser = guest(0), Client()
    visited(User.objects.get(email="bo@example.org"), NOON + 1000 * DAY)
    with time_machine.travel(NOON):
        browser.force_login(person)

    for month in range(1, 25):
        now = NOON + 29 * month * DAY
        with time_machine.travel(now):
            assert browser.get("/settings/").status_code == 200
        assert not is_gone(person, now)


@pytest.mark.parametrize("path", ["/settings/", "/today/"])
def test_guest_is_told_when_the_log_goes_and_an_account_is_not(library, noon, as_ana, ana, path):
    person, browser, told = builders.guest(), Client(), "30 days"
    for each in (person, ana):
        builders.plan(each, noon)
    browser.force_login(person)

    pages = [client.get(path).content.decode() for client in (browser, as_ana)]

    assert [told in page for page in pages] == [True, False]
