"""The hard rules that every session must keep with the sessions around it (brief.md C2 S1–S3, C3
M2)."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from routines.planning.findings import RefusedDay, Rule
from routines.planning.schedule_request import MAX_IN_SEVEN_DAYS, ScheduleRequest


def refusals(
    request: ScheduleRequest, days: Iterable[date], sessions: Set[date]
) -> tuple[RefusedDay, ...]:
    """Return each rule that refuses a session on each of `days` beside `sessions`, in the order of
    `Rule`.

    `sessions` are the days that stay as they are: the done ones, and any others to be kept. A day
    outside the horizon is refused for that alone, because the plan doesn't cover it.
    """
    found = [finding for day in days for finding in _broken_rules(request, day, sessions)]
    if not found:
        return ()
    free = [day for day in request.horizon() if not _broken_rules(request, day, sessions)]
    return tuple(replace(finding, next_day=_first_after(finding.day, free)) for finding in found)


def too_close(day: date, sessions: Collection[date], min_rest_days: int) -> tuple[date, ...]:
    """Return the sessions with fewer than `min_rest_days` whole days between them and `day`."""
    near = (day + timedelta(days=gap) for gap in range(-min_rest_days, min_rest_days + 1))
    return tuple(other for other in near if other != day and other in sessions)


def too_many_in_seven_days(day: date, sessions: Collection[date]) -> tuple[date, ...]:
    """Return the sessions that fill any seven consecutive days containing `day`; empty if there is
    room."""
    near = [day + timedelta(days=gap) for gap in range(-6, 7)]
    others = [other for other in near if other != day and other in sessions]
    if len(others) < MAX_IN_SEVEN_DAYS:
        return ()
    crowd: set[date] = set()
    for first in near[:7]:
        window = [other for other in others if 0 <= (other - first).days < 7]
        if len(window) >= MAX_IN_SEVEN_DAYS:
            crowd.update(window)
    return tuple(sorted(crowd))


def _broken_rules(
    request: ScheduleRequest, day: date, sessions: Set[date]
) -> tuple[RefusedDay, ...]:
    if day < request.today:
        return (RefusedDay(rule=Rule.PAST, day=day),)
    if day > request.last_day:
        return (RefusedDay(rule=Rule.BEYOND_HORIZON, day=day),)
    found = []
    if day in sessions:
        found.append(RefusedDay(rule=Rule.ONE_A_DAY, day=day, clashes_with=(day,), limit=1))
    if day in request.unavailable:
        found.append(RefusedDay(rule=Rule.UNAVAILABLE, day=day))
    close = too_close(day, sessions, request.min_rest_days)
    if close:
        found.append(
            RefusedDay(rule=Rule.REST_DAY, day=day, clashes_with=close, limit=request.min_rest_days)
        )
    crowd = too_many_in_seven_days(day, sessions)
    if crowd:
        found.append(
            RefusedDay(rule=Rule.SEVEN_DAYS, day=day, clashes_with=crowd, limit=MAX_IN_SEVEN_DAYS)
        )
    week = request.week_of(day)
    in_week = tuple(other for other in week if other in sessions)
    if len(in_week) >= request.wanted_in(week):
        found.append(
            RefusedDay(
                rule=Rule.WEEK_FULL,
                day=day,
                clashes_with=in_week,
                limit=request.wanted_in(week),
            )
        )
    return tuple(found)


def _first_after(day: date, ascending: Sequence[date]) -> date | None:
    position = bisect_right(ascending, day)
    return ascending[position] if position < len(ascending) else None
