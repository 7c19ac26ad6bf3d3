"""Entries as an iCalendar file (RFC 5545). The same entries give the same bytes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from backhealth.http import absolute
from routines.facts.calendar_entries import CalendarEntry
from routines.models import CalendarFeed

LOOK_AGAIN = timedelta(hours=4)
LENGTH = timedelta(minutes=45)


def to_ical(feed: CalendarFeed, entries: Sequence[CalendarEntry]) -> bytes:
    """Write a calendar file with these entries, which are in order of their days."""
    calendar = Calendar()
    calendar.add("prodid", "-//backhealth//calendar//EN")
    calendar.add("version", "2.0")
    calendar.calendar_name = _("Training")
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    # The zone is included even without events: a calendar must have a component.
    year = entries[0].day.year if entries else feed.made_at.year
    calendar.add_component(_zone(feed.user.time_zone, year))
    for each in entries:
        calendar.add_component(_event(feed, each))
    return calendar.to_ical()


@lru_cache(maxsize=600)
def _zone(name: str, year: int) -> Timezone:
    """Return the zone's rules from this year to the end of the next.

    Cached, because a zone that never changes its clocks takes 30 ms.
    """
    first, last = date(year, 1, 1), date(year + 2, 1, 1)
    zone = Timezone.from_tzinfo(ZoneInfo(name), name, first_date=first, last_date=last)
    del zone["COMMENT"]  # RFC 5545 allows no comment here
    return zone


def _event(feed: CalendarFeed, entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", feed.made_at)
    if entry.programme_day:
        event.add(
            "summary", entry.name or _("Strength session %(name)s") % {"name": entry.programme_day}
        )
    else:
        event.add("summary", _("Rest day"))
    day = entry.day
    page = reverse("routines:day", args=[day.year, day.month, day.day])
    event.add("url", absolute(page))
    if entry.programme_day and feed.starts_at:
        start = datetime.combine(day, feed.starts_at, tzinfo=feed.user.zone)
        # Convert through UTC, for the hour that is left out when clocks go forward; and give a
        # duration instead of an end, for the hour that comes twice when they go back.
        event.add("dtstart", start.astimezone(UTC).astimezone(feed.user.zone))
        event.add("duration", LENGTH)
    else:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # so that it doesn't show as busy all day
    return event
