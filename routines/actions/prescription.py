"""Set the figures of an exercise of a routine, copy it, and put back a removed one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import partial
from itertools import pairwise
from typing import Any

from django.db import transaction

from exercises.vocabulary import Phase
from routines.actions.carried_targets import keeping_targets, plan_using
from routines.actions.routine_rows import (
    NotPossible,
    changed_row,
    keep_routine,
    lock_routine,
    make_room,
    put_days,
    refuse_one_more,
    reorder,
    strength_rows,
)
from routines.actions.target_overrides import FIGURES, Chosen, choose_target
from routines.models import Prescription, Routine
from routines.models.routine import Changed, What
from routines.planning.exercise_order import join_next, move
from routines.planning.programmes import ProgrammeDay
from routines.planning.turns import RoutineDay


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How the sets of an exercise are done: what no session changes, and the person's own note.

    `rest_s`: seconds after a set. `tempo`: as in `planning.tempo`, "" for none. `rir_lo` to
    `rir_hi`: good repetitions left; None if effort isn't prescribed.
    """

    rest_s: int
    tempo: str
    rir_lo: int | None
    rir_hi: int | None
    note: str


@transaction.atomic
def change_prescription(
    *,
    prescription: Prescription,
    chosen: Chosen | None,
    manner: Manner,
    version: int,
    now: datetime,
) -> Routine:
    """Set what a routine asks of an exercise: the `chosen` figures on each of its days, as an
    exercise has one target; how it is done on this day alone.

    If a plan uses the routine, the next session asks for these figures as the person's own target,
    and later ones go on from there; the session that runs and the log stay as they are. Without
    `chosen`, the figures stay the app's. Raises OlderVersion, and AboveAllowed if pain limits the
    target at present.
    """
    changed = lock_routine(prescription.routine, version)
    Prescription.objects.filter(pk=prescription.pk).update(**asdict(manner))
    plan = changed.plans.current().select_related("user").first() if chosen else None
    if chosen and plan:
        choose_target(
            plan=plan, exercise=prescription.exercise, chosen=chosen, now=now, in_running=False
        )
    if chosen:
        rows = changed.prescriptions.filter(phase=Phase.STRENGTH)
        for row in rows.filter(exercise=prescription.exercise_id):
            _set_figures(row, chosen, is_ahead=plan is None)
    return keep_routine(changed, changed_row(What.FIGURES, prescription))


def _set_figures(row: Prescription, chosen: Chosen, *, is_ahead: bool) -> None:
    if row.start_data is None:
        row.start_data = {name: getattr(row, name) for name in FIGURES}
    figures = {name: value for name, value in asdict(chosen).items() if value is not None}
    unit = figures.pop("unit")
    for name, value in {"load": None, **figures, "load_unit": unit, "aim": chosen.lo}.items():
        setattr(row, name, value)
    row.is_set_ahead = is_ahead
    row.save()


@transaction.atomic
def copy_exercise(*, prescription: Prescription, to: str, version: int) -> Prescription:
    """Add an exercise as it stands to another day, as its last one. Raises OlderVersion, and
    NotPossible if that day has it already, is full, or is no day of the routine."""
    changed = lock_routine(prescription.routine, version)
    if to not in {day.letter for day in changed.days}:
        raise NotPossible("no_day")
    rows = strength_rows(changed, to)
    refuse_one_more(rows, prescription.exercise_id)
    copied = Prescription.objects.get(pk=prescription.pk)
    copied.pk, copied.programme_day, copied.superset = None, to, 0
    copied.position = make_room(rows, changed, to)
    copied.save()
    keep_routine(changed, changed_row(What.COPIED, copied))
    return copied


@transaction.atomic
def put_back(*, routine: Routine, removal: int, today: date, version: int) -> Routine:
    """Put back the exercise or the day that the version `removal` of a routine removed: at its
    place, with its figures, and with the neighbour that it was done in turn with.

    Raises OlderVersion, and NotPossible if it can't be put back any more: something else was
    removed since, or its day is gone, is full or has it again.
    """
    changed = lock_routine(routine, version)
    undone = next((each for each in changed.changes if each.version == removal), None)
    if undone is None or not undone.can_be_undone:
        raise NotPossible("undone")
    done = replace(undone, what=What.PUT_BACK, rows=(), removed=None)
    changed.change_data = [
        asdict(replace(each, rows=(), removed=None) if each == undone else each)
        for each in changed.changes
    ]
    if undone.removed is not None:
        return _put_back_day(changed, undone, done, today)
    with keeping_targets(plan_using(changed), today):
        _put_back_row(changed, undone)
    return keep_routine(changed, done)


def _put_back_day(routine: Routine, undone: Changed, done: Changed, today: date) -> Routine:
    taken = {day.letter for day in routine.days}
    free = [letter for letter in (undone.day, *ProgrammeDay) if letter not in taken]
    if not free:
        raise NotPossible("days")
    day = RoutineDay(**(undone.removed or {}) | {"letter": ProgrammeDay(free[0])})
    rows = [_row(routine, columns | {"programme_day": day.letter}) for columns in undone.rows]
    with keeping_targets(plan_using(routine), today):
        Prescription.objects.bulk_create(rows)
    return put_days(routine, [*routine.days, day], replace(done, day=day.letter), today)


def _put_back_row(routine: Routine, undone: Changed) -> None:
    columns, day = undone.rows[0], undone.day
    if day not in {each.letter for each in routine.days}:
        raise NotPossible("no_day")
    rows = strength_rows(routine, day)
    refuse_one_more(rows, columns["exercise_id"])
    place = sum(row.position < columns["position"] for row in rows)
    row = _row(routine, columns | {"superset": 0, "position": make_room(rows, routine, day)})
    row.save()
    reorder([*rows, row], lambda order: move(order, row.pk, place))
    in_order = strength_rows(routine, day)
    for first, second in pairwise(in_order):
        pair = {first.exercise_id, second.exercise_id} - {row.exercise_id}
        if len(pair) == 1 and pair <= set(undone.beside):
            reorder(in_order, partial(join_next, key=first.pk))


def _row(routine: Routine, columns: Mapping[str, Any]) -> Prescription:
    return Prescription(user_id=routine.user_id, routine=routine, **columns)
