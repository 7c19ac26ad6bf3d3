"""A year on a clock that is moved: each planned day exactly one, none for days begun."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest

from reminders.models import Progress, Reminder
from reminders.planning.kinds import Kind
from tests.reminders.year import Year, live

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


JOURNEYS = {
    utc("2026-02-10 09:15"): "America/New_York",
    utc("2026-02-27 18:45"): "Europe/Lisbon",
    utc("2026-04-14 03:15"): "Asia/Kathmandu",
    utc("2026-05-20 12:00"): "Pacific/Auckland",
    utc("2026-06-11 22:00"): "Pacific/Honolulu",
    utc("2026-06-30 08:30"): "Australia/Lord_Howe",
    utc("2026-09-07 14:15"): "America/New_York",
    utc("2026-10-24 20:00"): "Europe/Lisbon",
    utc("2026-12-18 05:45"): "Asia/Kathmandu",
}
DOWN = {
    utc("2026-01-21 06:00"): 2.5,
    utc("2026-03-11 05:30"): 8,
    utc("2026-05-04 21:00"): 5,
    utc("2026-08-19 11:00"): 3.5,
    utc("2026-11-09 06:45"): 24,
}


def people(begin):
    """Five people, with times that the clocks skip and repeat among usual ones."""
    skipped = {Kind.TRAINING: time(1, 30), Kind.MORNING: time(1, 45)}
    late, early = {Kind.TRAINING: time(23, 15)}, {Kind.TRAINING: time(2, 30)}
    half_hour = {Kind.TRAINING: time(2, 15)}
    return [
        live("lisbon", "Europe/Lisbon", begin, at=skipped),
        live("york", "America/New_York", begin, at=early, weekdays=(0, 3), is_careless=True),
        live("howe", "Australia/Lord_Howe", begin, at=half_hour, weekdays=(1, 4), is_careless=True),
        live("kathmandu", "Asia/Kathmandu", begin, at=late, weekdays=(1, 3, 5)),
        live("traveller", "Europe/Lisbon", begin, journeys=JOURNEYS),
    ]


WRONG = {
    utc("2026-06-01 04:15"): (30, 5 * HOUR),
    utc("2026-06-06 13:00"): (20, 14 * HOUR),
    utc("2026-06-08 05:30"): (2, 26 * HOUR),
    utc("2026-06-15 09:00"): (31, 2 * DAY),
    utc("2026-06-19 05:00"): (20, -2 * DAY),
    utc("2026-06-23 06:30"): (60, -7 * HOUR),
    utc("2026-07-01 20:00"): (5, 40 * DAY),
}


def played(year):
    """Return the reminders that came and those that were due; fail if one came twice, or for a day
    that had begun."""
    came, due = year.expected.came(), year.expected.due
    table(year, came)
    assert set(came.values()) == set(due.values()) == {1}
    assert len(came) == year.sent
    assert year.for_begun_days == 0
    assert set(Reminder.objects.values_list("progress", flat=True)) == {Progress.HANDED_OVER}
    return came, due


@pytest.mark.lives
@pytest.mark.parametrize(
    ("begin", "days"),
    # The weeks in which clocks are put forward and back, north and south.
    [(utc("2026-02-16 00:00"), 56), (utc("2026-09-21 00:00"), 49)],
    ids=["spring", "autumn"],
)
def test_each_planned_day_is_reminded_of_once(library, begin, days, monkeypatch, mailoutbox):
    year = Year(people(begin), seed=1, begin=begin, days=days, down=DOWN).play(monkeypatch)

    came, due = played(year)
    assert came - due == Counter()
    assert due - came == Counter()


@pytest.mark.lives
def test_wrong_clock_sends_nothing_twice_and_costs_only_what_it_passed_over(
    library, monkeypatch, mailoutbox
):
    """A clock that is put forward passes over times of day like a server that was down: what is
    more than three hours late by then doesn't come.

    Once it is set back, those times come again, and each has its reminder, unless that came while
    the clock was ahead. So do the times that are at most three hours past by then. A clock that is
    behind brings each reminder later by as much; set right, it passes over times in its turn. None
    comes twice, and none for a day that has begun.
    """
    begin = utc("2026-05-18 00:00")
    year = Year(people(begin), seed=2, begin=begin, days=56, down=DOWN, wrong=WRONG)

    came, due = played(year.play(monkeypatch))
    assert came - due == Counter()
    assert due - came == Counter()


def table(year, came):
    print("\n" + ", ".join(f"{count} {what}" for what, count in sorted(year.done.items())))
    print(f"{year.ticks} ticks, {year.failed} failed hand-overs, {year.sent} mails")
    for kind in Kind:
        due = sum(n for (each, *_), n in year.expected.due.items() if each == kind)
        got = sum(n for (each, *_), n in came.items() if each == kind)
        most = max((n for (each, *_), n in came.items() if each == kind), default=0)
        quiet = {why: n for (each, why), n in sorted(year.expected.quiet.items()) if each == kind}
        print(f"{kind}: due {due}, came {got}, most for one day {most}; quiet: {quiet}")
