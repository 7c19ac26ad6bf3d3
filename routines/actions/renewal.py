"""Working out the running session's targets anew after the log before it was corrected."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db.models import Exists, OuterRef

from accounts.models import User
from exercises.vocabulary import Phase
from routines.actions.checkpoints import keep_checkpoints
from routines.facts.back_state import BackState, back_state
from routines.facts.clearance import care_for
from routines.facts.doses import ExerciseDose, first_dose, strength_of
from routines.facts.easing import ease_of, told
from routines.facts.fold import fold_alone, plan_fold
from routines.facts.last_time import last_sets
from routines.facts.next_targets import NextTarget, next_targets
from routines.facts.session_items import at_targets, eased, eased_one, effort_now, in_reserve
from routines.models import Plan, Session, SessionItem, SetLog, Skip
from routines.planning.easing import Ease
from routines.planning.effort import Effort
from routines.planning.why import Why

# The figures that change; the exercise itself and its position stay.
FIGURES = (
    *("sets", "lo", "hi", "aim", "load", "load_unit", "rir_lo", "rir_hi"),
    *("hold_s", "pause_s", "height_cm", "band"),
)


def renew(user: User) -> None:
    """Work out the running session's exercises anew, except those already begun.

    Their targets, reasons and last time's figures are written. The person's choices, swaps and
    skips stay. Call this while the person's row is locked.
    """
    session = Session.objects.of(user).in_progress().select_related("plan").first()
    items = _not_begun(session) if session else []
    if session is None or session.plan is None or not items:
        return
    plan = session.plan
    plan.user = user
    back = back_state(user, session.local_date)
    ease = ease_of(session, plan, back)
    added = [each.exercise_id for each in items if each.added]
    found = _of_the_plan(session, plan, back, ease, added)
    others = [each for each in items if each.instead_of_id or each.exercise_id not in found]
    found |= _of_others(others, session, plan, back, ease)
    slugs = [each.exercise_id for each in items]
    until = session.started_at
    previous = last_sets(user, slugs, day=session.local_date, until=until)
    for item in items:
        anew = found[item.exercise_id]
        for name in FIGURES:
            setattr(item, name, getattr(anew.dose, name))
        if item not in others:
            item.sets = max(1, item.sets - item.out_of_time)
        item.why, item.previous = anew.why.as_json(), previous[item.exercise_id]
        # Only if the person hasn't decided about leaving it out.
        skipped = Skip.HURTS if anew.left_out else ""
        unsaid = SessionItem.objects.filter(pk=item.pk, skipped_ts=None)
        unsaid.exclude(skipped=skipped).update(skipped=skipped)
    SessionItem.objects.bulk_update(items, [*FIGURES, "why", "previous"])
    usual = back.course.baseline
    Session.objects.filter(pk=session.pk).update(eased=told(ease, user), usual_pain=usual)


def _not_begun(session: Session) -> list[SessionItem]:
    """Return the strength exercises without a set and without a report of pain."""
    begun = Exists(SetLog.objects.standing().filter(item=OuterRef("pk")))
    items = session.items.filter(phase=Phase.STRENGTH, swapped_at=None, pain_high=None)
    return list(items.exclude(begun).select_related("exercise"))


def _of_the_plan(
    session: Session, plan: Plan, back: BackState, ease: Ease | None, added: Collection[str]
) -> dict[str, ExerciseDose]:
    """Return the plan's own exercises of this day as they should be now, by slug; of other days
    those that were `added` to the session."""
    strength = strength_of(plan)
    fold = keep_checkpoints(plan_fold(plan, strength, back))
    targets = next_targets(fold, until=session.started_at)
    day = [each for each in strength if each.programme_day == session.programme_day]
    here = {each.slug for each in day}
    day += [each for each in strength if each.slug in added and each.slug not in here]
    day = eased(in_reserve(at_targets(day, targets), back), ease, plan)
    return {each.slug: each for each in day}


def _of_others(
    items: Iterable[SessionItem],
    session: Session,
    plan: Plan,
    back: BackState,
    ease: Ease | None,
) -> dict[str, ExerciseDose]:
    """Return all other exercises as they should be now, by slug.

    These are the ones that the person swapped in, and the substitutes. Each keeps its number of
    sets, or gets fewer if pain limits its target.
    """
    others = {each.exercise_id: each for each in items}
    if not others:
        return {}
    careful = care_for(plan.user).careful
    firsts = [_first(each, plan, careful=careful) for each in others.values()]
    fold = keep_checkpoints(fold_alone(plan, firsts, back))
    targets = next_targets(fold, until=session.started_at)
    effort = effort_now(back)
    found = {}
    for first in firsts:
        item, target = others[first.slug], targets[first.slug]
        each = eased_one(_at_target(first, item, target, effort), ease, plan)
        sets = item.sets if target.allowed is None else min(item.sets, each.dose.sets)
        found[first.slug] = replace(each, dose=replace(each.dose, sets=sets))
    return found


def _first(item: SessionItem, plan: Plan, *, careful: bool) -> ExerciseDose:
    first = first_dose(item.exercise, plan.user, careful=careful)
    dose = replace(first, phase=item.phase)
    return ExerciseDose(exercise=item.exercise, position=item.position, dose=dose)


def _at_target(
    first: ExerciseDose, item: SessionItem, target: NextTarget, effort: Effort
) -> ExerciseDose:
    """Return an exercise at its own target if the person swapped it in or added it; a substitute at
    no more than its target.

    A substitute has the target's reason only if pain limits it.
    """
    why = target.why
    if item.added:
        dose = target.on(first.dose).in_reserve(effort)
    elif item.instead_of_id is not None:
        dose = target.on(first.dose)
    else:
        why = why if target.allowed is not None else Why()
        dose = target.at_most_on(first.dose).in_reserve(effort)
    return replace(first, dose=dose, why=why.in_the_place_of(item.reason))
