"""How a session differed from its day of the routine, and which changes may be kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from exercises.vocabulary import Phase
from routines.models import Prescription, Routine, Session, SessionItem
from routines.planning.exercise_order import Slot, arranged, settle


@dataclass(frozen=True, kw_only=True)
class SessionChanges:
    """The differences of a session from its day of `routine`, None if there is nothing to ask.

    `added`: items with a set that the day hasn't got. `removed`: prescriptions that were taken out.
    `order`: the exercises in the order of the session, by slug, with their supersets; empty if the
    day has them so already.
    """

    routine: Routine | None = None
    day: str = ""
    added: Sequence[SessionItem] = ()
    removed: Sequence[Prescription] = ()
    order: Sequence[Slot[str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.order)


def session_changes(
    session: Session, items: Sequence[SessionItem], begun: Collection[UUID]
) -> SessionChanges:
    """Return what may be kept of a session that is about to end, with these strength items, of
    which some are `begun`.

    Nothing of a short or an eased session, nor of one beside the routine: they weren't the day.
    Exercises that were swapped or substituted keep the place of the planned ones. One query, and
    none if nothing was changed.
    """
    is_changed = session.order_ts or any(each.added or each.removed for each in items)

    plan = session.plan
    if (
        not is_changed
        or plan is None
        or session.short
        or session.eased
        or session.is_beside_the_routine
    ):
        return SessionChanges()
    routine = plan.routine
    rows = routine.prescriptions.filter(
        programme_day=session.programme_day, phase=Phase.STRENGTH
    ).select_related("exercise")
    day = list(rows.order_by("position", "pk"))
    if not day:
        return SessionChanges()
    return _changes(routine, day, items, begun)


def _changes(
    routine: Routine,
    day: Sequence[Prescription],
    items: Sequence[SessionItem],
    begun: Collection[UUID],
) -> SessionChanges:
    slugs = [row.exercise_id for row in day]
    present = [each for each in items if each.swapped_at is None]
    gone = {each.exercise_id for each in items if each.removed}
    removed = [row for row in day if row.exercise_id in gone]
    order = [Slot(each.exercise_id, each.superset) for each in present]
    here = arranged(slugs, [slot for slot in order if slot.key in slugs])
    is_same = here == settle(Slot(row.exercise_id, row.superset) for row in day)
    return SessionChanges(
        routine=routine,
        day=day[0].programme_day,
        added=[
            each
            for each in present
            if each.added and each.pk in begun and each.exercise_id not in slugs
        ],
        # One exercise has to stay.
        removed=removed if len(removed) < len(day) else removed[1:],
        order=[] if is_same else order,
    )
