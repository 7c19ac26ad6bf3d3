"""A year on a clock that is moved: each planned day exactly one, none for days begun."""

from collections import Counter
from datetime import UTC, datetime, time

import pytest

from reminders.models import Progress, Reminder
from reminders.planning.kinds import Kind
from tests.reminders.year import Year, live


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
        live("york", "America/New_York", begin, at=early, weekdays=(6, 2)),
        live("howe", "Australia/Lord_Howe", begin, at=half_hour, weekdays=(6, 3)),
        live("kathmandu", "Asia/Kathmandu", begin, at=late, weekdays=(1, 3, 5)),
        live("traveller", "Europe/Lisbon", begin, journeys=JOURNEYS),
    ]


@pytest.mark.lives
@pytest.mark.parametrize(
    ("begin", "days"),
    # The weeks in which clocks are put forward and back, north and south.
    [(utc("2026-02-16 00:00"), 56), (utc("2026-09-21 00:00"), 49)],
    ids=["spring", "autumn"],
)
def test_each_planned_day_is_reminded_of_once(library, begin, days, monkeypatch, mailoutbox):
    year = Year(people(begin), seed=1, begin=begin, days=days, down=DOWN).play(monkeypatch)

    came = Counter(
        (Kind(each.kind), each.user.email, each.day)
        for each in Reminder.objects.filter(progress=Progress.HANDED_OVER).select_related("user")
    )
    table(year, came)
    assert came - year.expected == Counter()
    assert year.expected - came == Counter()
    assert set(came.values()) == {1}
    assert len(mailoutbox) == len(came) == year.sent
    assert set(Reminder.objects.values_list("progress", flat=True)) == {Progress.HANDED_OVER}


def table(year, came):
    print("\n" + ", ".join(f"{count} {what}" for what, count in sorted(year.done.items())))
    print(f"{year.ticks} ticks, {year.failed} failed hand-overs, {year.sent} mails")
    for kind in Kind:
        due = sum(n for (each, *_), n in year.expected.items() if each == kind)
        got = sum(n for (each, *_), n in came.items() if each == kind)
        most = max((n for (each, *_), n in came.items() if each == kind), default=0)
        quiet = {why: n for (each, why), n in sorted(year.quiet.items()) if each == kind}
        print(f"{kind}: due {due}, came {got}, most for one day {most}; quiet: {quiet}")
