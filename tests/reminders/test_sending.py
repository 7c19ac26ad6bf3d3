"""Reminders by mail: who gets one, when, and what happens if sending fails."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from smtplib import SMTPServerDisconnected

import pytest

from accounts.actions import wait_for_answer
from reminders import actions, sending
from reminders.models import Progress, Reminder, ReminderSetting
from reminders.planning.kinds import Kind, Via
from routines.actions.merge import merge_guest
from routines.actions.mornings import say_flare
from routines.actions.plan import answer_offer
from routines.actions.plan_changes import change_plan
from routines.facts.offers import OfferKind
from routines.facts.plan_changes import marks_for
from routines.models import Agreement, DayMark, Mark, PlannedSession, Session
from tests import builders

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)
EIGHT = datetime(2026, 3, 6, 7, 0, tzinfo=UTC)  # on Friday in Berlin, with a session planned


@pytest.fixture
def subjects(mailoutbox):
    return lambda: [each.subject for each in mailoutbox]


def days_of(user):
    return list(PlannedSession.objects.of(user).values_list("day", flat=True)[:3])


def test_nobody_gets_what_they_did_not_switch_on(planned, tick, subjects, wants, ana):
    assert tick(EIGHT) == {}

    wants(ana, Kind.MORNING, time(7))
    assert tick(EIGHT) == {}
    assert subjects() == []


def test_planned_day_is_reminded_of_at_its_time_once(planned, wants, tick, subjects, ana):
    assert FRIDAY in days_of(ana)
    wants(ana)

    assert tick(EIGHT - MINUTE) == {}
    assert tick(EIGHT) == {"handed_over": 1}
    assert tick(EIGHT) == {}
    assert tick(EIGHT + MINUTE) == {}
    assert subjects() == ["Today is a planned day"]
    assert tick(EIGHT + DAY) == {}


def test_reminder_that_is_late_comes_within_three_hours(planned, wants, tick, ana):
    wants(ana)

    assert tick(EIGHT + 3 * HOUR - MINUTE) == {"handed_over": 1}


def test_reminder_that_is_too_late_is_dropped(planned, wants, tick, ana):
    wants(ana)

    assert tick(EIGHT + 3 * HOUR) == {}
    assert ReminderSetting.objects.get().next_at == EIGHT + DAY


def test_what_is_switched_on_after_its_time_begins_the_next_day(planned, wants, tick, ana):
    wants(ana, now=EIGHT + MINUTE)

    assert tick(EIGHT + 2 * MINUTE) == {}


def test_begun_session_is_not_reminded_of(planned, wants, tick, ana):
    wants(ana)
    builders.session(ana, EIGHT - HOUR)

    assert tick(EIGHT) == {}


@pytest.mark.parametrize(
    ("days", "found"), [(1, {}), (2, {"handed_over": 1}), (40, {"handed_over": 1})]
)
def test_session_that_still_runs_from_the_day_before_keeps_the_day_quiet_and_no_older_one(
    planned, wants, tick, ana, noon, days, found
):
    wants(ana)
    builders.session(ana, noon)
    Session.objects.update(local_date=FRIDAY - days * DAY)

    assert tick(EIGHT) == found


def test_day_with_a_session_done_is_not_reminded_of(planned, wants, tick, ana):
    wants(ana)
    builders.finished(ana, EIGHT - HOUR)

    assert tick(EIGHT) == {}


def test_moved_session_is_reminded_of_on_its_new_day(planned, wants, tick, ana, noon):
    wants(ana)
    moved = marks_for("move", day=FRIDAY, to=FRIDAY + DAY)
    change_plan(user=ana, marks=moved, today=noon.date(), now=noon)

    assert tick(EIGHT) == {}
    assert tick(EIGHT + DAY) == {"handed_over": 1}


def test_session_that_moves_after_its_reminder_is_reminded_of_again_on_its_new_day(
    planned, wants, tick, ana
):
    wants(ana)
    tick(EIGHT)
    moved = marks_for("move", day=FRIDAY, to=FRIDAY + DAY)
    change_plan(user=ana, marks=moved, today=FRIDAY, now=EIGHT + HOUR)

    assert tick(EIGHT + DAY) == {"handed_over": 1}
    assert [each.day for each in Reminder.objects.order_by("day")] == [FRIDAY, FRIDAY + DAY]


@pytest.mark.parametrize("mark", [Mark.AWAY, Mark.ILL])
@pytest.mark.parametrize("kind", Kind)
def test_nothing_comes_on_days_away_or_ill(planned, wants, tick, ana, mark, kind):
    for each in Kind:
        wants(ana, each)
    # As it may be brought along; the app itself plans no session on such a day.
    DayMark.objects.create(user=ana, day=FRIDAY, mark=mark)

    assert tick(EIGHT) == {}


def test_flare_up_makes_the_words_gentler(planned, wants, tick, subjects, ana):
    wants(ana)
    say_flare(user=ana, kind="said", today=FRIDAY)

    assert tick(EIGHT) == {"handed_over": 1}
    assert subjects() == ["Today may be an easy day"]


def test_morning_after_a_session_is_asked_about(planned, wants, tick, subjects, ana, noon):
    wants(ana, Kind.MORNING)
    builders.finished(ana, noon)
    thursday = EIGHT - DAY

    assert tick(thursday) == {"handed_over": 1}
    assert tick(EIGHT) == {}
    assert subjects() == ["Good morning"]


def test_without_consent_no_morning_is_asked_about(planned, wants, tick, ana, noon):
    wants(ana, Kind.MORNING)
    builders.finished(ana, noon)
    Agreement.objects.update(withdrawn_at=noon)

    assert tick(EIGHT - DAY) == {}


def test_missed_session_is_told_once_with_a_day_that_fits(
    library, wants, tick, subjects, ana, noon
):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[0, 3])
    wants(ana, Kind.MISSED)

    assert tick(EIGHT - DAY) == {}
    assert tick(EIGHT) == {"handed_over": 1}  # on Friday, of Thursday's
    assert tick(EIGHT + DAY) == {}
    assert subjects() == ["Today still fits"]


def test_missed_session_that_fits_nowhere_is_not_told(planned, wants, tick, ana):
    """On three days a week, every day left is beside another."""
    wants(ana, Kind.MISSED)

    assert [tick(EIGHT + days * DAY) for days in range(-1, 3)] == [{}] * 4


def test_tests_wait_while_today_offers_something_about_the_plan(
    library, wants, tick, subjects, ana, noon
):
    plan = builders.plan(ana, noon, sessions_per_week=2)
    plan.wants_three = True
    plan.save()
    wants(ana, Kind.TESTS)

    def days(first, last):
        """Train on the planned days, and remind on the others."""
        told = []
        for morning in (EIGHT + number * DAY for number in range(first, last)):
            if PlannedSession.objects.of(ana).filter(day=morning.date()).exists():
                builders.done_on(ana, morning)
            else:
                told.append(tick(morning))
        return told

    assert [each for each in days(-1, 20) if each] == []
    answer_offer(plan=plan, offer=OfferKind.THIRD, wanted=False, today=EIGHT.date() + 19 * DAY)
    assert [each for each in days(20, 27) if each] == [{"handed_over": 1}]
    assert subjects() == ["Something to measure is due"]


def test_ticks_send_to_a_closed_account_nothing(planned, wants, tick, ana):
    wants(ana)
    ana.is_active = False
    ana.save()

    assert tick(EIGHT) == {}


# --- when sending fails -------------------------------------------------------------------------


def test_failed_mail_is_tried_again_after_one_five_and_fifteen_minutes(
    planned, wants, tick, subjects, failing, ana
):
    wants(ana)
    failing += [SMTPServerDisconnected("gone"), OSError("down"), TimeoutError("slow")]

    tried = [tick(EIGHT + minutes * MINUTE) for minutes in range(25)]

    assert [minute for minute, told in enumerate(tried) if told] == [0, 1, 6, 21]
    assert [told for told in tried if told] == [*[{"waiting": 1}] * 3, {"handed_over": 1}]
    assert subjects() == ["Today is a planned day"]


def test_mail_is_given_up_after_four_tries(planned, wants, tick, subjects, failing, ana):
    wants(ana)
    failing += [OSError("down")] * 10

    for minutes in range(170):
        tick(EIGHT + minutes * MINUTE)

    reminder = Reminder.objects.get()
    assert (reminder.progress, reminder.tries) == (Progress.GIVEN_UP, 4)
    assert subjects() == []


def test_mail_that_waits_is_called_off_when_the_session_begins(
    planned, wants, tick, subjects, failing, ana
):
    wants(ana)
    failing += [OSError("down")]
    tick(EIGHT)

    builders.session(ana, EIGHT)

    assert tick(EIGHT + MINUTE) == {"not_needed": 1}
    assert subjects() == []


def test_mail_that_waits_is_called_off_by_its_stop(planned, wants, tick, subjects, failing, ana):
    wants(ana)
    failing += [OSError("down")]
    tick(EIGHT)

    actions.stop_mails(user_id=ana.pk, kind=Kind.TRAINING)

    assert tick(EIGHT + MINUTE) == {}
    assert Reminder.objects.get().progress == Progress.NOT_NEEDED


@pytest.fixture
def power_cut_at(monkeypatch):
    """A process that ends where a step of sending would begin."""

    class PowerCutError(BaseException):
        pass

    def cut(**_step):
        raise PowerCutError

    @contextmanager
    def cut_at(step):
        with monkeypatch.context() as patched:
            patched.setattr(sending.actions, step, cut)
            with pytest.raises(PowerCutError):
                yield

    return cut_at


def test_crash_before_sending_loses_nothing(planned, wants, tick, subjects, ana, power_cut_at):
    wants(ana)

    with power_cut_at("begin_to_send"):
        tick(EIGHT)
    assert Reminder.objects.get().progress == Progress.WAITING

    assert tick(EIGHT + MINUTE) == {"handed_over": 1}
    assert subjects() == ["Today is a planned day"]


def test_of_two_machines_that_find_a_reminder_waiting_one_sends_it(
    planned, wants, tick, failing, ana
):
    wants(ana)
    failing += [OSError("down")]
    tick(EIGHT)
    one, two = Reminder.objects.get(), Reminder.objects.get()

    assert actions.begin_to_send(reminder=one, now=EIGHT + MINUTE)
    assert not actions.begin_to_send(reminder=two, now=EIGHT + MINUTE)
    assert (one.tries, two.tries) == (2, 1)


def test_crash_while_sending_sends_nothing_twice(planned, wants, tick, subjects, ana, power_cut_at):
    wants(ana)

    with power_cut_at("note_outcome"):
        tick(EIGHT)

    later = [tick(EIGHT + minutes * MINUTE) for minutes in range(1, 30)]
    assert [told for told in later if told] == [{"unknown": 1}]
    assert subjects() == ["Today is a planned day"]
    assert Reminder.objects.get().progress == Progress.UNKNOWN


# --- what is kept -------------------------------------------------------------------------------


def test_guest_gets_no_mail(library, noon, wants, tick, subjects):
    guest = builders.guest()
    builders.plan(guest, noon)

    row = wants(guest, by_mail=True)

    assert (row.by_mail, row.next_at) == (False, None)
    assert tick(EIGHT) == {}


def test_guest_s_reminders_come_along_where_the_account_has_none_on(library, noon, wants, ana):
    guest = builders.guest()
    for kind in (Kind.TRAINING, Kind.MORNING, Kind.MISSED):
        wants(guest, kind, time(9), by_push=True)
    wants(ana, Kind.TRAINING, time(7))
    wants(ana, Kind.MORNING, time(7), by_mail=False)
    wait_for_answer(guest=guest, user=ana, now=noon)

    merge_guest(guest=guest, user=ana, keeps_guests_plan=False, now=noon)

    rows = ReminderSetting.objects.order_by("kind").values_list("user", "kind", "at", "by_push")
    assert list(rows) == [
        (ana.pk, "missed", time(9), True),
        (ana.pk, "morning", time(9), True),
        # At the account's time, and on the guest's phone, too.
        (ana.pk, "training", time(7), True),
    ]


def test_reminder_of_a_guest_is_not_repeated_by_the_account(library, noon, wants, tick, ana):
    guest = builders.guest()
    builders.plan(guest, noon)
    wants(guest, by_push=True)
    wants(ana, at=time(8, 1))
    assert tick(EIGHT) == {"nowhere": 1}
    wait_for_answer(guest=guest, user=ana, now=EIGHT)

    merge_guest(guest=guest, user=ana, keeps_guests_plan=True, now=EIGHT)

    assert FRIDAY in days_of(ana)
    assert tick(EIGHT + MINUTE) == {}


def test_reminders_are_forgotten_after_two_weeks(planned, wants, tick, ana):
    wants(ana)
    tick(EIGHT)

    assert actions.forget_reminders(now=EIGHT + 13 * DAY, most=10) == 0
    assert actions.forget_reminders(now=EIGHT + 15 * DAY, most=10) == 1


def test_both_ways_are_two_reminders(planned, wants, tick, ana):
    wants(ana, by_push=True)

    assert tick(EIGHT) == {"handed_over": 1, "nowhere": 1}
    assert set(Reminder.objects.values_list("via", flat=True)) == set(Via)


def test_queries_do_not_grow_with_people_who_have_nothing_to_do(
    planned, wants, ana, bo, noon, django_assert_num_queries, tick
):
    wants(ana)
    saturday = EIGHT + DAY
    tick(EIGHT)
    with django_assert_num_queries(11):
        tick(saturday)

    wants(bo, now=saturday)
    builders.plan(bo, noon)
    with django_assert_num_queries(11):
        tick(saturday + DAY)
