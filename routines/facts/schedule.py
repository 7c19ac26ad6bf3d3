"""A person's facts as the scheduler's input, and the scheduler's answers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from accounts.models import User
from backhealth.prepared import Prepared
from routines.facts.back_state import BackState, is_ramping
from routines.facts.clearance import lock_on
from routines.models import PINS, DayMark, Mark, Plan, PlannedSession, Session
from routines.models.owned import FIRST, PERSON
from routines.planning.findings import Finding, RefusedDay
from routines.planning.scheduler import ScheduleRequest, explain, explain_pin, schedule
from routines.planning.screening import Lock

# Every visit that writes plans this far ahead, so that the four weeks on the page stay full for
# eight weeks without one; after such a long absence a person starts afresh (brief.md C4).
HORIZON_DAYS = 84

KEPT_FREE = frozenset(Mark) - PINS

Marks = Mapping[date, str | None]

_MARKS_SINCE = Prepared(
    lambda: DayMark.objects.of(PERSON).filter(day__gte=FIRST).values_list("day", "mark")
)


def days_to_train(request: ScheduleRequest, user: User, today: date) -> tuple[date, ...]:
    """Return the days to train on, as far as the person is allowed to. One query."""
    lock = lock_on(user, today)
    if lock == Lock.PROFESSIONAL:
        return ()
    if lock == Lock.WAIT:
        closed = {today}
        request = replace(
            request,
            pinned=request.pinned - closed,
            unavailable=request.unavailable | closed,
        )
    return schedule(request).days


def request_for(
    plan: Plan, today: date, *, changes: Marks | None = None, any_day: bool = False
) -> ScheduleRequest:
    """Return the scheduler's input for this person: facts, marks and wishes.

    `changes` are marks that aren't written yet; None removes a day's mark. A running session counts
    as done. Five queries if nothing was reported about the back, otherwise three more.
    """
    user = plan.user
    marks = {**standing_marks(user, today), **(changes or {})}
    began = Session.objects.of(user).began().between(today - timedelta(days=7), date.max)
    done = frozenset(began.values_list("local_date", flat=True))
    # After a flight to the west, today may be before a day already trained: plan from that day on.
    first = max({today, *done})
    unexpected = _unexpected_days(plan, today)
    request = ScheduleRequest(
        today=first,
        sessions_per_week=plan.sessions_per_week,
        preferred_weekdays=frozenset(plan.training_weekdays),
        week_start=user.week_start,
        horizon_days=HORIZON_DAYS,
        done=done,
        unavailable=frozenset() if any_day else unexpected,
        welcome=unexpected if any_day else frozenset(),
        min_rest_days=2 if is_ramping(user, today) else 1,
    )
    return with_marks(request, marks)


def standing_marks(user: User, today: date) -> Marks:
    """Return the marks of today and later days. One query."""
    return dict(_MARKS_SINCE(user=user, first=today))


def with_marks(request: ScheduleRequest, marks: Marks) -> ScheduleRequest:
    """Return the request with these marks in place of those it had for their days."""

    def marked(known: frozenset[date], *kinds: Mark) -> frozenset[date]:
        return known.difference(marks) | {day for day, mark in marks.items() if mark in kinds}

    return replace(
        request,
        pinned=marked(request.pinned, *PINS) - request.done,
        unavailable=marked(request.unavailable, *KEPT_FREE),
        moved_away=marked(request.moved_away, Mark.MOVED_AWAY),
        moved_here=marked(request.moved_here, Mark.MOVED_HERE),
    )


def _unexpected_days(plan: Plan, today: date) -> frozenset[date]:
    """Return the days left of this training week that are neither chosen nor planned."""
    rest_of_week = days_left_of_week(plan.user, today)
    chosen = plan.training_weekdays
    planned = set(
        PlannedSession.objects.of(plan.user)
        .between(today, rest_of_week[-1])
        .values_list("day", flat=True)
    )
    return frozenset(
        day for day in rest_of_week if day.weekday() not in chosen and day not in planned
    )


def days_left_of_week(user: User, today: date) -> list[date]:
    """Return today and the days after it in the same training week."""
    days_left = 7 - (today.weekday() - user.week_start) % 7
    return [today + timedelta(days=number) for number in range(days_left)]


def pinned_by(changes: Marks) -> list[date]:
    """Return the days on which these changes put a session."""
    return [day for day, mark in changes.items() if mark in PINS]


def refused_pins(findings: tuple[Finding, ...], changes: Marks) -> tuple[Finding, ...]:
    """Return the findings about sessions that these changes put on a day."""
    return tuple(each for each in findings if isinstance(each, RefusedDay) and each.day in changes)


def why_not(*, plan: Plan, today: date, day: date) -> tuple[Finding, ...]:
    """Return why no session can be put on a day; empty if one can.

    Marks on that day can be removed, so they don't count here.
    """
    request = request_for(plan, today, any_day=True)
    return explain(replace(request, unavailable=request.unavailable - {day}), day)


def why_not_today(plan: Plan, back: BackState) -> tuple[RefusedDay, ...]:
    """Return why no session can be put on the day of `back`; empty if one can.

    Sessions that the person put on a day stay there, and a day kept free by hand stays free. One
    query; none if the sessions done already forbid it.
    """
    request = ScheduleRequest(
        today=back.today,
        sessions_per_week=plan.sessions_per_week,
        preferred_weekdays=frozenset(plan.training_weekdays),
        week_start=plan.user.week_start,
        done=frozenset(back.sessions),
        min_rest_days=2 if back.is_ramping else 1,
    )
    return explain_pin(request, back.today) or explain_pin(
        with_marks(request, standing_marks(plan.user, back.today)), back.today
    )
