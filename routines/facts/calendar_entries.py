"""The days that a person's calendar shows."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from routines.models import CalendarFeed, PlannedSession, Session

DAYS_BACK = 28


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """What a calendar shows on a day: session A or B, or, with no `programme_day`, rest.

    `uid` stays when the session moves; `sequence` rises then.
    """

    uid: str
    day: date
    programme_day: str = ""
    sequence: int = 0


def entries(*, feed: CalendarFeed, today: date) -> list[CalendarEntry]:
    """Sessions planned and done from 28 days ago on, by day, with the rest days between them
    where they are wanted. Two queries.

    A session done keeps the entry that was planned on its day. One that was missed keeps its own,
    until the person lets it go.
    """
    user, first = feed.user, today - timedelta(days=DAYS_BACK)
    sessions = Session.objects.of(user).done().filter(local_date__gte=first)
    # Of two on a day the one that began first stands there, whichever was written down last.
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
    """Every day without a session, whatever keeps it free: the reason is nobody's business."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    whose = hashlib.sha256(user.pk.bytes).hexdigest()[:16]
    free = (day for day in days if day not in taken)
    return {day: CalendarEntry(uid=f"rest-{day}-{whose}@backhealth", day=day) for day in free}
