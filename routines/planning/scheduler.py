"""Which days to train on: two or three strength sessions a week, with rest days between.

The same request always gets the same answer. Sources: brief.md C2 S1–S4, C3 M1–M2.
"""

from dataclasses import dataclass
from datetime import date

from routines.planning.best_plan import best_days
from routines.planning.day_rules import refusals
from routines.planning.findings import Finding
from routines.planning.schedule_request import ScheduleRequest
from routines.planning.short_weeks import short_weeks

__all__ = ["Schedule", "ScheduleRequest", "explain", "schedule"]


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """The planned strength days, ascending, and what is to be said about them.

    The findings are the refused pins (a `RefusedDay` per pin and rule), ascending by day, then
    the `ShortWeek`s, ascending by week.
    """

    days: tuple[date, ...]
    findings: tuple[Finding, ...]


def schedule(request: ScheduleRequest) -> Schedule:
    """The best legal plan for the days from today to the horizon's end (brief.md C2 S1–S3).

    Hard, for every pair and every seven days running that hold a planned day, done days counted
    in: `min_rest_days` whole days between two sessions, never more than three in any seven days
    running, also across the week's end. No planned day is unavailable or done, and no week is
    planned beyond `sessions_per_week`. `best_days` tells which legal plan is the best.

    A pinned day that is done is fulfilled. Any other that is not planned is refused with a
    finding: each rule against it with regard to the facts and the pins kept. Its nearest later
    day is one where the pin could be kept beside those.
    """
    days = best_days(request)
    kept = request.pinned.intersection(days)
    refused = sorted(request.pinned - kept - request.done)
    pins = refusals(request, refused, request.done | kept)
    weeks = short_weeks(request, frozenset(days))
    return Schedule(days=days, findings=(*pins, *weeks))


def explain(request: ScheduleRequest, day: date) -> tuple[Finding, ...]:
    """Why no session may be put on `day`; empty exactly when one may (brief.md C2 S2–S3).

    Asked with regard to the facts, the days unavailable and the horizon. Planned and pinned days
    can move, so they do not count. One finding per rule that says no, in the order of `Rule`,
    each with the nearest later day on which every rule allows a session.
    """
    return refusals(request, (day,), request.done)
