"""Training by another routine: one of the person's own, or a starter programme."""

from datetime import date

from django.db import transaction

from accounts.actions import lock_person
from accounts.keys import new_key
from accounts.models import User
from exercises.vocabulary import Phase
from routines.actions.carried_targets import carry_targets, targets_before
from routines.actions.routine_rows import NotPossible, keep_in_reserve
from routines.actions.schedule import replan
from routines.actions.starter import prescribe_starter
from routines.actions.target_overrides import choose_set_ahead
from routines.facts.back_state import back_state
from routines.facts.next_session import after_last_session
from routines.models import Plan, PlannedSession, Routine


@transaction.atomic
def use_routine(*, routine: Routine, today: date) -> Plan:
    """Train by a routine from today on, on the same weekdays; each exercise goes on from where it
    stood, except those whose figures the person set meanwhile.

    A starter programme also sets the level of the plan, and is fitted to the present equipment and
    cautions. A routine that was put away is brought back. Changes nothing if it is in use already.
    Raises NotPossible while one of its days has no exercise.
    """
    user = routine.user
    lock_person(user)
    plan = Plan.objects.of(user).current().select_related("user").get()
    if plan.routine_id == routine.pk:
        return plan
    routine.refresh_from_db()
    if routine.starter:
        routine.prescriptions.all().delete()
        prescribe_starter(routine, plan, routine.starter)
    strength = routine.prescriptions.filter(phase=Phase.STRENGTH)
    filled = set(strength.values_list("programme_day", flat=True))
    if filled != {day.letter for day in routine.days}:
        raise NotPossible("empty")
    Routine.objects.filter(pk=routine.pk).update(archived_at=None)
    return _take_into_use(plan, routine, today)


def _take_into_use(plan: Plan, routine: Routine, today: date) -> Plan:
    back, since = back_state(plan.user, today), after_last_session(plan.user, today)
    before = targets_before(plan, routine, back)
    Plan.objects.filter(pk=plan.pk).update(ended_on=today)
    # A copy of the row, so that all choices about the week stay.
    plan.pk, plan.routine, plan.started_on = new_key(), routine, today
    plan.level = routine.starter or plan.level
    plan.save(force_insert=True)
    keep_in_reserve(routine)
    carry_targets(plan, before, since=since, back=back)
    choose_set_ahead(routine=routine, today=today)
    PlannedSession.objects.of(plan.user).filter(day__gte=today).delete()
    replan(user=plan.user, today=today)
    return plan


@transaction.atomic
def use_starter(*, user: User, level: str, today: date) -> Plan:
    """Train by the starter programme of a level from today on, as `use_routine`."""
    lock_person(user)
    plan = Plan.objects.of(user).current().select_related("user", "routine").get()
    if plan.routine.starter == level:
        return plan
    return use_routine(routine=Routine.objects.create(user=user, starter=level), today=today)


@transaction.atomic
def copy_starter(*, plan: Plan, level: str, name: str) -> Routine:
    """Make a routine of the person's own with the exercises of a starter programme, fitted to
    them."""
    lock_person(plan.user)
    copied = Routine.objects.create(user=plan.user, name=name)
    prescribe_starter(copied, plan, level)
    return copied
