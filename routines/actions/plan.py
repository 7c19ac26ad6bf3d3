"""Making a plan, and changing what it prescribes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from exercises.models import Exercise
from routines.actions.carried_targets import keeping_targets
from routines.actions.item import swap_item, undo_swap
from routines.actions.schedule import replan
from routines.actions.starter import prescribe_starter
from routines.facts.back_state import back_state
from routines.facts.clearance import care_for, lock_on
from routines.facts.doses import first_dose
from routines.facts.offers import OfferKind, begins_with_two, plan_offer
from routines.facts.units import unit_for
from routines.facts.unlocks import is_open
from routines.models import Plan, PlannedSession, Prescription, Routine, Session, SessionItem
from routines.planning import levels
from routines.planning.effort import MUCH_PAIN
from routines.planning.programmes import Level


@dataclass(frozen=True, kw_only=True)
class PlanChoices:
    """What a person chooses for a plan.

    `weekdays`: 0 = Monday … 6 = Sunday. `equipment`: the words of `exercises.vocabulary`.
    `weights`: as in `Plan.weights`.
    """

    level: str
    sessions_per_week: int
    weekdays: Collection[int]
    equipment: Collection[str]
    weights: Mapping[str, str | Sequence[str]] = field(default_factory=dict)


def set_up_plan(*, user: User, choices: PlanChoices, today: date) -> Plan:
    """Make a plan from the answers of the set-up.

    People who are new, back after a long break, or in much pain begin with two sessions a week and
    are offered the third after two weeks (brief.md C2 S4).
    """
    two = begins_with_two(user, today) or (user.usual_pain or 0) >= MUCH_PAIN
    begun = replace(choices, sessions_per_week=2) if two else choices
    plan = make_plan(user=user, choices=begun, today=today)
    if plan.sessions_per_week < choices.sessions_per_week:
        plan.wants_three = True
        plan.save(update_fields=["wants_three"])
    return plan


@transaction.atomic
def answer_offer(*, plan: Plan, offer: str, wanted: bool, today: date) -> Plan:
    """Carry out the answer to an offer, by its kind.

    Changes nothing if it isn't offered any more, or while strength training is locked.
    """
    lock_person(plan.user)
    standing = plan_offer(plan, back_state(plan.user, today), care_for(plan.user))
    if lock_on(plan.user, today) or standing is None or standing.kind != offer:
        return plan
    answers = {
        OfferKind.THIRD: answer_third_session,
        OfferKind.DELOAD: answer_deload,
        OfferKind.LEVEL: answer_level,
    }
    return answers[OfferKind(offer)](plan=plan, wanted=wanted, today=today)


@transaction.atomic
def answer_third_session(*, plan: Plan, wanted: bool, today: date) -> Plan:
    """Add the third session a week, or decline it; either way it isn't offered again."""
    plan.wants_three = False
    plan.sessions_per_week = 3 if wanted else plan.sessions_per_week
    plan.save(update_fields=["wants_three", "sessions_per_week"])
    replan(user=plan.user, today=today)
    return plan


def answer_deload(*, plan: Plan, wanted: bool, today: date) -> Plan:
    """Make the coming seven days lighter, or decline it; it is offered again in six weeks."""
    plan.deload_asked_on = today
    plan.deload_from = today if wanted else plan.deload_from
    plan.save(update_fields=["deload_asked_on", "deload_from"])
    return plan


@transaction.atomic
def answer_level(*, plan: Plan, wanted: bool, today: date) -> Plan:
    """Make the plan of the next level with the same days and equipment, or ask again in two weeks.

    Repeating the answer moves up only once.
    """
    lock_person(plan.user)
    plan.refresh_from_db(fields=["ended_on"])
    if plan.ended_on:
        return plan
    above = levels.ABOVE.get(Level(plan.level))
    if not wanted or above is None:
        plan.level_asked_on = today
        plan.save(update_fields=["level_asked_on"])
        return plan
    choices = PlanChoices(
        level=above,
        sessions_per_week=plan.sessions_per_week,
        weekdays=plan.weekdays,
        equipment=plan.equipment,
        weights=plan.weights,
    )
    moved = make_plan(user=plan.user, choices=choices, today=today)
    kept = ("wants_three", "deload_from", "deload_asked_on")
    for name in kept:
        setattr(moved, name, getattr(plan, name))
    moved.save(update_fields=kept)
    return moved


@transaction.atomic
def make_plan(*, user: User, choices: PlanChoices, today: date) -> Plan:
    """Make an open-ended plan; the plan before it ends, and is kept.

    It has the level's starter programme. A routine of the person's own stays in use, unless they
    chose another level: then it waits in their list.
    """
    lock_person(user)
    before = Plan.objects.of(user).current().select_related("routine").first()
    own = before.routine if before and before.goes_on_with_own_routine(choices.level) else None
    Plan.objects.of(user).current().update(ended_on=today)
    plan = Plan.objects.create(
        user=user,
        routine=own or Routine.objects.create(user=user, starter=choices.level),
        level=choices.level,
        sessions_per_week=choices.sessions_per_week,
        weekdays=sorted(choices.weekdays),
        equipment=sorted(choices.equipment),
        weights=choices.weights,
        started_on=today,
    )
    if own is None:
        prescribe_starter(plan.routine, plan, choices.level)
    PlannedSession.objects.of(user).filter(day__gte=today).delete()
    replan(user=user, today=today)
    return plan


@transaction.atomic
def keep_swaps(
    *, plan: Plan, programme_day: str, swaps: Iterable[tuple[str, Exercise]], today: date
) -> list[Prescription]:
    """Replace exercises of the plan's day by others, with the same number of sets.

    `swaps` pairs the slug of the replaced exercise with its substitute. Leaves out substitutes that
    the plan's equipment doesn't allow, that are already in the day, or that are locked. Returns the
    changed prescriptions.
    """
    lock_person(plan.user)
    day = plan.prescriptions.filter(programme_day=programme_day)
    careful = care_for(plan.user).careful
    prescribed = {each.exercise_id: each for each in day}
    exchanged = []
    for slug, exercise in swaps:
        found = prescribed.get(slug)
        possible = exercise.fits(plan.equipment)
        if found is None or not possible or exercise.slug in prescribed:
            continue
        if not is_open(plan.user, exercise, today):
            continue
        _exchange(found, exercise, plan=plan, careful=careful)
        prescribed[exercise.slug] = prescribed.pop(slug)
        exchanged.append(found)
    return exchanged


def _exchange(prescription: Prescription, exercise: Exercise, *, plan: Plan, careful: bool) -> None:
    """Replace the exercise of a prescription by another at its first dose, with the same sets."""
    unit = unit_for(exercise, plan)
    first = first_dose(exercise, plan.user, careful=careful, unit=unit)
    dose = replace(first, phase=prescription.phase, sets=prescription.sets)
    for name, value in dose.columns().items():
        setattr(prescription, name, value)
    prescription.exercise, prescription.note = exercise, ""
    prescription.start_data, prescription.is_set_ahead = None, False
    prescription.save()


@transaction.atomic
def change_rung(
    *, plan: Plan, exercise: Exercise, to: Exercise, today: date, now: datetime
) -> SessionItem | None:
    """Replace an exercise by another of its ladder, on both days of the plan and in the running
    session.

    Each keeps its number of sets, and the other exercises of the plan keep their targets. Changes
    nothing while strength training is locked, or on a day that has the other exercise already.
    Returns its item in the running session, None if it isn't in it.
    """
    lock_person(plan.user)
    if lock_on(plan.user, today):
        return None
    careful = care_for(plan.user).careful
    prescribed = plan.prescriptions
    has_it = set(prescribed.filter(exercise=to).values_list("programme_day", flat=True))
    with keeping_targets(plan, today):
        for each in prescribed.filter(exercise=exercise).exclude(programme_day__in=has_it):
            _exchange(each, to, plan=plan, careful=careful)
    return _in_session(plan, exercise, to, now)


def _in_session(plan: Plan, exercise: Exercise, to: Exercise, now: datetime) -> SessionItem | None:
    running = Session.objects.of(plan.user).in_progress()
    items = SessionItem.objects.of(plan.user).filter(session__in=running, swapped_at=None)
    item = items.filter(exercise=exercise).select_related("instead_of").first()
    if item is None or items.filter(exercise=to).exists():
        return item
    if item.instead_of and item.instead_of.exercise_id == to.slug:
        return undo_swap(item=item, now=now)
    return swap_item(item=item, exercise=to, now=now)
