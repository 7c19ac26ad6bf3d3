"""Keeping in the routine what was different in a session."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date

from django.db import transaction

from routines.actions.routine import add_exercise, remove_exercise
from routines.actions.routine_rows import (
    NotPossible,
    changed_row,
    keep_routine,
    lock_routine,
    reorder,
    strength_rows,
)
from routines.facts.kept_changes import SessionChanges
from routines.models import Routine
from routines.models.routine import What
from routines.planning.exercise_order import Slot, arranged


@transaction.atomic
def keep_changes(
    *,
    changes: SessionChanges,
    added: Collection[str],
    removed: Collection[str],
    order: bool,
    today: date,
) -> Routine | None:
    """Write the chosen changes of a session into its day of the routine, which is then the
    person's own; None if there is no routine.

    `added` and `removed` are slugs, `order` stands for the order and the supersets. What the day
    can't take any more, as it was changed meanwhile, is left out.
    """
    routine = changes.routine
    if routine is None:
        return None
    for item in changes.added:
        if item.exercise_id in added:
            routine.refresh_from_db()
            with suppress(NotPossible):
                add_exercise(
                    routine=routine,
                    day=changes.day,
                    exercise=item.exercise,
                    today=today,
                    version=routine.version,
                )
    for row in changes.removed:
        if row.exercise_id in removed:
            routine.refresh_from_db()
            with suppress(NotPossible):
                remove_exercise(prescription=row, today=today, version=routine.version)
    return _keep_order(routine, changes) if order and changes.order else routine


def _keep_order(routine: Routine, changes: SessionChanges) -> Routine:
    routine.refresh_from_db()
    changed = lock_routine(routine, routine.version)
    rows = strength_rows(changed, changes.day)
    key_of = {row.exercise_id: row.pk for row in rows}
    named = [Slot(key_of[slot.key], slot.group) for slot in changes.order if slot.key in key_of]
    reorder(rows, lambda now: arranged([slot.key for slot in now], named))
    return keep_routine(changed, changed_row(What.MOVED, rows[0]))
