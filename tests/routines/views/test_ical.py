"""The calendar as a file: strict, the same bytes each time, and silent about health."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from routines.actions.plan_changes import change_plan
from routines.actions.schedule import replan
from routines.actions.session import finish_session
from routines.facts.calendar_entries import CalendarEntry
from routines.facts.plan_changes import marks_for
from routines.models import CalendarFeed, PlannedSession
from routines.views.ical import to_ical
from tests import builders
from tests.routines.calendars import TODAY, events, feed_of, parsed, written

SIX = time(18)


@pytest.fixture
def plan(library, ana, noon):
    """Monday, Wednesday, Friday, from today on."""
    return builders.plan(ana, noon)


# --- the file -----------------------------------------------------------------------------------


def test_calendar_says_who_wrote_it_and_when_to_look_again(plan, ana, noon):
    calendar = parsed(written(feed_of(ana, noon)))

    kept = ("VERSION", "PRODID", "NAME", "X-WR-CALNAME", "X-PUBLISHED-TTL")
    assert [str(calendar[name]) for name in kept] == [
        "2.0",
        "-//backhealth//calendar//EN",
        "Training",
        "Training",
        "PT4H",
    ]
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in calendar.to_ical()


def test_calendar_shows_the_sessions_to_the_plan_s_end(plan, ana, noon):
    found = events(feed_of(ana, noon))

    planned = PlannedSession.objects.of(ana)
    assert [(each.start, str(each["summary"])) for each in found] == [
        (row.day, f"Strength session {row.programme_day}") for row in planned
    ]
    assert found[-1].start == date(2026, 5, 25)


def test_calendar_without_a_plan_is_empty_and_valid(ana, noon):
    calendar = parsed(written(feed_of(ana, noon, with_rest_days=True, starts_at=SIX)))

    assert calendar.events == []
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Europe/Berlin"]


def test_calendar_holds_nothing_of_bo_s(plan, ana, bo, noon):
    builders.plan(bo, noon, weekdays=[1, 3, 5])

    uids = {str(each["uid"]) for each in events(feed_of(ana, noon))}

    assert uids == {f"{row.pk}@backhealth" for row in PlannedSession.objects.of(ana)}


def test_event_on_the_whole_day_ends_with_it_and_keeps_nobody_busy(plan, ana, noon):
    first = events(feed_of(ana, noon))[0]

    row = PlannedSession.objects.of(ana)[0]
    assert first.to_ical().decode().split("\r\n") == [
        "BEGIN:VEVENT",
        "SUMMARY:Strength session A",
        "DTSTART;VALUE=DATE:20260304",
        "DTEND;VALUE=DATE:20260305",
        "DTSTAMP:20260304T120000Z",
        f"UID:{row.pk}@backhealth",
        "SEQUENCE:0",
        "TRANSP:TRANSPARENT",
        "URL:http://localhost:8000/plan/days/2026-3-4/",
        "END:VEVENT",
        "",
    ]


def test_event_at_a_time_lasts_45_minutes_in_the_persons_zone(plan, ana, noon):
    first = events(feed_of(ana, noon, starts_at=SIX))[0]

    assert first["dtstart"].to_ical() == b"20260304T180000"
    assert first["dtstart"].params["TZID"] == "Europe/Berlin"
    assert first["duration"].dt == timedelta(minutes=45)
    assert "transp" not in first


def test_time_stays_six_on_the_wall_when_clocks_change(plan, ana, noon):
    found = events(feed_of(ana, noon, starts_at=SIX))

    march = [
        each.start for each in found if date(2026, 3, 25) <= each.start.date() <= date(2026, 4, 1)
    ]
    assert [(f"{start:%a %d %H:%M}", f"{start.astimezone(UTC):%H:%M}") for start in march] == [
        ("Wed 25 18:00", "17:00"),
        ("Fri 27 18:00", "17:00"),
        ("Mon 30 18:00", "16:00"),
        ("Wed 01 18:00", "16:00"),
    ]


def test_zone_of_the_file_knows_by_itself_when_clocks_change(plan, ana, noon):
    [zone] = parsed(written(feed_of(ana, noon, starts_at=SIX))).timezones

    own = zone.to_tz(lookup_tzid=False)
    wall = [datetime(2026, month, 1, 18, tzinfo=own) for month in range(1, 13)]
    assert [moment.utcoffset() // timedelta(hours=1) for moment in wall] == [
        1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 1, 1,
    ]  # fmt: skip
    # It begins with the plan, and has no remark, for which this place has no room.
    text = zone.to_ical().decode()
    assert ("DTSTART:1970" in text, "COMMENT" in text) == (False, False)


@pytest.mark.parametrize(
    ("day", "starts_at", "start", "end"),
    [
        # left out when clocks go forward: an hour later on the wall
        (date(2026, 3, 29), time(2, 30), "03:30", "04:15"),
        # there twice when clocks go back: the first of them
        (date(2026, 10, 25), time(2, 30), "02:30", "02:15"),
    ],
)
def test_hour_that_clocks_leave_out_or_repeat(ana, noon, day, starts_at, start, end):
    feed = feed_of(ana, noon, starts_at=starts_at)
    entry = CalendarEntry(uid="x", day=day, programme_day="A")

    [event] = parsed(to_ical(feed, [entry])).events

    over = event.start.astimezone(UTC) + event["duration"].dt
    assert (f"{event.start:%H:%M}", f"{over.astimezone(ana.zone):%H:%M}") == (start, end)


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("UTC", b"20260304T180000Z"),
        ("Etc/GMT-14", b"20260304T180000"),
        ("America/New_York", b"20260304T180000"),
        ("Asia/Kathmandu", b"20260304T180000"),
        ("Africa/Casablanca", b"20260304T180000"),
    ],
)
def test_time_in_other_zones(plan, ana, noon, zone, start):
    ana.time_zone = zone
    ana.save()

    first = events(feed_of(ana, noon, starts_at=SIX))[0]

    assert first["dtstart"].to_ical() == start
    assert first.start == datetime(2026, 3, 4, 18, tzinfo=ana.zone)


def test_calendar_over_new_year_knows_the_next_year_s_clocks(library, ana, noon):
    december = datetime(2026, 12, 28, 12, tzinfo=UTC)
    builders.plan(ana, december)
    feed = feed_of(ana, december, starts_at=SIX)

    [zone] = parsed(written(feed, december.date())).timezones

    assert datetime(2027, 3, 22, 18, tzinfo=zone.to_tz(lookup_tzid=False)).utcoffset() == timedelta(
        hours=1
    )
    assert datetime(2027, 3, 29, 18, tzinfo=zone.to_tz(lookup_tzid=False)).utcoffset() == timedelta(
        hours=2
    )


def test_long_line_is_folded_and_read_whole(plan, ana, noon, settings):
    address = f"https://{'a-long-name.' * 12}example.org"
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"BACKHEALTH_URL": address})
    feed = feed_of(ana, noon)

    data = written(feed)

    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert str(parsed(data).events[0]["url"]).startswith(f"{address}/plan/days/2026-")


def test_two_fetches_are_the_same_bytes(plan, ana, noon):
    feed = feed_of(ana, noon, with_rest_days=True, starts_at=SIX)
    first = written(feed)

    replan(user=ana, today=TODAY)
    second = written(CalendarFeed.objects.get(pk=feed.pk))

    assert first == second


def test_another_choice_is_a_newer_version(plan, ana, noon):
    feed = feed_of(ana, noon)
    before = events(feed)[0]

    feed = feed_of(ana, noon + timedelta(hours=1), starts_at=SIX)

    after = events(feed)[0]
    assert str(before["uid"]) == str(after["uid"])
    assert before["dtstamp"].dt < after["dtstamp"].dt


# --- what stays private -------------------------------------------------------------------------

TELLING = re.compile(
    r"\b(pain|painful|back|backs|health|healthy|ill|illness|sick|away|hurt|hurts|injur\w*|doctor"
    r"|physio\w*|knee|knees|sore|fever|rehab\w*|medical|ana|example\.org)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("choices", [{}, {"with_rest_days": True, "starts_at": SIX}])
def test_calendar_tells_nothing_of_health(plan, ana, noon, choices):
    done = builders.finished(ana, noon)
    finish_session(session=done, rir=0, note="back pain, ill, knee hurts", now=noon)
    for action, first, last in [("ill", 6, 9), ("away", 16, 20)]:
        marks = marks_for(action, day=date(2026, 3, first), to=date(2026, 3, last))
        change_plan(user=ana, marks=marks, today=TODAY, now=noon)

    data = written(feed_of(ana, noon, **choices))

    calendar = parsed(data)
    assert TELLING.findall(data.decode()) == []
    assert {str(each["summary"]) for each in calendar.events} - {"Rest day"} == {
        "Strength session A",
        "Strength session B",
    }


def shifted(event: str) -> str:
    """What is written of a Thursday, 5 March, as of the Friday."""
    for before, after in [
        ("0306", "0307"),
        ("0305", "0306"),
        ("-03-05", "-03-06"),
        ("3-5/", "3-6/"),
    ]:
        event = event.replace(before, after)
    return event


def test_day_ill_looks_like_any_day_of_rest(plan, ana, noon):
    feed = feed_of(ana, noon, with_rest_days=True)
    change_plan(user=ana, marks=marks_for("ill", day=date(2026, 3, 6)), today=TODAY, now=noon)

    [thursday, friday] = [each.to_ical().decode() for each in events(feed)[1:3]]
    assert "SUMMARY:Rest day" in thursday
    assert shifted(thursday) == friday
