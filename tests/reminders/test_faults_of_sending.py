"""Reminders when something fails: the mail server, one person's rows, the clock; and when a person
stops them in that moment."""

from contextlib import nullcontext
from datetime import UTC, datetime, time, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
import time_machine

from accounts.models import User
from reminders import actions, sending
from reminders.channels import NotBefore, Outcome
from reminders.models import Progress, Reminder, ReminderSetting
from reminders.planning.kinds import Kind, Via
from reminders.planning.occasions import Day
from tests import builders

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
EIGHT = datetime(2026, 3, 6, 7, 0, tzinfo=UTC)  # on Friday in Berlin, with a session planned


class Clock:
    """Shows the moments one after the other, and then the last one; not for ever."""

    def __init__(self, *moments):
        self.moments, self.read = list(moments), 0

    def __call__(self):
        self.read += 1
        assert self.read < 200
        return self.moments.pop(0) if len(self.moments) > 1 else self.moments[0]

    def go_on(self, by):
        self.moments = [self.moments[0] + by]


@pytest.fixture
def round_with(monkeypatch):
    """Do a round by a clock, with `send` in place of the mail server."""

    def played(clock, send):
        channels = {Via.MAIL: send}
        monkeypatch.setattr(sending, "open_channels", lambda _clock: nullcontext(channels))
        with time_machine.travel(EIGHT, tick=False):
            return +sending.remind(clock=clock, renew=lambda: None)

    return played


@pytest.fixture
def people(library, noon, wants):
    """Nine people who want to be reminded at eight."""
    found = [builders.person(f"p{number}") for number in range(9)]
    for each in found:
        builders.plan(each, noon)
        wants(each)
    return found


# --- the mail server ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [SMTPDataError(451, b"try again"), SMTPRecipientsRefused({"a": (450, b"busy")})],
    ids=["mail", "address"],
)
def test_mail_that_the_server_refuses_is_tried_again(planned, wants, tick, breaking, ana, answer):
    wants(ana)
    breaking += [answer]

    assert [tick(EIGHT), tick(EIGHT + MINUTE)] == [{"waiting": 1}, {"handed_over": 1}]


def test_without_a_mail_server_nothing_is_sent_nor_printed(
    planned, wants, tick, mailoutbox, ana, settings
):
    wants(ana)
    update = {"BACKHEALTH_SMTP_HOST": None}
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=update)

    assert tick(EIGHT) == {"nowhere": 1}
    assert mailoutbox == []


@pytest.mark.parametrize("fault", [SMTPServerDisconnected("timed out"), TimeoutError("slow")])
def test_mail_that_the_server_may_have_taken_is_not_sent_again(
    planned, wants, tick, mailoutbox, breaking, ana, fault
):
    wants(ana)
    breaking += [fault]

    assert tick(EIGHT) == {"unknown": 1}
    assert [tick(EIGHT + minutes * MINUTE) for minutes in range(1, 30)] == [{}] * 29
    assert mailoutbox == []


def test_mail_server_that_was_silent_three_times_is_not_asked_again_in_a_round(
    people, tick, failing
):
    failing += [TimeoutError("slow")] * 9

    assert (tick(EIGHT), len(failing)) == ({"waiting": 9}, 6)
    assert (tick(EIGHT + MINUTE), len(failing)) == ({"waiting": 9}, 3)


def test_answer_of_the_mail_server_ends_a_row_of_silences(people, tick, failing, breaking):
    silent, answer = TimeoutError("slow"), SMTPDataError(451, b"try again")
    failing += [silent, silent, None, silent, silent, silent, silent]
    breaking += [answer]

    assert (tick(EIGHT), len(failing)) == ({"waiting": 9}, 1)


def test_round_ends_after_five_minutes_and_the_next_goes_on(people, round_with):
    clock = Clock(EIGHT)

    def send_slowly(_user, _message):
        clock.go_on(2 * MINUTE)
        return Outcome.HANDED_OVER

    assert [round_with(clock, send_slowly) for _ in range(4)] == [*[{"handed_over": 3}] * 3, {}]


def test_round_that_tries_again_ends_after_five_minutes(people, round_with):
    clock = Clock(EIGHT)
    round_with(clock, lambda *_message: Outcome.LATER)
    clock.go_on(MINUTE)

    def send_slowly(_user, _message):
        clock.go_on(2 * MINUTE)
        return Outcome.HANDED_OVER

    assert [round_with(clock, send_slowly) for _ in range(4)] == [*[{"handed_over": 3}] * 3, {}]


def test_outcome_is_written_only_while_it_is_waited_for(planned, wants, round_with, ana):
    wants(ana)

    def send_late(_user, _message):
        assert actions.forget_those_under_way(now=EIGHT + HOUR) == 1
        return Outcome.LATER

    round_with(Clock(EIGHT), send_late)

    assert Reminder.objects.get().progress == Progress.UNKNOWN


def test_provider_that_asked_to_wait_is_tried_when_it_said(planned, wants, round_with, ana):
    wants(ana)
    said = EIGHT + timedelta(minutes=30)

    round_with(Clock(EIGHT), lambda *_message: NotBefore(said))
    assert Reminder.objects.get().try_at == said

    round_with(Clock(said), lambda *_message: NotBefore(said))
    assert Reminder.objects.get().try_at == said + 5 * MINUTE
    round_with(Clock(said + HOUR), lambda *_message: NotBefore(EIGHT + 3 * HOUR))
    assert Reminder.objects.get().progress == Progress.GIVEN_UP


def test_reminder_of_tests_that_never_arrived_is_not_the_last(
    planned, wants, round_with, ana, monkeypatch
):
    wants(ana, Kind.TESTS)
    monkeypatch.setattr(sending, "day_of", lambda _user, day, _kind: Day(today=day, has_test=True))
    thursday, saturday, sunday = EIGHT - DAY, EIGHT + DAY, EIGHT + 2 * DAY

    assert round_with(Clock(thursday), lambda *_message: Outcome.NOBODY) == {"nowhere": 1}
    assert round_with(Clock(saturday), lambda *_message: Outcome.UNKNOWN) == {"unknown": 1}
    assert round_with(Clock(sunday), lambda *_message: Outcome.HANDED_OVER) == {}
    assert ReminderSetting.objects.get().told_on == saturday.date()


# --- a stop in that moment ----------------------------------------------------------------------


def test_stop_counts_for_people_of_the_same_batch(people, round_with):
    told = []

    def send(user, _message):
        told.append(user)
        for each in people:
            actions.stop_mails(user_id=each.pk, kind=None)
        return Outcome.HANDED_OVER

    assert round_with(Clock(EIGHT), send) == {"handed_over": 1}
    assert len(told) == 1
    waits = Reminder.objects.exclude(user=told[0]).values_list("progress", flat=True)
    assert list(waits) == [Progress.NOT_NEEDED] * 8


def test_stop_while_a_mail_is_under_way_calls_off_the_next_try(planned, wants, round_with, ana):
    wants(ana)

    def stop_and_fail(user, _message):
        actions.stop_mails(user_id=user.pk, kind=Kind.TRAINING)
        return Outcome.LATER

    assert round_with(Clock(EIGHT), stop_and_fail) == {"waiting": 1}
    assert round_with(Clock(EIGHT + MINUTE), stop_and_fail) == {}
    assert Reminder.objects.get().progress == Progress.NOT_NEEDED


def test_mail_goes_to_the_address_of_the_moment_and_to_no_closed_account(people, round_with):
    told = []

    def send(user, _message):
        told.append(user.email)
        User.objects.filter(email="p0@example.org").update(email="new0@example.org")
        User.objects.filter(email="p1@example.org").update(email="new1@example.org")
        others = [f"p{number}@example.org" for number in range(2, 9)]
        User.objects.filter(email__in=others).update(is_active=False)
        return Outcome.HANDED_OVER

    round_with(Clock(EIGHT), send)

    assert {"new0@example.org", "new1@example.org"} & set(told)
    assert len(told) <= 3


# --- one person's rows --------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["day_of", "make_reminders"])
def test_fault_with_one_person_keeps_nobody_else_from_a_reminder_nor_that_one_for_long(
    planned, wants, tick, mailoutbox, ana, bo, noon, monkeypatch, caplog, step
):
    builders.plan(bo, noon)
    for each in (ana, bo):
        wants(each)
    place = sending if step == "day_of" else actions
    sound = getattr(place, step)

    def breaks_for_ana(*given, **named):
        if ana in (*given, getattr(named.get("setting"), "user", None)):
            raise ZeroDivisionError
        return sound(*given, **named)

    with monkeypatch.context() as broken:
        broken.setattr(place, step, breaks_for_ana)
        assert tick(EIGHT) == {"handed_over": 1, "failed": 1}
        assert tick(EIGHT + MINUTE) == {"failed": 1}

    assert [each.to for each in mailoutbox] == [[bo.email]]
    assert "a reminder failed: ZeroDivisionError at breaks_for_ana" in caplog.text
    assert tick(EIGHT + 2 * MINUTE) == {"handed_over": 1}
    assert tick(EIGHT + 3 * MINUTE) == {}


@pytest.mark.parametrize(
    "rows_of",
    [lambda user: User.objects.filter(pk=user.pk), ReminderSetting.objects.of],
    ids=["person", "setting"],
)
def test_time_zone_that_only_another_machine_knows_keeps_nobody_from_a_reminder(
    planned, wants, tick, mailoutbox, ana, bo, noon, rows_of
):
    builders.plan(bo, noon)
    for each in (ana, bo):
        wants(each)
    rows_of(ana).update(time_zone="Antarctica/Newly_Found")
    sending.mend_moments(now=EIGHT - HOUR, renew=lambda: None)

    tick(EIGHT)
    tick(EIGHT + HOUR)

    assert bo.email in [to for each in mailoutbox for to in each.to]
    assert ReminderSetting.objects.filter(next_at__gt=EIGHT).count() == 2


def test_fault_that_stays_is_over_with_the_day(planned, wants, tick, ana, monkeypatch):
    wants(ana)
    monkeypatch.setattr(sending, "day_of", lambda *_day: 1 / 0)
    tick(EIGHT)

    assert tick(EIGHT + 3 * HOUR) == {}
    assert ReminderSetting.objects.get().next_at == EIGHT + DAY


# --- the clock ----------------------------------------------------------------------------------


def test_clock_that_ran_ahead_silences_nobody_once_it_is_right(planned, wants, tick, ana):
    wants(ana)
    tick(EIGHT + 30 * DAY)
    assert ReminderSetting.objects.get().next_at > EIGHT + 29 * DAY

    now = EIGHT - HOUR
    told = sending.mend_moments(now=now, renew=lambda: None)

    assert told == {"moved": 1}
    assert tick(EIGHT) == {"handed_over": 1}
    assert sending.mend_moments(now=EIGHT, renew=lambda: None) == {}


@pytest.mark.parametrize("after", [-30 * MINUTE, 30 * MINUTE])
def test_time_that_a_clock_passed_over_by_hours_comes_once_it_is_set_back(
    planned, wants, tick, ana, after
):
    wants(ana)
    assert tick(EIGHT + 4 * HOUR) == {}

    assert sending.mend_moments(now=EIGHT + after, renew=lambda: None) == {"moved": 1}
    assert sending.mend_moments(now=EIGHT + after, renew=lambda: None) == {}
    told = [tick(EIGHT + minutes * MINUTE) for minutes in (0, 31, 32)]
    assert [each for each in told if each] == [{"handed_over": 1}]


def test_clock_that_ran_ahead_when_a_reminder_was_chosen_silences_nobody(planned, wants, tick, ana):
    wants(ana, now=EIGHT + 9 * DAY)

    sending.mend_moments(now=EIGHT - HOUR, renew=lambda: None)

    assert tick(EIGHT) == {"handed_over": 1}


def test_clock_that_is_set_back_during_a_round_lets_it_end(planned, wants, round_with, ana):
    wants(ana, at=time(8))
    clock = Clock(EIGHT, EIGHT - HOUR)

    round_with(clock, lambda *_message: Outcome.HANDED_OVER)

    assert ReminderSetting.objects.get().next_at == EIGHT + DAY
