"""Which training weeks are short of sessions, and why (brief.md C2 S1, C3 M1–M2)."""

from collections.abc import Iterator, Set
from datetime import date, timedelta

from routines.planning.day_rules import too_close, too_many_in_seven_days
from routines.planning.findings import Cause, ShortWeek
from routines.planning.schedule_request import ScheduleRequest


def short_weeks(request: ScheduleRequest, days: Set[date]) -> tuple[ShortWeek, ...]:
    """Return a finding for each week of the plan `days` with too few sessions, ascending.

    A week cut off by the horizon's end is not reported: the plan doesn't cover all of it yet.
    """
    found = []
    for week in _weeks(request):
        planned = sum(day in days for day in week)
        done = sum(day in request.done for day in week)
        wanted = request.wanted_in(week)
        if planned + done < wanted:
            found.append(
                ShortWeek(
                    week_start=week[0],
                    planned=planned,
                    done=done,
                    wanted=wanted,
                    causes=_causes(request, days, week, planned + done),
                )
            )
    return tuple(found)


def _weeks(request: ScheduleRequest) -> Iterator[tuple[date, ...]]:
    week = request.week_of(request.today)
    while week[-1] <= request.last_day:
        yield week
        week = request.week_of(week[-1] + timedelta(days=1))


def _causes(
    request: ScheduleRequest, days: Set[date], week: tuple[date, ...], sessions: int
) -> tuple[Cause, ...]:
    """Return why `week` holds no more than `sessions`.

    The causes are applied to an empty week one after the other, the least changeable first; each
    that lowers the number of sessions the week has room for is named. The best plan
    may leave some of that room empty, to keep to the weekdays that the person chose.
    """
    left = tuple(day for day in week if day >= request.today and day not in request.done)
    free = tuple(day for day in left if day not in request.unavailable)
    # No rule looks further than six days from a day of the week.
    around = frozenset(week[0] + timedelta(days=number) for number in range(-6, 13))
    nothing: frozenset[date] = frozenset()
    done = around & request.done
    kept = around & request.pinned & days
    others = (around & days).difference(week)
    steps = (
        (Cause.PAST, left, nothing, 1),
        (Cause.DONE, left, done, 1),
        (Cause.UNAVAILABLE, free, done, 1),
        (Cause.PINNED, free, done | kept, 1),
        (Cause.PLANNED, free, done | kept | others, 1),
        (Cause.LONGER_REST, free, done | kept | others, request.min_rest_days),
    )
    causes = []
    room = request.wanted_in(week)
    for cause, open_days, fixed, min_rest_days in steps:
        in_week = sum(day in done or day in fixed for day in week)
        extra = _most_sessions(open_days, fixed, room - in_week, min_rest_days)
        if in_week + extra < room:
            causes.append(cause)
            room = in_week + extra
        if room == sessions:
            break
    if room > sessions:
        causes.append(Cause.CHOSEN_DAYS)
    return tuple(causes)


def _most_sessions(
    open_days: tuple[date, ...], fixed: frozenset[date], wanted: int, min_rest_days: int
) -> int:
    """Return how many sessions, up to `wanted`, fit on `open_days` beside the fixed ones.

    Taking the first day that fits each time is enough: a later day would leave no more room for the
    sessions after it.
    """
    taken: set[date] = set()
    for day in open_days:
        if len(taken) < wanted and _fits(day, fixed | taken, min_rest_days):
            taken.add(day)
    return len(taken)


def _fits(day: date, sessions: frozenset[date], min_rest_days: int) -> bool:
    return (
        day not in sessions
        and not too_close(day, sessions, min_rest_days)
        and not too_many_in_seven_days(day, sessions)
    )
