"""Whether a reminder may go out now, by the clock alone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.planning.moments import local_date, moment_of, next_moment
from reminders.planning.windows import LATE, Window, open_window

LISBON, AUCKLAND = ZoneInfo("Europe/Lisbon"), ZoneInfo("Pacific/Auckland")
NEW_YORK, HONOLULU = ZoneInfo("America/New_York"), ZoneInfo("Pacific/Honolulu")
EIGHT, LATE_AT_NIGHT = time(8), time(23, 30)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def window(now, next_at, *, zone=LISBON, before=None, at=EIGHT):
    return open_window(
        at=at, zone=zone, next_at=utc(next_at), worked_out_for=before or zone, now=utc(now)
    )


@pytest.mark.parametrize(
    ("now", "next_at", "ends_at"),
    [
        ("2026-01-05 07:59", "2026-01-05 08:00", None),
        ("2026-01-05 08:00", "2026-01-05 08:00", "11:00"),
        # The server was down.
        ("2026-01-05 10:59", "2026-01-05 08:00", "11:00"),
        ("2026-01-05 11:00", "2026-01-05 08:00", None),
        ("2026-01-05 08:30", "2026-01-02 08:00", "11:00"),
        ("2026-01-05 07:30", "2026-01-02 08:00", None),
        # It was looked at already, or switched on later.
        ("2026-01-05 08:01", "2026-01-06 08:00", None),
    ],
)
def test_window_is_open_for_three_hours_from_the_time_of_day(now, next_at, ends_at):
    found = window(now, next_at)

    day = date(2026, 1, 5)
    assert found == (ends_at and Window(day=day, ends_at=utc(f"2026-01-05 {ends_at}")))


def test_window_ends_with_the_day():
    open_late = window("2026-01-05 23:30", "2026-01-05 23:30", at=LATE_AT_NIGHT)

    assert open_late == Window(day=date(2026, 1, 5), ends_at=utc("2026-01-06 00:00"))
    # What was missed late in the evening isn't made up for with the next day's.
    assert window("2026-01-06 00:30", "2026-01-05 23:30", at=LATE_AT_NIGHT) is None


@pytest.mark.parametrize(
    ("zone", "before", "now", "next_at", "day"),
    [
        # To the east: eight was still to come in New York, and is over in Lisbon.
        (LISBON, NEW_YORK, "2026-01-05 09:10", "2026-01-05 13:00", date(2026, 1, 5)),
        # It was over in New York, too.
        (LISBON, NEW_YORK, "2026-01-05 20:00", "2026-01-06 13:00", None),
        # Over the date line, where it is tomorrow already: past eight, and before it.
        (AUCKLAND, LISBON, "2026-01-05 20:00", "2026-01-06 08:00", date(2026, 1, 6)),
        (AUCKLAND, LISBON, "2026-01-05 18:00", "2026-01-06 08:00", None),
        # To the west, to the day before: it was over in Auckland.
        (HONOLULU, AUCKLAND, "2026-01-05 20:00", "2026-01-06 19:00", None),
        (NEW_YORK, LISBON, "2026-01-05 14:00", "2026-01-06 08:00", None),
        # Its moment came in the minute of the change.
        (LISBON, NEW_YORK, "2026-01-05 13:00", "2026-01-05 13:00", date(2026, 1, 5)),
        (
            LISBON,
            ZoneInfo("Atlantic/Azores"),
            "2026-01-05 09:00",
            "2026-01-05 09:00",
            date(2026, 1, 5),
        ),
    ],
)
def test_journey_brings_a_day_its_reminder(zone, before, now, next_at, day):
    found = window(now, next_at, zone=zone, before=before)

    assert (found and found.day) == day


ZONES = [
    *("Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"),
    *("Africa/Cairo", "America/St_Johns", "Pacific/Chatham", "Pacific/Honolulu", "UTC"),
]
times = st.times().map(lambda each: each.replace(second=0, microsecond=0))
moments = st.integers(0, 330 * 24 * 60).map(lambda minutes: utc("2026-01-01") + minutes * MINUTE)
zones = st.sampled_from(ZONES).map(ZoneInfo)


@given(zone=zones, at=times, began=moments, pauses=st.lists(st.integers(1, 170), min_size=40))
def test_each_day_has_one_window_however_the_ticks_fall(zone, at, began, pauses):
    """Ticks that are less than three hours apart: each day once, never early, never too late."""
    now, next_at, opened = began, next_moment(at, zone, began), []
    for pause in pauses:
        now += pause * MINUTE
        found = open_window(at=at, zone=zone, next_at=next_at, worked_out_for=zone, now=now)
        if found:
            opened.append(found.day)
            assert found.day == local_date(now, zone)
            assert moment_of(found.day, at, zone) <= now < found.ends_at
            assert found.ends_at - moment_of(found.day, at, zone) <= LATE
        if next_at <= now:
            next_at = next_moment(at, zone, now)

    assert opened == sorted(set(opened))
    whole = days_with_a_whole_window(at, zone, began, now)
    assert [day for day in whole if day not in opened] == []


def days_with_a_whole_window(at, zone, began, ended):
    """The days on which the time was reached between the two, three hours before midnight or
    more."""
    day = local_date(began, zone)
    while day <= local_date(ended, zone):
        moment = moment_of(day, at, zone)
        if began < moment <= ended - LATE and local_date(moment + LATE, zone) == day:
            yield day
        day += DAY


@given(
    way=st.lists(st.tuples(zones, st.integers(30, 90)), min_size=2, max_size=6),
    at=times,
    began=moments,
)
def test_no_day_of_a_journey_is_left_out(way, at, began):
    """A person who travels every few days: each local day on which the time of day was reached has
    a window, at the time itself or on arrival."""
    quarter = 15 * MINUTE
    now, before = began, way[0][0]
    next_at, opened, reached = next_moment(at, before, now), set(), set()
    for zone, hours in way:
        for _quarter in range(hours * 4):
            now += quarter
            found = open_window(at=at, zone=zone, next_at=next_at, worked_out_for=before, now=now)
            opened |= {found.day} if found else set()
            if next_at <= now or zone.key != before.key:
                next_at, before = next_moment(at, zone, now), zone
            today = local_date(now, zone)
            # A window within the last quarter of an hour of a day is too short for these ticks.
            if moment_of(today, at, zone) <= now and at < time(23, 45):
                reached.add(today)

    started = local_date(began, way[0][0])
    assert {day for day in reached - opened if day > started + DAY} == set()
