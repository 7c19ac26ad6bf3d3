"""Putting a plan's sessions on days: gathers the facts, asks the scheduler, writes the days."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import User
from routines.facts.back_state import is_ramping
from routines.facts.clearance import lock_on
from routines.models import PINS, DayMark, Mark, Plan, PlannedSession, Session
from routines.planning.findings import Finding, RefusedDay
from routines.planning.programmes import ProgrammeDay, take_turns
from routines.planning.scheduler import ScheduleRequest, explain, schedule
from routines.planning.screening import Lock

# Every writing visit plans so far ahead that the four weeks on the page stay full for eight weeks
# without one; after that long away a person starts afresh (brief.md C4).
HORIZON_DAYS = 84
KEPT_FREE = frozenset(Mark) - PINS
Marks = Mapping[date, str | None]


@transaction.atomic
def replan(*, user: User, today: date, any_day: bool = False) -> list[PlannedSession]:
    """Plans the days from today on anew, with regard to what was done; the past stays as it was.

    This week keeps to the days that the person chose or that are planned already, so that a
    session is never put on a day nobody expects; `any_day` opens the others too, to fit in what
    is left of the week. Returns the sessions planned, none without a plan, and none while
    strength training waits for a professional's word.
    """
    one_at_a_time(user)
    plan = Plan.objects.of(user).current().select_related("user").first()
    if plan is None:
        return []
    request = request_for(plan, today, any_day=any_day)
    to_come = PlannedSession.objects.of(user).filter(day__gte=today).exclude(day__in=request.done)
    return _put(plan, _days(request, user, today), instead_of=list(to_come))


def _days(request: ScheduleRequest, user: User, today: date) -> tuple[date, ...]:
    """The days to train on, as far as the person may. One query."""
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


def one_at_a_time(user: User | UUID) -> User:
    """Holds the person's own row, given by itself or by its key, and returns it: two tabs and two
    devices plan and log one after the other. Taken before any other lock; without the key, so that
    rows that name the person needn't wait for it on PostgreSQL."""
    key = user if isinstance(user, UUID) else user.pk
    return User.objects.select_for_update(no_key=True).get(pk=key)


def request_for(
    plan: Plan, today: date, *, changes: Marks | None = None, any_day: bool = False
) -> ScheduleRequest:
    """What the scheduler is asked for this person: facts, marks and wishes. Five queries
    where nothing was said about the back, and three more else.

    `changes` are marks that aren't written yet; None takes a day's mark away. A session that is
    running counts as done: it has begun.
    """
    user = plan.user
    marks = {**standing_marks(user, today), **(changes or {})}
    began = Session.objects.of(user).began().between(today - timedelta(days=7), date.max)
    done = frozenset(began.values_list("local_date", flat=True))
    # After a flight to the west today may lie before a day already trained: plan from there on.
    first = max({today, *done})
    unexpected = _unexpected_days(plan, today)
    request = ScheduleRequest(
        today=first,
        sessions_per_week=plan.sessions_per_week,
        preferred_weekdays=frozenset(plan.weekdays),
        week_start=user.week_start,
        horizon_days=HORIZON_DAYS,
        done=done,
        unavailable=frozenset() if any_day else unexpected,
        welcome=unexpected if any_day else frozenset(),
        min_rest_days=2 if is_ramping(user, today) else 1,
    )
    return with_marks(request, marks)


def standing_marks(user: User, today: date) -> Marks:
    """What was said about today and the days to come. One query."""
    return dict(DayMark.objects.of(user).filter(day__gte=today).values_list("day", "mark"))


def with_marks(request: ScheduleRequest, marks: Marks) -> ScheduleRequest:
    """The request with these words about days in place of what it knew of them."""

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
    """The days left of this training week that are neither chosen nor planned."""
    rest_of_week = days_left_of_week(plan.user, today)
    planned = set(
        PlannedSession.objects.of(plan.user)
        .between(today, rest_of_week[-1])
        .values_list("day", flat=True)
    )
    return frozenset(
        day for day in rest_of_week if day.weekday() not in plan.weekdays and day not in planned
    )


def days_left_of_week(user: User, today: date) -> list[date]:
    """Today and the days after it in the same training week."""
    days_left = 7 - (today.weekday() - user.week_start) % 7
    return [today + timedelta(days=number) for number in range(days_left)]


def pinned_by(changes: Marks) -> list[date]:
    """The days on which these changes put a session."""
    return [day for day, mark in changes.items() if mark in PINS]


def refused_pins(findings: tuple[Finding, ...], changes: Marks) -> tuple[Finding, ...]:
    """The findings about sessions that these changes put on a day."""
    return tuple(each for each in findings if isinstance(each, RefusedDay) and each.day in changes)


def why_not(*, plan: Plan, today: date, day: date) -> tuple[Finding, ...]:
    """Why strength work can't be put on a day; empty where it can. Marks can be taken back, so
    they don't count here."""
    request = request_for(plan, today, any_day=True)
    return explain(replace(request, unavailable=request.unavailable - {day}), day)


def _put(
    plan: Plan, days: tuple[date, ...], *, instead_of: list[PlannedSession]
) -> list[PlannedSession]:
    """Writes the days to come. The first row stays the first session, whatever its day, so that
    a calendar sees it move; a row beyond the new ones goes."""
    turns = take_turns(_next_programme_day(plan), len(days))
    after = [
        PlannedSession(user=plan.user, plan=plan, day=day, programme_day=turn)
        for day, turn in zip(days, turns, strict=True)
    ]
    for old, new in zip(instead_of, after, strict=False):
        moved = (old.day, old.programme_day) != (new.day, new.programme_day)
        new.id, new.sequence = old.id, old.sequence + moved
    # All at once: moved one by one, two rows would meet on a day.
    PlannedSession.objects.filter(pk__in=[each.pk for each in instead_of]).delete()
    return PlannedSession.objects.bulk_create(after)


def _next_programme_day(plan: Plan) -> ProgrammeDay:
    """A and B take turns over the sessions done, not over the days planned."""
    last = Session.objects.of(plan.user).began().filter(plan=plan).first()
    return ProgrammeDay(last.programme_day).other if last else ProgrammeDay.A
