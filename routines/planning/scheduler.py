"""Which days to train on: two or three strength sessions a week, with rest days between.

The same request always gets the same answer. Sources: brief.md C2 S1–S4, C3 M1–M2.
"""

from dataclasses import dataclass
from datetime import date

from routines.planning.best_plan import best_days
from routines.planning.day_rules import refusals
from routines.planning.findings import Finding, RefusedDay
from routines.planning.schedule_request import ScheduleRequest
from routines.planning.short_weeks import short_weeks

__all__ = ["Schedule", "ScheduleRequest", "explain", "explain_pin", "schedule"]


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """The planned strength days, ascending, and the findings about them.

    The findings are the refused pins (a `RefusedDay` per pin and rule), ascending by day, then the
    `ShortWeek`s, ascending by week.
    """

    days: tuple[date, ...]
    findings: tuple[Finding, ...]


def schedule(request: ScheduleRequest) -> Schedule:
    """Return the best legal plan for the days from today to the horizon's end (brief.md C2 S1–S3).

    Hard rules, for every pair of sessions and every seven consecutive days with a planned day, done
    days included: `min_rest_days` whole days between two sessions, and never more than three in
    seven days, also across the end of a week. No planned day is unavailable or done, and no week is
    planned beyond `sessions_per_week`. `best_days` defines which legal plan is the best.

    A pinned day that is done is fulfilled. Any other pin that is not planned is refused, with a
    finding for each rule against it, given the facts and the pins kept. The finding's next day is
    one on which the pin could be kept beside those.
    """
    days = best_days(request)
    kept = request.pinned.intersection(days)
    refused = sorted(request.pinned - kept - request.done)
    pins = refusals(request, refused, request.done | kept)
    weeks = short_weeks(request, frozenset(days))
    return Schedule(days=days, findings=(*pins, *weeks))


def explain(request: ScheduleRequest, day: date) -> tuple[Finding, ...]:
    """Explain why no session may be put on `day`; empty exactly if one may (brief.md C2 S2–S3).

    Only the done and unavailable days and the horizon count; planned and pinned days can move, so
    they don't. Returns one finding per rule that refuses, in the order of `Rule`, each with the
    nearest later day on which every rule allows a session.
    """
    return refusals(request, (day,), request.done)


def explain_pin(request: ScheduleRequest, day: date) -> tuple[RefusedDay, ...]:
    """Explain why no session may be put on `day` while each pinned session keeps its day.

    Empty if one may: with `day` pinned as well, the plan has a session on it and loses no other
    pin. Like `explain`, but the other pinned days count as sessions.
    """
    return refusals(request, (day,), request.done | (request.pinned - {day}))
