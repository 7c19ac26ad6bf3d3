"""Putting a plan's sessions on days: gather the facts, ask the scheduler, write the days."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from routines.facts.schedule import days_to_train, request_for
from routines.models import Plan, PlannedSession, Session
from routines.models.session import NOTHING_PLANNED
from routines.planning.turns import turns


@transaction.atomic
def replan(
    *, user: User, today: date, any_day: bool = False, given_back: Collection[date] = ()
) -> list[PlannedSession]:
    """Plan the days from today on anew, given what was done; the past stays as it was.

    This week uses only days that the person chose or that are already planned, so that a session is
    never put on an unexpected day; `any_day` opens the others too, to use the rest of the week.
    `given_back` are days that only the person had put a session on and doesn't any more: they are
    unexpected again, unless their weekday is one that the person chose.
    Returns the planned sessions; none without a plan, and none while strength training waits for a
    professional.
    """
    lock_person(user)
    plan = Plan.objects.of(user).current().select_related("user", "routine").first()
    if plan is None:
        return []
    request = request_for(plan, today, any_day=any_day)
    unexpected = {day for day in given_back if day.weekday() not in plan.training_weekdays}
    request = replace(request, unavailable=request.unavailable | unexpected)
    to_come = PlannedSession.objects.of(user).filter(day__gte=today).exclude(day__in=request.done)
    return _put(plan, days_to_train(request, user, today), instead_of=list(to_come))


def _put(
    plan: Plan, days: tuple[date, ...], *, instead_of: list[PlannedSession]
) -> list[PlannedSession]:
    """Write the future days.

    The first row stays the first session on any day, so that a calendar sees it move; surplus rows
    are deleted.
    """
    letters = turns(plan.routine.days, days, after=_last_programme_day(plan))
    after = [
        PlannedSession(user=plan.user, plan=plan, day=day, programme_day=letter)
        for day, letter in zip(days, letters, strict=True)
    ]
    for old, new in zip(instead_of, after, strict=False):
        moved = (old.day, old.programme_day) != (new.day, new.programme_day)
        new.id, new.sequence = old.id, old.sequence + moved
    # All at once: moved one by one, two rows would briefly share a day.
    PlannedSession.objects.filter(pk__in=[each.pk for each in instead_of]).delete()
    return PlannedSession.objects.bulk_create(after)


def _last_programme_day(plan: Plan) -> str | None:
    """Return the day trained last: days take turns over the sessions done, not over the days
    planned. A session that began with nothing planned isn't counted."""
    began = Session.objects.of(plan.user).began().filter(plan=plan)
    last = began.exclude(programme_day=NOTHING_PLANNED).first()
    return last.programme_day if last else None
