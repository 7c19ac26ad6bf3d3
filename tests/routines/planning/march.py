"""Requests in days of March 2026, which begins on a Sunday: the 2nd, 9th, 16th … are Mondays."""

from datetime import date

from routines.planning.findings import RefusedDay
from routines.planning.scheduler import ScheduleRequest

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def march(*numbers):
    """Days of March 2026; 0 and less count back into February."""
    first = date(2026, 3, 1).toordinal()
    return tuple(date.fromordinal(first + number - 1) for number in numbers)


def ask(today=2, sessions_per_week=2, preferred=(), horizon_days=14, **facts):
    """A request in days of March: done, pinned and unavailable are tuples of numbers."""
    sets = {name: frozenset(march(*facts.pop(name, ()))) for name in FACTS}
    return ScheduleRequest(
        today=march(today)[0],
        sessions_per_week=sessions_per_week,
        preferred_weekdays=frozenset(preferred),
        horizon_days=horizon_days,
        **sets,
        **facts,
    )


FACTS = ("done", "pinned", "unavailable", "welcome", "moved_away", "moved_here")


def refused(rule, day, clashes_with=(), limit=None, next_day=None):
    return RefusedDay(
        rule=rule,
        day=march(day)[0],
        clashes_with=march(*clashes_with),
        limit=limit,
        next_day=march(next_day)[0] if next_day else None,
    )
