"""The calendar's link, and the days that the calendar contains."""

import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from accounts.keys import new_key
from accounts.models import User
from routines.actions.calendar_feed import choose_feed_entries, replace_feed_link, switch_off_feed
from routines.actions.plan_changes import change_plan
from routines.actions.session import finish_session, write_down_session
from routines.facts.calendar_entries import entries
from routines.facts.plan_changes import marks_for
from routines.models import CalendarFeed, PlannedSession, Session
from tests import builders
from tests.routines.calendars import TODAY, events, feed_of, move, shown, versions

SIX = time(18)


@pytest.fixture
def plan(library, ana, noon):
    """Monday, Wednesday, Friday, from today on."""
    return builders.plan(ana, noon)


# --- the link -----------------------------------------------------------------------------------


def test_make_feed_twice_keeps_the_link_and_takes_the_new_choices(ana, noon):
    first = feed_of(ana, noon)

    second = feed_of(ana, noon, with_rest_days=True, starts_at=SIX)

    assert (second.pk, second.token) == (first.pk, first.token)
    assert CalendarFeed.objects.values_list("with_rest_days", "starts_at").get() == (True, SIX)


def test_link_is_32_random_bytes_in_small_letters(ana, bo, noon):
    tokens = {feed_of(user, noon).token for user in (ana, bo)}

    assert len(tokens) == 2
    assert [token for token in tokens if not re.fullmatch(r"[0-9a-f]{64}", token)] == []


def test_link_is_not_in_the_row_s_own_words(ana, noon):
    feed = feed_of(ana, noon)

    assert str(feed) == f"calendar of {ana.pk}"


def test_choose_entries_keeps_the_link_and_leaves_others_alone(ana, bo, noon):
    mine, other = feed_of(ana, noon), feed_of(bo, noon)
    later = noon + timedelta(hours=1)

    choose_feed_entries(user=ana, with_rest_days=True, starts_at=SIX, now=later)

    mine.refresh_from_db()
    assert (mine.token, mine.with_rest_days, mine.starts_at, mine.made_at) == (
        CalendarFeed.objects.of(ana).get().token,
        True,
        SIX,
        later,
    )
    assert CalendarFeed.objects.of(bo).get().made_at == other.made_at


def test_replace_link_ends_the_old_one_and_keeps_the_choices(ana, bo, noon):
    old, others = feed_of(ana, noon, starts_at=SIX), feed_of(bo, noon)

    replace_feed_link(user=ana, now=noon + timedelta(hours=1))

    found = CalendarFeed.objects.of(ana).get()
    assert found.token != old.token
    assert (found.starts_at, found.made_at) == (SIX, noon + timedelta(hours=1))
    assert not CalendarFeed.objects.at(old.token).exists()
    assert CalendarFeed.objects.of(bo).get().token == others.token


def test_switched_off_stays_off_for_a_page_that_was_open(ana, bo, noon):
    feed_of(ana, noon), feed_of(bo, noon)
    switch_off_feed(user=ana)

    choose_feed_entries(user=ana, with_rest_days=True, starts_at=None, now=noon)
    replace_feed_link(user=ana, now=noon)
    switch_off_feed(user=ana)

    assert [feed.user for feed in CalendarFeed.objects.all()] == [bo]


def test_link_of_a_closed_account_leads_nowhere(ana, noon):
    feed = feed_of(ana, noon)
    User.objects.filter(pk=ana.pk).update(is_active=False)

    assert list(CalendarFeed.objects.at(feed.token)) == []


# --- moves --------------------------------------------------------------------------------------


def test_moved_session_keeps_its_uid_and_raises_its_sequence(plan, ana, noon):
    feed = feed_of(ana, noon)
    before, friday = versions(feed), PlannedSession.objects.get(day=date(2026, 3, 6))

    move(ana, noon, date(2026, 3, 6), date(2026, 3, 7))

    after, uid = versions(feed), f"{friday.pk}@backhealth"
    assert (before[uid], after[uid]) == ((0, date(2026, 3, 6)), (1, date(2026, 3, 7)))
    assert set(after) - set(before) == set()
    stayed = {key for key in after if after[key][1] == before[key][1]}
    assert {key for key, (sequence, _) in after.items() if sequence == 0} == stayed


def test_importing_again_after_a_move_makes_no_second_event(library, ana, noon):
    builders.plan(ana, noon, sessions_per_week=2, weekdays=[2, 4])
    feed = feed_of(ana, noon, with_rest_days=True)
    imported = {}

    for _ in range(2):
        imported |= {str(each["uid"]): each.start for each in events(feed)}
    move(ana, noon, date(2026, 3, 6), date(2026, 3, 7))
    imported |= {str(each["uid"]): each.start for each in events(feed)}

    sessions = [day for uid, day in imported.items() if not uid.startswith("rest-")]
    planned = PlannedSession.objects.of(ana).values_list("day", flat=True)
    assert sorted(sessions) == list(planned)


def test_no_two_events_share_a_uid_or_a_day(plan, ana, noon):
    builders.finished(ana, noon)

    found = events(feed_of(ana, noon, with_rest_days=True))

    assert len({str(each["uid"]) for each in found}) == len(found)
    days = [each.start for each in found]
    assert days == [TODAY + timedelta(days=number) for number in range(len(found))]


# --- what was done ------------------------------------------------------------------------------


def test_session_done_keeps_the_event_of_its_day(plan, ana, noon):
    feed = feed_of(ana, noon)
    before = versions(feed)

    builders.finished(ana, noon)

    assert versions(feed) == before


def test_session_done_beside_the_plan_has_an_event_of_its_own(plan, ana, noon):
    feed = feed_of(ana, noon)

    done = write_down_session(
        user=ana, key=new_key(), day=date(2026, 3, 3), programme_day="B", now=noon
    )
    builders.one_set(builders.strength(done)[0], noon)
    finish_session(session=done, rir=None, note="sore back", now=noon)

    first = events(feed)[0]
    assert (str(first["uid"]), first.start) == (f"{done.pk}@backhealth", date(2026, 3, 3))
    assert shown(feed, until=date(2026, 3, 6)) == [
        "Tue 03 Strength session B",
        "Fri 06 Strength session A",
    ]


@pytest.mark.parametrize("status", ["in_progress", "discarded"])
def test_session_running_or_set_aside_is_no_event(plan, ana, noon, status):
    feed = feed_of(ana, noon)

    tuesday = date(2026, 3, 3)
    write_down_session(user=ana, key=new_key(), day=tuesday, programme_day="A", now=noon)
    Session.objects.of(ana).update(status=status, finished_at=noon)

    assert shown(feed, until=tuesday) == []


def test_moved_session_keeps_its_sequence_when_it_is_done(plan, ana, noon):
    feed, saturday = feed_of(ana, noon), date(2026, 3, 7)
    move(ana, noon, date(2026, 3, 6), saturday)

    builders.finished(ana, noon + timedelta(days=3))

    assert [version for version in versions(feed).values() if version[1] == saturday] == [
        (1, saturday)
    ]


def test_session_done_by_bo_is_not_in_ana_s_calendar(plan, ana, bo, noon):
    builders.plan(bo, noon)
    done = write_down_session(
        user=bo, key=new_key(), day=date(2026, 3, 3), programme_day="B", now=noon
    )
    finish_session(session=done, rir=None, note="", now=noon)

    first = events(feed_of(ana, noon))[0]

    assert first.start == TODAY


def test_two_sessions_done_on_a_day_are_one_event(plan, ana, noon):
    feed = feed_of(ana, noon)
    for programme_day, hour in [("A", 2), ("B", 1)]:
        done = write_down_session(
            user=ana, key=new_key(), day=date(2026, 3, 2), programme_day=programme_day, now=noon
        )
        builders.one_set(builders.strength(done)[0], noon)
        finish_session(session=done, rir=None, note="", now=noon)
        Session.objects.filter(pk=done.pk).update(started_at=noon - timedelta(days=2, hours=hour))

    # the one that began first
    assert shown(feed, until=date(2026, 3, 3)) == ["Mon 02 Strength session A"]


def test_missed_session_stays_until_it_is_let_go(plan, ana, noon):
    feed, friday = feed_of(ana, noon), noon + timedelta(days=2)
    missed = shown(feed, until=TODAY, today=friday.date())

    dismissed = marks_for("rest", day=TODAY)
    change_plan(user=ana, marks=dismissed, today=friday.date(), now=friday)

    assert missed == ["Wed 04 Strength session A"]
    assert shown(feed, until=TODAY, today=friday.date()) == []


def test_let_go_and_done_after_all_is_shown(plan, ana, noon):
    feed, friday = feed_of(ana, noon), noon + timedelta(days=2)
    change_plan(user=ana, marks=marks_for("rest", day=TODAY), today=friday.date(), now=friday)

    done = write_down_session(user=ana, key=new_key(), day=TODAY, programme_day="B", now=friday)
    builders.one_set(builders.strength(done)[0], friday)
    finish_session(session=done, rir=None, note="", now=friday)

    assert shown(feed, until=TODAY, today=friday.date()) == ["Wed 04 Strength session B"]


@pytest.mark.parametrize(("days", "count"), [(28, 1), (29, 0)])
def test_calendar_reaches_28_days_back(plan, ana, noon, days, count):
    feed = feed_of(ana, noon)
    builders.finished(ana, noon)

    found = entries(feed=feed, today=TODAY + timedelta(days=days))

    assert [each.day for each in found].count(TODAY) == count


# --- rest days ----------------------------------------------------------------------------------


def test_rest_days_stand_between_the_sessions_where_they_are_wanted(plan, ana, noon):
    feed = feed_of(ana, noon, with_rest_days=True)

    assert shown(feed, until=date(2026, 3, 9)) == [
        "Wed 04 Strength session A",
        "Thu 05 Rest day",
        "Fri 06 Strength session B",
        "Sat 07 Rest day",
        "Sun 08 Rest day",
        "Mon 09 Strength session A",
    ]


def test_rest_begins_today_where_the_first_session_is_later(library, ana, noon):
    builders.plan(ana, noon, weekdays=[0, 4], sessions_per_week=2)

    feed = feed_of(ana, noon, with_rest_days=True)

    assert shown(feed, until=date(2026, 3, 6)) == [
        "Wed 04 Rest day",
        "Thu 05 Rest day",
        "Fri 06 Strength session A",
    ]


def test_rest_day_is_on_the_whole_day_beside_sessions_at_a_time(plan, ana, noon):
    rest = events(feed_of(ana, noon, with_rest_days=True, starts_at=SIX))[1]

    assert (rest["dtstart"].dt, rest["dtend"].dt) == (date(2026, 3, 5), date(2026, 3, 6))
    assert str(rest["transp"]) == "TRANSPARENT"


def test_rest_day_has_a_uid_that_stays_and_names_nobody(plan, ana, bo, noon):
    builders.plan(bo, noon)
    [anas, again, bos] = [
        [str(each["uid"]) for each in events(feed_of(user, noon, with_rest_days=True))]
        for user in (ana, ana, bo)
    ]

    assert anas == again
    assert set(anas) & set(bos) == set()
    assert re.fullmatch(r"rest-2026-03-05-[0-9a-f]{16}@backhealth", anas[1])
    assert [uid for uid in anas if str(ana.pk) in uid or ana.pk.hex[:16] in uid] == []


def test_entries_need_two_queries(plan, ana, noon, django_assert_num_queries):
    feed = feed_of(ana, noon, with_rest_days=True)

    with django_assert_num_queries(2):
        entries(feed=feed, today=TODAY)

    builders.finished(ana, noon)
    with django_assert_num_queries(2):
        entries(feed=feed, today=timezone.now().date())
