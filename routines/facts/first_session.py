"""When a new plan begins, and why not earlier."""

from dataclasses import dataclass
from datetime import date, timedelta

from routines.facts.clearance import lock_on
from routines.facts.schedule import why_not
from routines.models import DayMark, Plan, PlannedSession
from routines.planning.findings import RefusedDay, Rule
from routines.planning.screening import Lock


@dataclass(frozen=True, kw_only=True)
class FirstSession:
    """The first days of a plan.

    `skipped` is the first of the chosen days that passes without a session, None if none does.
    `rule` is the rule that forbids a session on it, `clashes_with` the sessions it is too close to;
    `is_closed`: strength training is locked on that day.
    """

    days: tuple[date, ...]
    skipped: date | None = None
    rule: Rule | None = None
    clashes_with: tuple[date, ...] = ()
    is_closed: bool = False

    @property
    def day(self) -> date:
        return self.days[0]


def first_session(plan: Plan, today: date) -> FirstSession | None:
    """Return when the plan begins, and why no earlier chosen day is used; None if nothing is
    planned.

    One query; if a chosen day is skipped, two more and those of `why_not`.
    """
    planned = PlannedSession.objects.of(plan.user).filter(day__gte=today).order_by("day")
    days = tuple(planned.values_list("day", flat=True)[: plan.sessions_per_week])
    if not days:
        return None
    earlier = [today + timedelta(days=number) for number in range((days[0] - today).days)]
    skipped = next((day for day in earlier if day.weekday() in plan.weekdays), None)
    if skipped is None:
        return FirstSession(days=days)
    if skipped == today and lock_on(plan.user, today) == Lock.WAIT:
        return FirstSession(days=days, skipped=skipped, is_closed=True)
    if DayMark.objects.of(plan.user).filter(day=skipped).exists():
        return FirstSession(days=days, skipped=skipped, rule=Rule.UNAVAILABLE)
    for found in why_not(plan=plan, today=today, day=skipped):
        if isinstance(found, RefusedDay):
            clashes = found.clashes_with
            return FirstSession(days=days, skipped=skipped, rule=found.rule, clashes_with=clashes)
    return FirstSession(days=days, skipped=skipped)
