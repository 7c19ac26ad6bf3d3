"""Changes to one exercise of a session: it hurts, it is skipped, it is swapped."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.actions import lock_person
from exercises.models import Exercise
from exercises.vocabulary import Phase
from routines.actions.checkpoints import forget_since, keep_checkpoints
from routines.facts.back_state import back_state
from routines.facts.clearance import care_for
from routines.facts.consent import has_agreed, refuse_unless_agreed
from routines.facts.doses import ExerciseDose, first_dose
from routines.facts.easing import ease_of
from routines.facts.fold import fold_alone
from routines.facts.last_time import last_sets
from routines.facts.next_targets import next_targets
from routines.facts.session_items import at_target, eased_one
from routines.models import Plan, Session, SessionItem, SetLog, Skip
from routines.models.last_word import Word, is_overruled, moment


@transaction.atomic
def say_pain(
    *, item: SessionItem, pain: int | None, now: datetime, word: Word | None = None
) -> SessionItem:
    """Record how much an exercise hurts, 0 to 10, and its least and most so far; None: not any
    more.

    A report newer than `word`, the time of a change that a device sent late, stays; the most is
    raised in any order of arrival. Raises NotAgreed.
    """
    if pain is None:
        item.write_if_newer("pain_ts", now, word, pain=None)
        return item
    lock_person(item.user_id)
    refuse_unless_agreed(item.user_id)
    _forget(item)
    there = SessionItem.objects.select_for_update(no_key=True).get(pk=item.pk)
    is_late = is_overruled(word, by=there.pain_ts)
    if is_late and there.pain_high is None:
        return there  # a later change says that all of it was a slip
    low, high = min(_said(there.pain_low, pain)), max(_said(there.pain_high, pain))
    newest = {} if is_late else {"pain": pain, "pain_ts": moment(word, now)}
    SessionItem.objects.filter(pk=item.pk).update(pain_low=low, pain_high=high, **newest)
    item.refresh_from_db(fields=["pain", "pain_ts", "pain_low", "pain_high"])
    return item


def _forget(item: SessionItem) -> None:
    """Forget what is stored since the item's session, whose day may have changed meanwhile."""
    day = Session.objects.values_list("local_date", flat=True).get(pk=item.session_id)
    forget_since(item.user, day)


def _said(before: int | None, pain: int) -> list[int]:
    return [pain] if before is None else [before, pain]


@transaction.atomic
def forget_pain(*, item: SessionItem, now: datetime, word: Word | None = None) -> SessionItem:
    """Remove every report of pain for an exercise: it was a slip of the finger.

    A report newer than `word` stays.
    """
    lock_person(item.user_id)
    _forget(item)
    item.write_if_newer("pain_ts", now, word, pain=None, pain_low=None, pain_high=None)
    return item


@transaction.atomic
def skip_item(
    *, item: SessionItem, reason: str, now: datetime, word: Word | None = None
) -> SessionItem:
    """Leave out the rest of an exercise, with the reason; an empty reason brings it back.

    A change newer than `word` stays. That it hurts is stored only with the person's consent.
    """
    if reason == Skip.HURTS and not has_agreed(item.user_id):
        reason = Skip.OTHER
    item.write_if_newer("skipped_ts", now, word, skipped=reason)
    return item


def skip_phase(*, session: Session, phase: str, skipped: bool, now: datetime) -> None:
    """Leave out all unticked exercises of the warm-up or the cool-down, or bring them back.

    Changes to single exercises that a device made earlier and sends later have no effect.
    """
    items = SessionItem.objects.filter(session=session, phase=phase).exclude(phase=Phase.STRENGTH)
    if skipped:
        items.filter(ticked_at=None, skipped="").update(skipped=Skip.PHASE, skipped_ts=now)
    else:
        items.filter(skipped=Skip.PHASE).update(skipped="", skipped_ts=now)


@transaction.atomic
def swap_item(*, item: SessionItem, exercise: Exercise, now: datetime) -> SessionItem:
    """Replace an exercise by another, with the sets that are left; return the substitute's item.

    Sets already done stay with the first exercise. Repeating it swaps only once.
    """
    lock_person(item.user_id)
    item = SessionItem.objects.select_for_update(of=["self"]).select_related("user").get(pk=item.pk)
    if item.swapped_at:
        return SessionItem.objects.filter(instead_of=item).last() or item
    logs = SetLog.objects.standing().filter(item=item)
    left = item.sets - len(set(logs.values_list("number", flat=True)))
    item.swapped_at, item.skipped, item.skipped_ts = now, "", now
    item.save(update_fields=["swapped_at", "skipped", "skipped_ts"])
    day, until = item.session.local_date, item.session.started_at
    previous = last_sets(item.user, [exercise.slug], day=day, until=until)
    first = first_dose(exercise, item.user, careful=care_for(item.user_id).careful)
    dose = replace(first, phase=item.phase)
    each = ExerciseDose(exercise=exercise, position=item.position, dose=dose)
    plan = item.session.plan
    if plan:
        plan.user = item.user
        each, is_held = _as_before(each, plan, item.session)
        left = min(left, each.dose.sets) if is_held else left
    other = SessionItem(
        user=item.user,
        session=item.session,
        exercise=exercise,
        exercise_name=exercise.name,
        previous=previous[exercise.slug],
        instead_of=item,
        position=item.position,
        superset=item.superset,
        added=item.added,
        why=each.why.as_json(),
        **replace(each.dose, sets=max(1, left)).columns(),
    )
    other.save(force_insert=True)
    return other


def _as_before(each: ExerciseDose, plan: Plan, session: Session) -> tuple[ExerciseDose, bool]:
    """Return an exercise at the target of its own history, if it has any, and whether pain limits
    that."""
    back = back_state(plan.user, session.local_date)
    fold = keep_checkpoints(fold_alone(plan, [each], back))
    target = next_targets(fold, until=session.started_at)[each.slug]
    asked = at_target(each, target)
    return eased_one(asked, ease_of(session, plan, back), plan), target.allowed is not None


@transaction.atomic
def undo_swap(*, item: SessionItem, now: datetime) -> SessionItem:
    """Bring back the exercise that was swapped out, and return its item."""
    item = SessionItem.objects.select_for_update(of=["self"]).get(pk=item.pk)
    before = item.instead_of
    if before is None or item.swapped_at:
        return before or item
    item.swapped_at, before.swapped_at = now, None
    item.save(update_fields=["swapped_at"])
    before.save(update_fields=["swapped_at"])
    return before
