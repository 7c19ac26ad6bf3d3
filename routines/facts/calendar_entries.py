"""The days that a person's calendar shows."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from routines.models import CalendarFeed, PlannedSession, Session

DAYS_BACK = 28


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One day of the calendar: session A or B, or a rest day if `programme_day` is empty.

    If the session moves, `uid` stays and `sequence` is raised.
    """

    uid: str
    day: date
    programme_day: str = ""
    sequence: int = 0


def entries(*, feed: CalendarFeed, today: date) -> list[CalendarEntry]:
    """Return the sessions planned and done since 28 days ago, by day. Two queries.

    The rest days between them are included if the feed wants them. A session that was done keeps
    the entry planned for its day. A missed session keeps its entry until the person dismisses it.
    """
    user, first = feed.user, today - timedelta(days=DAYS_BACK)
    sessions = Session.objects.of(user).done().filter(local_date__gte=first)
    # Of two on the same day, keep the one that began first, in any order of logging.
    done = {each.local_date: each for each in sessions.order_by("-started_at", "-pk")}
    planned = PlannedSession.objects.of(user).filter(day__gte=first)
    found = {day: _entry(each.pk, day, each.programme_day) for day, each in done.items()}
    for each in planned:
        if each.day in done:
            turn = done[each.day].programme_day
            found[each.day] = _entry(each.pk, each.day, turn, each.sequence)
        elif not each.dismissed:
            found[each.day] = _entry(each.pk, each.day, each.programme_day, each.sequence)
    if feed.with_rest_days and found:
        found |= _rest_days(user, min(today, *found), max(found), taken=set(found))
    return [found[day] for day in sorted(found)]


def _entry(key: object, day: date, programme_day: str, sequence: int = 0) -> CalendarEntry:
    return CalendarEntry(
        uid=f"{key}@backhealth", day=day, programme_day=programme_day, sequence=sequence
    )


def _rest_days(
    user: User, first: date, last: date, *, taken: set[date]
) -> dict[date, CalendarEntry]:
    """Return every day without a session; the entry doesn't reveal what keeps it free."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    whose = hashlib.sha256(user.pk.bytes).hexdigest()[:16]
    free = (day for day in days if day not in taken)
    return {day: CalendarEntry(uid=f"rest-{day}-{whose}@backhealth", day=day) for day in free}
