"""Carrying targets over a change of the exercises that a person trains."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction

from accounts.actions import lock_person
from routines.actions.checkpoints import forget_since
from routines.facts.back_state import BackState, back_state
from routines.facts.doses import strength_of
from routines.facts.fold import fold_alone, plan_fold
from routines.facts.next_session import after_last_session
from routines.facts.next_targets import NextTarget, next_targets
from routines.models import LoadUnit, Plan, Routine, TargetOverride
from routines.planning.loads import figure_of

Standing = Mapping[str, NextTarget]


@contextmanager
def keeping_targets(plan: Plan | None, today: date) -> Iterator[None]:
    """Keep the targets of a plan, if there is one, while the exercises of its routine change."""
    if plan is None:
        yield
        return
    back, since = back_state(plan.user, today), after_last_session(plan.user, today)
    before = targets_before(plan, plan.routine, back)
    yield
    carry_targets(plan, before, since=since, back=back)


def plan_using(routine: Routine) -> Plan | None:
    """Return the current plan if it uses this routine. One query."""
    return routine.plans.current().select_related("user", "routine").first()


def targets_before(plan: Plan, coming: Routine, back: BackState) -> Standing:
    """Return where each exercise of a plan, and of the routine that it is to use, stands on the day
    of `back`.

    An exercise without a session yet stands nowhere and isn't among them.
    """
    strength = strength_of(plan)
    found = next_targets(plan_fold(plan, strength, back))
    others = [each for each in strength_of(Plan(routine=coming)) if each.slug not in found]
    if others:
        found |= next_targets(fold_alone(plan, others, back))
    return {slug: each for slug, each in found.items() if each.why.code}


@transaction.atomic
def carry_targets(plan: Plan, before: Standing, *, since: datetime, back: BackState) -> None:
    """Store the targets that would be others in the plan's routine, as those of the next session.

    `back` is the person's state of today, read under the same lock as `before`.

    How a target is reached depends on the exercises beside it and on the sets prescribed. What is
    left out because of pain isn't carried, so that nothing brings it back.
    """
    lock_person(plan.user)
    after = next_targets(plan_fold(plan, strength_of(plan), back))
    moved = [
        (slug, before[slug])
        for slug, each in after.items()
        if slug in before and each.target != before[slug].target
    ]
    for slug, stood in moved:
        if stood.why.leaves_out or after[slug].why.leaves_out:
            continue
        target = stood.target
        TargetOverride.objects.create(
            user=plan.user,
            exercise_id=slug,
            day=back.today,
            since=since,
            sets=target.sets,
            lo=target.lo,
            hi=target.hi,
            load=figure_of(target.load, stood.unit),
            load_unit=LoadUnit(stood.unit),
            load_helps=target.load < 0,
            hold_s=target.hold_s,
            pause_s=target.pause_s,
            height_cm=target.height_cm,
            band=target.band,
            is_carried=True,
        )
    if moved:
        forget_since(plan.user, back.today)
