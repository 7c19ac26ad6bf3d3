"""The rows of a routine as its verbs change them: locked, ordered, and kept as the next version."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeAlias

from django.db.models import CharField, F, UUIDField

from accounts.actions import lock_person
from backhealth.prepared import Given, Prepared
from exercises.vocabulary import Phase
from routines.actions.schedule import replan
from routines.facts.clearance import care_for
from routines.models import Prescription, Routine
from routines.models.routine import Changed, What, stored_days
from routines.planning.exercise_order import Slot
from routines.planning.screening import CAREFUL_RIR
from routines.planning.turns import RoutineDay

Order: TypeAlias = Sequence[Slot[int]]

MOST_EXERCISES = 20  # of a day, warm-up and cool-down aside


class OlderVersion(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """The routine was changed since the page was made that this change came from."""


class NotPossible(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """The change would leave no routine that can be trained; `why` is the rule."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def lock_routine(routine: Routine, version: int) -> Routine:
    """Return the routine as it stands now. Raises OlderVersion if that is a newer version."""
    lock_person(routine.user_id)
    [found] = _AS_IT_STANDS(routine=routine)
    if found.version != version:
        raise OlderVersion
    return found


def keep_routine(routine: Routine, change: Changed) -> Routine:
    """Store a changed routine as its next version, which is the person's own choice; a new name
    and other weekdays leave the exercises to the app."""
    routine.remember(change)
    if change.what not in {What.RENAMED, What.WEEKDAYS}:
        routine.starter = ""
    routine.save(update_fields=["name", "day_data", "change_data", "version", "starter"])
    return routine


def changed_row(what: What, row: Prescription) -> Changed:
    """Return a change of one exercise of a day."""
    return Changed(what=what, day=row.programme_day, name=row.exercise.name)


def columns_of(row: Prescription) -> dict[str, Any]:
    """Return the columns of a row that make it what it is, wherever it stands."""
    fixed = {"id", "user", "routine"}
    fields = [each for each in row._meta.concrete_fields if each.name not in fixed]
    return {each.attname: each.value_from_object(row) for each in fields}


def strength_rows(routine: Routine, day: str) -> list[Prescription]:
    return _STRENGTH(routine=routine.pk, day=day)


_ROUTINE = Given("routine", UUIDField())
_AS_IT_STANDS = Prepared(lambda: Routine.objects.filter(pk=_ROUTINE).select_related("user"))
_STRENGTH = Prepared(
    lambda: Prescription.objects.filter(
        routine=_ROUTINE,
        programme_day=Given("day", CharField()),
        phase=Phase.STRENGTH,
    ).order_by("position", "pk")
)


def make_room(rows: Sequence[Prescription], routine: Routine, day: str) -> int:
    """Return the position behind these exercises, and make room there before the cool-down."""
    before = routine.prescriptions.filter(programme_day=day, phase=Phase.WARM_UP).count()
    position = rows[-1].position + 1 if rows else before + 1
    later = routine.prescriptions.filter(programme_day=day, position__gte=position)
    later.update(position=F("position") + 1)
    return position


def reorder(rows: Sequence[Prescription], change: Callable[[Order], Order]) -> None:
    """Write the order of a day's strength exercises anew: they share the positions they have.

    One query for each that changes: nearly always two, for which a bulk update takes three times as
    long.
    """
    by_key = {row.pk: row for row in rows}
    order = change([Slot(row.pk, row.superset) for row in rows])
    for slot, position in zip(order, sorted(row.position for row in rows), strict=True):
        row = by_key[slot.key]
        if (row.position, row.superset) != (position, slot.group):
            row.position, row.superset = position, slot.group
            row.save(update_fields=["position", "superset"])


def put_days(routine: Routine, days: Sequence[RoutineDay], change: Changed, today: date) -> Routine:
    """Store the days of a routine, and plan anew if a plan uses it."""
    routine.day_data = stored_days(sorted(days, key=lambda day: day.letter))
    kept = keep_routine(routine, change)
    if kept.plans.current().exists():
        replan(user=kept.user, today=today)
    return kept


def refuse_one_more(rows: Sequence[Prescription], slug: str) -> None:
    """Raise NotPossible if a day with these exercises can't have this one as well."""
    if slug in {row.exercise_id for row in rows}:
        raise NotPossible("twice")
    if len(rows) >= MOST_EXERCISES:
        raise NotPossible("full")


def keep_in_reserve(routine: Routine) -> None:
    """Leave as many repetitions in reserve as the person's answers require: the routine may be
    older than they are, or somebody else's."""
    if not care_for(routine.user_id).careful:
        return
    least, most = CAREFUL_RIR
    routine.prescriptions.filter(rir_lo__lt=least).update(rir_lo=least)
    routine.prescriptions.filter(rir_hi__lt=most).update(rir_hi=most)
