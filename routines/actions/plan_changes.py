"""Changes to the plan by hand: move, rest, away, ill; and undoing them."""

from datetime import date, datetime

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from routines.actions.schedule import replan
from routines.facts.back_state import back_state
from routines.facts.clearance import refuse_to_plan
from routines.facts.plan_changes import as_kept
from routines.facts.schedule import (
    Marks,
    pinned_by,
    refused_pins,
    request_for,
    why_not_today,
)
from routines.models import PINS, DayMark, Mark, Plan, PlanChange, PlannedSession
from routines.planning.findings import Finding
from routines.planning.scheduler import schedule


class DayRefused(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """A rule refuses a session on the day it was put on; `findings` are the rules."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


@transaction.atomic
def change_plan(*, user: User, marks: Marks, today: date, now: datetime) -> PlanChange:
    """Write the marks and plan anew around them.

    Raises DayRefused or StrengthLocked, and then changes nothing. A mark on a past day dismisses
    the session planned there, so that Today doesn't ask about it again.
    """
    lock_person(user)
    plan = Plan.objects.of(user).current().select_related("user", "routine").get()
    marks = as_kept(user, marks, today)
    to_come = {day: mark for day, mark in marks.items() if day >= today}
    refuse_to_plan(user, pinned_by(to_come), today)
    found = schedule(request_for(plan, today, changes=to_come))
    if refused := refused_pins(found.findings, to_come):
        raise DayRefused(refused)
    before = dict(DayMark.objects.of(user).filter(day__in=to_come).values_list("day", "mark"))
    change = PlanChange.objects.create(
        user=user,
        made_at=now,
        before={day.isoformat(): before.get(day) for day in to_come},
        dismissed=_dismiss(user, [day for day in marks if day < today]),
    )
    _write(user, to_come)
    replan(user=user, today=today)
    return change


@transaction.atomic
def train_today(*, user: User, today: date, now: datetime) -> PlanChange | None:
    """Put the next session on today, and plan anew around it; the change can be undone.

    Returns None, and changes nothing, if a session is planned for today already. Raises DayRefused
    or StrengthLocked.
    """
    lock_person(user)
    if PlannedSession.objects.of(user).filter(day=today).exists():
        return None
    plan = Plan.objects.of(user).current().select_related("user", "routine").get()
    if refused := why_not_today(plan, back_state(user, today)):
        raise DayRefused(refused)
    return change_plan(user=user, marks={today: Mark.SESSION}, today=today, now=now)


@transaction.atomic
def undo_change(*, change: PlanChange, today: date, now: datetime) -> None:
    """Restore the earlier marks, and plan anew. Repeating it changes nothing."""
    lock_person(change.user)
    change.refresh_from_db()
    if change.undone_at:
        return
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    before = {date.fromisoformat(day): mark for day, mark in change.before.items()}
    pinned = DayMark.objects.of(change.user).filter(day__in=before, mark__in=PINS)
    given_back = [day for day in pinned.values_list("day", flat=True) if before[day] not in PINS]
    _write(change.user, before)
    PlannedSession.objects.of(change.user).filter(pk__in=change.dismissed).update(dismissed=False)
    replan(user=change.user, today=today, given_back=given_back)


def _write(user: User, marks: Marks) -> None:
    DayMark.objects.of(user).filter(day__in=marks).delete()
    DayMark.objects.bulk_create(
        DayMark(user=user, day=day, mark=mark) for day, mark in marks.items() if mark
    )


def _dismiss(user: User, days: list[date]) -> list[str]:
    passed = PlannedSession.objects.of(user).filter(day__in=days, dismissed=False)
    keys = [str(key) for key in passed.values_list("pk", flat=True)]
    passed.update(dismissed=True)
    return keys
