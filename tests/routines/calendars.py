"""Calendars for tests: made for a person, written, and read strictly."""

from datetime import date

from icalendar import Calendar

from routines.actions.calendar_feed import make_feed
from routines.actions.plan_changes import change_plan
from routines.facts.calendar_entries import entries
from routines.facts.plan_changes import marks_for
from routines.views.ical import to_ical

TODAY = date(2026, 3, 4)  # a Wednesday


def feed_of(user, noon, **choices):
    return make_feed(user=user, now=noon, **{"with_rest_days": False, "starts_at": None, **choices})


def written(feed, today=TODAY) -> bytes:
    return to_ical(feed, entries(feed=feed, today=today))


def parsed(data: bytes) -> Calendar:
    """Parse a calendar strictly: anything that isn't understood is an error."""
    calendar = Calendar.from_ical(data)
    calendar.validate()
    assert [part.errors for part in calendar.walk()] == [[]] * len(calendar.walk())
    assert calendar.to_ical() == data
    return calendar


def events(feed, today=TODAY):
    return parsed(written(feed, today)).events


def shown(feed, until=date(2026, 3, 15), today=TODAY) -> list[str]:
    return [
        f"{each.start:%a %d} {each['summary']}"
        for each in events(feed, today)
        if each.start <= until
    ]


def move(user, noon, day, to):
    return change_plan(user=user, marks=marks_for("move", day=day, to=to), today=TODAY, now=noon)


def versions(feed):
    """uid → (sequence, day)."""
    return {str(each["uid"]): (int(each["sequence"]), each.start) for each in events(feed)}
