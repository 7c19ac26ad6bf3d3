"""Whether a reminder may go out now, by the clock alone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reminders.planning.moments import end_of, local_date, moment_of

# A server that was down makes up for what is this late at most: after that, the day has gone on.
LATE = timedelta(hours=3)


@dataclass(frozen=True, kw_only=True)
class Window:
    """The person's day on which a reminder may go out now, and when it is too late for it."""

    day: date
    ends_at: datetime


def open_window(
    *, at: time, zone: ZoneInfo, next_at: datetime, worked_out_for: ZoneInfo, now: datetime
) -> Window | None:
    """Return the window that is open now; None before the time of day, after it was used, and once
    it is too late.

    `next_at` is the moment that comes next, as it was worked out for the zone `worked_out_for`.
    After a journey the new zone's day counts. If its time is over there, and was still to come in
    the zone before, the window opens on arrival.
    """
    today = local_date(now, zone)
    begins = moment_of(today, at, zone)
    if begins > now:
        return None
    has_moved = worked_out_for.key != zone.key
    if next_at > now and not (has_moved and moment_of(today, at, worked_out_for) > now):
        return None
    if has_moved:
        begins = now
    ends = min(begins + LATE, end_of(today, zone))
    return Window(day=today, ends_at=ends) if now < ends else None
