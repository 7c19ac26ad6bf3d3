"""What a change by hand means for the days of the plan, before it is written."""

from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Exists, QuerySet

from accounts.models import User
from routines.facts.consent import has_agreed
from routines.facts.schedule import (
    Marks,
    days_left_of_week,
    request_for,
    standing_marks,
)
from routines.models import PINS, DayAction, DayMark, Mark, Plan, PlanChange, PlannedSession
from routines.planning.scheduler import schedule


def marks_for(action: str, *, day: date, to: date | None = None) -> dict[date, str | None]:
    """Return the marks that an action means; `to` is the day moved to, or the last day away or
    ill."""
    if action == DayAction.MOVE:
        return {day: Mark.MOVED_AWAY, to or day: Mark.MOVED_HERE}
    if action == DayAction.SESSION:
        return {day: Mark.SESSION}
    if action == DayAction.CLEAR:
        return {day: None}
    last = day if action == DayAction.REST else max(to or day, day)
    days = [day + timedelta(days=number) for number in range((last - day).days + 1)]
    return {each: Mark(action) for each in days}


def as_kept(user: User, marks: Marks, today: date) -> Marks:
    """Return the marks as they will be stored, given the marks already there.

    An illness is stored only with the person's consent; without it the day is a rest day. Removing
    the mark of a session that was moved here also removes the mark on its original day. One query;
    two for an illness or if a move is taken back.
    """
    standing = standing_marks(user, today)
    kept = dict(in_view_of(standing, marks, today))
    if Mark.ILL in kept.values() and not has_agreed(user):
        kept = {day: Mark.REST if mark == Mark.ILL else mark for day, mark in kept.items()}
    for day, mark in marks.items():
        if mark is None and standing.get(day) == Mark.MOVED_HERE:
            kept |= dict.fromkeys(_moved_from(user, day, standing))
    return kept


def in_view_of(standing: Marks, marks: Marks, today: date) -> Marks:
    """Return the marks of a move, adapted so that a session counts once however often it is moved.

    A session that is moved again still counts as away from its original day; moved back there, it
    counts as never moved. So does a missed session: its week has already lost it.
    """
    kept = dict(marks)
    for day, mark in marks.items():
        if mark == Mark.MOVED_AWAY and standing.get(day) == Mark.MOVED_HERE:
            kept[day] = Mark.REST
        elif mark == Mark.MOVED_HERE and (
            standing.get(day) == Mark.MOVED_AWAY or min(marks) < today
        ):
            kept[day] = Mark.SESSION
    return kept


def change_that_put(user: User, day: date) -> PlanChange | None:
    """Return the change that put a session on a day, if it still stands. One query."""
    pinned = DayMark.objects.of(user).filter(day=day, mark__in=PINS)
    return _changes_of(user, day).filter(Exists(pinned)).first()


def _changes_of(user: User, day: date) -> QuerySet[PlanChange]:
    """Return the changes by hand of a day that weren't undone, the last one first."""
    changes = PlanChange.objects.of(user).filter(undone_at=None)
    return changes.filter(before__has_key=day.isoformat())


def _moved_from(user: User, day: date, standing: Marks) -> list[date]:
    """Return the days that were left free by the change which moved a session to `day`."""
    made = _changes_of(user, day).first()
    others = [date.fromisoformat(each) for each in made.before] if made else []
    return [each for each in others if standing.get(each) == Mark.MOVED_AWAY]


def free_day_this_week(*, plan: Plan, today: date) -> date | None:
    """Return the first day left this week for one more session while all planned ones stay.

    None if the rules allow none (brief.md C3 M1).
    """
    request = replace(request_for(plan, today, any_day=True), horizon_days=14)
    planned = PlannedSession.objects.of(plan.user).between(today, request.last_day)
    days = frozenset(planned.values_list("day", flat=True)) - request.done
    for day in days_left_of_week(plan.user, today):
        with_it = replace(request, pinned=days | {day})
        if day not in days and with_it.pinned <= set(schedule(with_it).days):
            return day
    return None
