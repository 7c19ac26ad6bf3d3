"""When a time of day is reached, where clocks are put forward and back."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from reminders.planning.moments import end_of, moment_of, next_moment

LISBON, NEW_YORK = ZoneInfo("Europe/Lisbon"), ZoneInfo("America/New_York")
LORD_HOWE, KATHMANDU = ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Kathmandu")


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        (LISBON, date(2026, 1, 5), time(8), "2026-01-05 08:00"),
        (LISBON, date(2026, 7, 6), time(8), "2026-07-06 07:00"),
        (KATHMANDU, date(2026, 7, 6), time(8), "2026-07-06 02:15"),
        # Skipped: at the first moment after it.
        (LISBON, date(2026, 3, 29), time(0, 59), "2026-03-29 00:59"),
        (LISBON, date(2026, 3, 29), time(1), "2026-03-29 01:00"),
        (LISBON, date(2026, 3, 29), time(1, 30), "2026-03-29 01:00"),
        (LISBON, date(2026, 3, 29), time(2), "2026-03-29 01:00"),
        (NEW_YORK, date(2026, 3, 8), time(2, 30), "2026-03-08 07:00"),
        # By half an hour.
        (LORD_HOWE, date(2026, 10, 4), time(2, 10), "2026-10-03 15:30"),
        # Twice: the first time.
        (LISBON, date(2026, 10, 25), time(1, 30), "2026-10-25 00:30"),
        (NEW_YORK, date(2026, 11, 1), time(1, 30), "2026-11-01 05:30"),
        (LORD_HOWE, date(2026, 4, 5), time(1, 45), "2026-04-04 14:45"),
        # Midnight itself is skipped; and a whole day.
        (ZoneInfo("Africa/Cairo"), date(2026, 4, 24), time(0), "2026-04-23 22:00"),
        (ZoneInfo("Pacific/Apia"), date(2011, 12, 30), time(8), "2011-12-30 10:00"),
    ],
)
def test_moment_of_a_time_of_day(zone, day, at, moment):
    assert moment_of(day, at, zone) == utc(moment)


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        ("2026-03-28 00:00", "2026-03-28 01:30"),
        ("2026-03-28 01:30", "2026-03-29 01:00"),
        ("2026-03-29 01:00", "2026-03-30 00:30"),
        ("2026-10-24 23:00", "2026-10-25 00:30"),
        # In the hour that comes twice, the second one is nothing new.
        ("2026-10-25 01:10", "2026-10-26 01:30"),
    ],
)
def test_next_moment_is_on_the_next_day_that_has_it(now, moment):
    assert next_moment(time(1, 30), LISBON, utc(now)) == utc(moment)


def test_day_ends_at_the_next_midnight():
    assert end_of(date(2026, 3, 29), LISBON) == utc("2026-03-29 23:00")
    assert end_of(date(2026, 4, 23), ZoneInfo("Africa/Cairo")) == utc("2026-04-23 22:00")
