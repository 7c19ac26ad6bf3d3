"""What a change of the plan would move, before it is made. Writes nothing."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from routines.facts.clearance import refuse_to_plan
from routines.facts.plan_changes import as_kept, in_view_of, marks_for
from routines.facts.schedule import (
    Marks,
    pinned_by,
    refused_pins,
    request_for,
    standing_marks,
    with_marks,
)
from routines.models import DayAction, Plan, PlannedSession
from routines.planning.day_rules import refusals
from routines.planning.findings import Finding, Rule
from routines.planning.scheduler import ScheduleRequest, schedule

DAYS_SHOWN = 28
DAYS_NEAR = 7
# Days are suggested a few days around the session; any other date can be typed.
DAYS_BEFORE, DAYS_AFTER = 6, 8
CLASHES = frozenset({Rule.REST_DAY, Rule.SEVEN_DAYS, Rule.WEEK_FULL})


@dataclass(frozen=True, kw_only=True)
class Move:
    """A session that leaves its day.

    `to` is its new day, None if there is none; `reasons` holds the rule that it would break on its
    old day, and is empty if the person moved it.
    """

    programme_day: str
    day: date
    to: date | None
    reasons: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a change does to the sessions of the next four weeks.

    `moves` ascend by day; `added` are days that gain a session. `refused` is why the change can't
    be made; empty if it can.
    """

    moves: tuple[Move, ...]
    added: tuple[date, ...]
    refused: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GoodDay:
    """A day that a session can be moved to, and how many other sessions that moves."""

    day: date
    others_moved: int


def preview(*, plan: Plan, today: date, changes: Marks) -> Preview:
    """Return what these marks would do to the plan. Raises StrengthLocked."""
    refuse_to_plan(plan.user, pinned_by(changes), today)
    changes = as_kept(plan.user, changes, today)
    request = request_for(plan, today, changes=changes)
    found = schedule(request)
    refused = refused_pins(found.findings, changes)
    return replace(_difference(plan, request, found.days, changes), refused=refused)


def preview_again(*, plan: Plan, today: date) -> Preview:
    """Return what planning again from today would do, with every day left of this week open."""
    request = request_for(plan, today, any_day=True)
    return _difference(plan, request, schedule(request).days, {})


def good_days(*, plan: Plan, today: date, day: date) -> list[GoodDay]:
    """Return the days around `day` that its session can be moved to, ascending.

    Only those that move the fewest other sessions.
    """
    request = replace(request_for(plan, today), horizon_days=DAYS_SHOWN)
    standing = standing_marks(plan.user, today)
    planned = set(_planned(plan, request)) - {day}
    around = [day + timedelta(days=number) for number in range(-DAYS_BEFORE, DAYS_AFTER)]
    found = []
    for to in around:
        if to in planned or to == day or not request.today <= to <= request.last_day:
            continue
        marks = in_view_of(standing, marks_for(DayAction.MOVE, day=day, to=to), today)
        days = frozenset(schedule(with_marks(request, marks)).days)
        if to in days:
            found.append(GoodDay(day=to, others_moved=len(planned - days)))
    fewest = min((each.others_moved for each in found), default=0)
    return [each for each in found if each.others_moved == fewest]


def _planned(plan: Plan, request: ScheduleRequest) -> dict[date, str]:
    """Return the programme day of each session planned in the next four weeks, by its day."""
    last = request.today + timedelta(days=DAYS_SHOWN - 1)
    rows = PlannedSession.objects.of(plan.user).between(request.today, last)
    return {each.day: each.programme_day for each in rows if each.day not in request.done}


def _difference(
    plan: Plan, request: ScheduleRequest, days: Iterable[date], changes: Marks
) -> Preview:
    now = _planned(plan, request)
    last = request.today + timedelta(days=DAYS_SHOWN - 1)
    then = {day for day in days if day <= last}
    come = sorted(then - now.keys())
    moves = []
    # The session that the person moved goes to its chosen day, any other to the nearest day.
    for day in sorted(now.keys() - then, key=lambda each: (each not in changes, each)):
        by_hand = [each for each in come if day in changes and each in changes]
        near = by_hand or [each for each in come if abs((each - day).days) < DAYS_NEAR]
        to = min(near, key=lambda each: abs((each - day).days), default=None)
        come = [each for each in come if each != to]
        reasons = () if day in changes or not changes else _reasons(request, day, then - {to})
        moves.append(Move(programme_day=now[day], day=day, to=to, reasons=reasons))
    moves.sort(key=lambda move: move.day)
    return Preview(moves=tuple(moves), added=tuple(come))


def _reasons(request: ScheduleRequest, day: date, planned: Set[date]) -> tuple[Finding, ...]:
    """Return the first rule that a session on `day` would break beside the planned ones."""
    found = refusals(request, (day,), request.done | planned)
    return tuple(each for each in found if each.rule in CLASHES)[:1]
