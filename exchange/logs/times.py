"""Dates and durations, as each app writes them."""

import re
from datetime import datetime
from functools import lru_cache

from exercises.search import folded

EARLIEST = 1900  # an older year is a slip, and further back there are days without a time zone

TIME = r"(?:(?:,?\s+|T)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.0+)?)?(?:\s*([AP])\.?\s?M\.?)?)?"
DATES = [
    re.compile(date + TIME, re.IGNORECASE)
    for date in (
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
        # With points the day always comes first; with slashes nobody can tell.
        r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})",
        r"(?P<day>[0-9]{1,2})\.?\s+(?:de\s+)?(?P<month>[^\W\d_]+)\.?\s+(?:de\s+)?(?P<year>[0-9]{4})",
        r"(?P<month>[^\W\d_]+)\.?\s+(?P<day>[0-9]{1,2}),?\s+(?P<year>[0-9]{4})",
    )
]
# How the names of the months begin, in the languages of the phones that write them.
MONTHS = {
    beginning: month
    for month, beginnings in enumerate(
        (
            "jan ene gen",
            "feb fev",
            "mar mrz mrt",
            "apr abr avr",
            "may mai mag mei maj",
            "jun juin giu",
            "jul juil lug",
            "aug ago aou",
            "sep set",
            "oct okt out ott",
            "nov",
            "dec dez dic",
        ),
        start=1,
    )
    for beginning in beginnings.split()
}
LASTED = re.compile(
    r"(?:([0-9]{1,3})\s*h[a-z]*)?\s*(?:([0-9]{1,4})\s*m[a-z]*)?\s*(?:[0-9]{1,6}\s*s[a-z]*)?",
    re.IGNORECASE,
)
CLOCK = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{2})")


@lru_cache(maxsize=64)
def moment(text: str) -> tuple[datetime, bool] | None:
    """Return a local time, and whether the text has more than the day; None if it isn't in the
    calendar, or can't be read."""
    match = next(filter(None, (each.fullmatch(text) for each in DATES)), None)
    if not match:
        return None
    hours, minutes, seconds, half = match.groups()[3:]
    month = match["month"]
    if not month.isdecimal():
        name = folded(month)
        month = MONTHS.get(name[:4]) or MONTHS.get(name[:3]) or 0
    hour = int(hours or 0)
    if half:
        hour = hour % 12 + 12 * (half in "Pp") if 1 <= hour <= 12 else 99
    try:
        time = (hour, int(minutes or 0), int(seconds or 0))
        found = datetime(int(match["year"]), int(month), int(match["day"]), *time)  # noqa: DTZ001
    except ValueError:
        return None
    return (found, bool(hours)) if found.year >= EARLIEST else None


@lru_cache(maxsize=64)
def minutes_of(text: str) -> int | None:
    """Return the whole minutes of "1h 10m", "45m" or "2h"; None if it can't be read."""
    match = LASTED.fullmatch(text)
    if not match or not any(match.groups()):
        return None
    hours, minutes = match.groups()
    return int(hours or 0) * 60 + int(minutes or 0)


def seconds_of(text: str) -> int | None:
    """Return the seconds of "0:40:00" or "1:30"; None if it is no such time."""
    match = CLOCK.fullmatch(text)
    if not match:
        return None
    hours, minutes, seconds = (int(each or 0) for each in match.groups())
    return hours * 3600 + minutes * 60 + seconds
