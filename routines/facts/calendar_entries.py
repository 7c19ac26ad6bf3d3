"""The days that a person's calendar shows."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from routines.models import CalendarFeed, PlannedSession, Session

DAYS_BACK = 28


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One day of the calendar: a session, or a rest day if `programme_day` is empty.

    `name`: the person's own for the session, "" without one.

    If the session moves, `uid` stays and `sequence` is raised.
    """

    uid: str
    day: date
    programme_day: str = ""
    name: str = ""
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
    rows = PlannedSession.objects.of(user).filter(day__gte=first).select_related("plan__routine")
    found = {day: _done(each, each.pk, 0) for day, each in done.items()}
    for each in rows:
        if each.day in done:
            found[each.day] = _done(done[each.day], each.pk, each.sequence)
        elif not each.dismissed:
            name = each.plan.routine.name_of(each.programme_day)
            found[each.day] = _entry(each.pk, each.day, each.programme_day, name, each.sequence)
    if feed.with_rest_days and found:
        found |= _rest_days(user, min(today, *found), max(found), taken=set(found))
    return [found[day] for day in sorted(found)]


def _done(session: Session, key: object, sequence: int) -> CalendarEntry:
    day, name = session.local_date, session.day_name
    return _entry(key, day, session.programme_day, name, sequence)


def _entry(key: object, day: date, letter: str, name: str, sequence: int) -> CalendarEntry:
    uid = f"{key}@backhealth"
    return CalendarEntry(uid=uid, day=day, programme_day=letter, name=name, sequence=sequence)


def _rest_days(
    user: User, first: date, last: date, *, taken: set[date]
) -> dict[date, CalendarEntry]:
    """Return every day without a session; the entry doesn't reveal what keeps it free."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    whose = hashlib.sha256(user.pk.bytes).hexdigest()[:16]
    free = (day for day in days if day not in taken)
    return {day: CalendarEntry(uid=f"rest-{day}-{whose}@backhealth", day=day) for day in free}
