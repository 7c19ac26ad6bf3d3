"""Making routines, and changing them one step at a time."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, datetime

from django.db import transaction

from accounts.actions import lock_person
from exercises.models import Exercise
from exercises.vocabulary import Phase
from routines.actions.carried_targets import keeping_targets, plan_using
from routines.actions.routine_rows import (
    NotPossible,
    Order,
    changed_row,
    columns_of,
    keep_routine,
    lock_routine,
    make_room,
    put_days,
    refuse_one_more,
    reorder,
    strength_rows,
)
from routines.facts.cautions import is_never_for
from routines.facts.clearance import care_for
from routines.facts.doses import first_dose
from routines.facts.unlocks import is_open
from routines.models import Prescription, Routine
from routines.models.routine import Changed, What
from routines.planning.exercise_order import join_next, leave, move, settle
from routines.planning.programmes import ProgrammeDay
from routines.planning.turns import RoutineDay

MOST_DAYS = len(ProgrammeDay)


@transaction.atomic
def copy_routine(*, routine: Routine, name: str) -> Routine:
    """Make a routine with the same days and exercises, which is the person's own."""
    lock_person(routine.user_id)
    copied = Routine.objects.create(user_id=routine.user_id, name=name, day_data=routine.day_data)
    rows = list(routine.prescriptions.all())
    for row in rows:
        row.pk, row.routine = None, copied
    Prescription.objects.bulk_create(rows)
    return copied


@transaction.atomic
def rename_routine(*, routine: Routine, name: str, version: int) -> Routine:
    """Give a routine another name. Raises OlderVersion."""
    changed = lock_routine(routine, version)
    changed.name = name
    return keep_routine(changed, Changed(what=What.RENAMED, name=name))


@transaction.atomic
def archive_routine(*, routine: Routine, now: datetime) -> Routine:
    """Put a routine away. Raises NotPossible for the one that is in use."""
    lock_person(routine.user_id)
    if routine.plans.current().exists():
        raise NotPossible("in_use")
    routine.archived_at = now
    routine.save(update_fields=["archived_at"])
    return routine


def bring_back_routine(*, routine: Routine) -> Routine:
    routine.archived_at = None
    routine.save(update_fields=["archived_at"])
    return routine


@transaction.atomic
def add_exercise(
    *,
    routine: Routine,
    day: str,
    exercise: Exercise,
    today: date,
    version: int,
    at: int | None = None,
) -> Prescription:
    """Add an exercise at the lower end of the library's dose: at a place from 0, or as the last.

    Raises OlderVersion, and NotPossible if the day has it already or is full, or if the exercise is
    locked.
    """
    changed = lock_routine(routine, version)
    user = changed.user
    rows = strength_rows(changed, day)
    refuse_one_more(rows, exercise.slug)
    care = care_for(user)
    if not is_open(user, exercise, today) or is_never_for(exercise, care.cautions):
        raise NotPossible("locked")
    dose = first_dose(exercise, user, careful=care.careful)
    with keeping_targets(plan_using(changed), today):
        added = Prescription.objects.create(
            user=user,
            routine=changed,
            programme_day=day,
            position=make_room(rows, changed, day),
            exercise=exercise,
            **replace(dose, phase=Phase.STRENGTH).columns(),
        )
    if at is not None:
        reorder([*rows, added], lambda order: move(order, added.pk, at))
    keep_routine(changed, changed_row(What.ADDED, added))
    return added


@transaction.atomic
def remove_exercise(*, prescription: Prescription, today: date, version: int) -> Routine:
    """Take an exercise out of its day; the others keep their targets.

    Raises OlderVersion, and NotPossible for the last one.
    """
    changed = lock_routine(prescription.routine, version)
    rows = strength_rows(changed, prescription.programme_day)
    if len(rows) < 2:
        raise NotPossible("last")
    gone = next(row for row in rows if row.pk == prescription.pk)
    others = [row for row in rows if row is not gone]
    removal = replace(
        changed_row(What.REMOVED, gone),
        rows=(columns_of(gone),),
        beside=tuple(
            row.exercise_id for row in others if gone.superset and row.superset == gone.superset
        ),
    )
    with keeping_targets(plan_using(changed), today):
        gone.delete()
    reorder(others, settle)
    return keep_routine(changed, removal)


def move_exercise(*, prescription: Prescription, to: int, version: int) -> Routine:
    """Put an exercise at another place of its day, from 0. Raises OlderVersion."""
    return _change_order(
        prescription, version, What.MOVED, lambda order: move(order, prescription.pk, to)
    )


def join_exercises(*, prescription: Prescription, version: int) -> Routine:
    """Do an exercise in turn with the next one (a superset). Raises OlderVersion."""
    return _change_order(
        prescription, version, What.JOINED, lambda order: join_next(order, prescription.pk)
    )


def leave_superset(*, prescription: Prescription, version: int) -> Routine:
    """Do an exercise alone again. Raises OlderVersion."""
    return _change_order(
        prescription, version, What.ALONE, lambda order: leave(order, prescription.pk)
    )


@transaction.atomic
def add_day(
    *, routine: Routine, name: str, today: date, version: int, like: str | None = None
) -> RoutineDay:
    """Add a day: with the exercises of the day `like`, or else, and if the routine has that day no
    more, with the warm-up and cool-down of the first day alone.

    Raises OlderVersion, and NotPossible if there are four.
    """
    changed = lock_routine(routine, version)
    days = changed.days
    free = [letter for letter in ProgrammeDay if letter not in {day.letter for day in days}]
    if not free:
        raise NotPossible("days")
    has_it = like in {day.letter for day in days}
    rows = changed.prescriptions.filter(programme_day=like if has_it else days[0].letter)
    copied = list(rows if has_it else rows.exclude(phase=Phase.STRENGTH))
    for row in copied:
        row.pk, row.programme_day = None, free[0]
    Prescription.objects.bulk_create(copied)
    added = RoutineDay(letter=free[0], name=name)
    change = Changed(what=What.DAY_ADDED, day=added.letter, name=name)
    put_days(changed, [*days, added], change, today)
    return added


@transaction.atomic
def change_day(
    *, routine: Routine, day: str, name: str, weekday: int | None, today: date, version: int
) -> Routine:
    """Give a day another name, or the weekday that it is meant for. Raises OlderVersion."""
    changed = lock_routine(routine, version)
    days = [
        replace(each, name=name, weekday=weekday) if each.letter == day else each
        for each in changed.days
    ]
    return put_days(changed, days, Changed(what=What.DAY_CHANGED, day=day, name=name), today)


@transaction.atomic
def remove_day(*, routine: Routine, day: str, today: date, version: int) -> Routine:
    """Take a day out of a routine. Raises OlderVersion, and NotPossible for the last one and for
    one that it doesn't have."""
    changed = lock_routine(routine, version)
    if len(changed.days) < 2:
        raise NotPossible("last_day")
    gone = next((each for each in changed.days if each.letter == day), None)
    if gone is None:
        raise NotPossible("no_day")
    rows = changed.prescriptions.filter(programme_day=day)
    removal = Changed(
        what=What.DAY_REMOVED,
        day=day,
        name=gone.name,
        rows=tuple(columns_of(row) for row in rows),
        removed=asdict(gone),
    )
    with keeping_targets(plan_using(changed), today):
        rows.delete()
    return put_days(changed, [each for each in changed.days if each.letter != day], removal, today)


@transaction.atomic
def _change_order(
    prescription: Prescription, version: int, what: What, change: Callable[[Order], Order]
) -> Routine:
    changed = lock_routine(prescription.routine, version)
    reorder(strength_rows(changed, prescription.programme_day), change)
    return keep_routine(changed, changed_row(what, prescription))
