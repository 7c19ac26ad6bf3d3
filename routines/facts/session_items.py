"""The steps from a plan to the exercises of a session: at their targets, with repetitions in
reserve, eased; and the items that a session stores."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from accounts.keys import new_keys
from accounts.models import User
from routines.facts.back_state import BackState
from routines.facts.doses import ExerciseDose
from routines.facts.last_time import last_sets
from routines.facts.next_targets import NextTarget
from routines.facts.units import weights_of
from routines.models import Plan, Session, SessionItem, SetLog, Skip
from routines.planning.easing import Ease
from routines.planning.effort import Effort, effort
from routines.planning.why import Why


def at_targets(
    exercises: Sequence[ExerciseDose], targets: Mapping[str, NextTarget]
) -> list[ExerciseDose]:
    """Return the strength exercises at their targets, given by slug, and the others unchanged."""
    return [
        at_target(each, targets[each.slug]) if each.dose.is_strength else each for each in exercises
    ]


def at_target(each: ExerciseDose, target: NextTarget) -> ExerciseDose:
    """Return an exercise with the figures of its target and their reason."""
    return replace(each, dose=target.on(each.dose), why=target.why, own_sets=target.own_sets)


def in_reserve(exercises: Sequence[ExerciseDose], back: BackState) -> list[ExerciseDose]:
    """Return the exercises with the repetitions in reserve that the present effort requires."""
    found = effort_now(back)
    return [replace(each, dose=each.dose.in_reserve(found)) for each in exercises]


def effort_now(back: BackState) -> Effort:
    """Return the effort for the first weeks, for much usual pain, or for any other time (brief.md
    D6).

    The plan already includes what the screening requires.
    """
    first = back.earlier or min(back.sessions, default=back.today)
    week = (back.today - first).days // 7 + 1
    return effort(week=week, usual_pain=back.course.baseline)


def eased(exercises: Sequence[ExerciseDose], ease: Ease | None, plan: Plan) -> list[ExerciseDose]:
    """Return the exercises with the reduced doses of an eased session."""
    return [eased_one(each, ease, plan) for each in exercises]


def eased_one(each: ExerciseDose, ease: Ease | None, plan: Plan) -> ExerciseDose:
    """Return an exercise with the reduced dose of an eased session.

    A step up that has just been earned waits for the next session that isn't eased, and no weight
    is looked for.
    """
    if ease is None:
        return each
    if each.dose.is_strength and each.why.is_step_up:
        each = _before_its_step(each)
    weights = weights_of(each.exercise, plan, each.dose.load_unit)
    why = replace(each.why, finds=None)
    return replace(each, dose=each.dose.eased(ease, weights), why=why)


def _before_its_step(each: ExerciseDose) -> ExerciseDose:
    """Return an exercise with the figures that it had before its last step up, without a reason."""
    why, before = each.why, each.why.before
    if before is None:
        return each
    dose = replace(
        each.dose,
        sets=before.sets,
        lo=before.lo,
        hi=before.hi,
        aim=before.lo,
        load=abs(Decimal(before.load)) if before.load else None,
        hold_s=each.dose.hold_s if before.hold_s is None else before.hold_s,
        pause_s=each.dose.pause_s if before.pause_s is None else before.pause_s,
        height_cm=each.dose.height_cm if before.height is None else before.height,
        band=each.dose.band if before.band is None else before.band,
    )
    return replace(each, dose=dose, why=Why(converted=why.converted).in_the_place_of(why))


def session_items(
    session: Session, exercises: Sequence[ExerciseDose], back: BackState
) -> list[SessionItem]:
    """Return the unsaved items of a session as it begins, with the last time's sets. Two queries.

    Later changes of the plan don't change them.
    """
    strength = [each.slug for each in exercises if each.dose.is_strength]
    previous = last_sets(session.user, strength, day=back.today, until=session.started_at)
    return [
        SessionItem(
            id=key,
            user=session.user,
            session=session,
            exercise=each.exercise,
            exercise_name=each.exercise.name,
            position=each.position,
            previous=previous[each.slug],
            why=each.why.as_json(),
            skipped=Skip.HURTS if each.left_out else "",
            out_of_time=each.out_of_time,
            superset=each.superset,
            **each.dose.columns(),
        )
        for key, each in zip(new_keys(), exercises, strict=False)
    ]


def running_item(user: User, slug: str) -> SessionItem | None:
    """Return the exercise's item in the running session, if it has no set yet; None otherwise."""
    items = SessionItem.objects.of(user).filter(exercise=slug, swapped_at=None, instead_of=None)
    running = items.filter(session__in=Session.objects.of(user).in_progress())
    found = running.select_related("session").first()
    if found is None or SetLog.objects.standing().filter(item=found).exists():
        return None
    return found
