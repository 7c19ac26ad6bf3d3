"""When a time of day is reached on a person's own days, as a moment in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def moment_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the first moment at which a clock of the zone shows this time or a later one on this
    day.

    A time that the clock skips in spring is reached at the moment when it jumps; one that it shows
    twice in autumn, the first time.
    """
    wall = datetime.combine(day, at)
    early, late = (_utc(wall.replace(fold=fold), zone) for fold in (1, 0))
    if early <= late and _wall(early, zone) != wall:
        return _jump(early, late, zone)
    return min(early, late)


def next_moment(at: time, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the first moment after now at which the time is reached."""
    day = local_date(now, zone)
    while True:
        moment = moment_of(day, at, zone)
        if moment > now:
            return moment
        day += DAY


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment at which the day is over."""
    return moment_of(day + DAY, time(), zone)


def _utc(wall: datetime, zone: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment between the two at which the clock jumps."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + (after - before) // 2 // SECOND * SECOND
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
