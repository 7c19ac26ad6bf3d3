"""Changes to which exercises a running session has, and to their order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.actions import lock_person
from exercises.models import Exercise
from exercises.vocabulary import Phase
from routines.actions.checkpoints import keep_checkpoints
from routines.actions.renewal import renew
from routines.actions.session import KeyTaken
from routines.facts.addable import Lock, lock_of
from routines.facts.back_state import BackState, back_state
from routines.facts.clearance import Care, care_for
from routines.facts.doses import ExerciseDose, first_dose, strength_of
from routines.facts.easing import ease_of
from routines.facts.fold import fold_alone, plan_fold
from routines.facts.last_time import last_sets
from routines.facts.next_targets import next_targets
from routines.facts.session_items import at_target, eased_one, effort_now
from routines.models import Plan, Session, SessionItem, SetLog
from routines.models.last_word import Word, is_overruled, moment
from routines.planning.exercise_order import Slot, arranged

MOST_ITEMS = 20


class NotAdded(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """The exercise is locked (`why`), or the session has as many as it can hold (None)."""

    def __init__(self, why: Lock | None) -> None:
        super().__init__()
        self.why = why


class HasSets(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """The exercise can't be taken out of the session, because a set of it is logged."""


@transaction.atomic
def add_item(
    *, session: Session, key: UUID, exercise: Exercise, after: UUID | None, now: datetime
) -> SessionItem:
    """Put an exercise into a running session, behind the item `after` or else as the last one.

    `key` is the page's own: added twice, it is there once. It goes on from where it stood. If the
    session has it already, that item is returned, and brought back if it was removed. Raises
    NotAdded and KeyTaken.
    """
    lock_person(session.user_id)
    if known := SessionItem.objects.filter(pk=key).first():
        if known.session_id != session.pk:
            raise KeyTaken
        return known
    items = _strength(session)
    present = [each for each in items if each.swapped_at is None or each.removed]
    if there := next((each for each in present if each.exercise_id == exercise.slug), None):
        return remove_item(item=there, removed=False, now=now) if there.removed else there
    care = care_for(session.user)
    if why := lock_of(exercise, session.user, care.cautions, session.local_date):
        raise NotAdded(why)
    if len(present) >= MOST_ITEMS:
        raise NotAdded(None)
    each = _as_it_stands(exercise, session, care)
    previous = last_sets(
        session.user, [exercise.slug], day=session.local_date, until=session.started_at
    )
    return SessionItem.objects.create(
        id=key,
        user=session.user,
        session=session,
        exercise=exercise,
        exercise_name=exercise.name,
        position=_free_position(session, items, after),
        previous=previous[exercise.slug],
        why=each.why.as_json(),
        added=True,
        # The person wants it now: no rule leaves it out.
        skipped_ts=now,
        **each.dose.columns(),
    )


def _as_it_stands(exercise: Exercise, session: Session, care: Care) -> ExerciseDose:
    """Return an exercise at the target of its own history, or at its first dose without any."""
    user, plan = session.user, session.plan
    first = first_dose(exercise, user, careful=care.careful)
    each = ExerciseDose(exercise=exercise, position=0, dose=replace(first, phase=Phase.STRENGTH))
    if plan is None:
        return each
    plan.user = user
    return _at_its_target(each, session, plan, back_state(user, session.local_date))


def _at_its_target(
    each: ExerciseDose, session: Session, plan: Plan, back: BackState
) -> ExerciseDose:
    strength = strength_of(plan)
    planned = next((one for one in strength if one.slug == each.slug), None)
    fold = plan_fold(plan, strength, back) if planned else fold_alone(plan, [each], back)
    targets = next_targets(keep_checkpoints(fold), until=session.started_at)
    asked = at_target(planned or each, targets[each.slug])
    asked = replace(asked, dose=asked.dose.in_reserve(effort_now(back)))
    return eased_one(asked, ease_of(session, plan, back), plan)


def _free_position(session: Session, items: Sequence[SessionItem], after: UUID | None) -> int:
    """Return the position behind an item, or else behind the last one, and make room there."""
    behind = next((each for each in items if each.pk == after), items[-1] if items else None)
    if behind:
        position = behind.position + 1
    else:
        warm_up = session.items.filter(phase=Phase.WARM_UP).order_by("-position").first()
        position = warm_up.position + 1 if warm_up else 1
    session.items.filter(position__gte=position).update(position=F("position") + 1)
    return position


@transaction.atomic
def remove_item(
    *, item: SessionItem, removed: bool, now: datetime, word: Word | None = None
) -> SessionItem:
    """Take an exercise that wasn't begun out of its session, or bring it back.

    A change newer than `word`, the time of a change that a device sent late, stays, and so does an
    exercise whose session is over. Raises HasSets.
    """
    lock_person(item.user_id)
    items = SessionItem.objects.select_related("session__user").select_for_update(of=("self",))
    there = items.get(pk=item.pk)
    was_swapped = there.swapped_at is not None and not there.removed
    is_over = not there.session.is_running
    if was_swapped or is_over or is_overruled(word, by=there.removed_ts):
        return there
    if removed and SetLog.objects.standing().filter(item=there).exists():
        raise HasSets
    there.removed, there.swapped_at = removed, now if removed else None
    there.removed_ts = moment(word, now)
    there.save(update_fields=["removed", "swapped_at", "removed_ts"])
    if not removed:
        renew(there.session.user)
    return there


@transaction.atomic
def arrange_items(
    *,
    session: Session,
    order: Iterable[tuple[UUID, int]],
    now: datetime,
    word: Word | None = None,
) -> Session:
    """Put the strength exercises of a session in an order, given as (item, number of its superset).

    Those that aren't named stay behind the one that they follow now. An order made later than
    `word` stays, and so does this one if it is sent again.
    """
    lock_person(session.user_id)
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if is_overruled(word, by=session.order_ts) or (word and word.at == session.order_ts):
        return session
    items = _strength(session)
    slots = _arranged(items, list(order))
    positions = sorted({each.position for each in items})
    at = dict(zip((slot.key for slot in slots), positions, strict=True))
    groups = {slot.key: slot.group for slot in slots}
    for each in items:
        each.superset, each.position = groups[each.position], at[each.position]
    SessionItem.objects.bulk_update(items, ["position", "superset"])
    session.order_ts = moment(word, now)
    session.save(update_fields=["order_ts"])
    return session


def _arranged(
    items: Sequence[SessionItem], order: Sequence[tuple[UUID, int]]
) -> tuple[Slot[int], ...]:
    """Return the new order of the positions that these items have now.

    An exercise and those that it was swapped for share one.
    """
    position_of = {each.pk: each.position for each in items}
    named = {position_of[key]: group for key, group in order if key in position_of}
    now = dict.fromkeys(each.position for each in items)
    return arranged(now, [Slot(position, group) for position, group in named.items()])


def _strength(session: Session) -> list[SessionItem]:
    items = SessionItem.objects.filter(session=session, phase=Phase.STRENGTH)
    return list(items.order_by("position", "pk"))
