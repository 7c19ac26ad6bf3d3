"""What the running session still asks for follows what is put right in the log before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from accounts.models import User
from exercises.vocabulary import Phase
from routines.facts.back_state import BackState, full_back_state
from routines.facts.clearance import care_for
from routines.facts.next_targets import (
    NextTarget,
    next_targets,
    strength_of,
    take_on,
    take_on_least,
)
from routines.facts.prescriptions import prescribed_for
from routines.facts.session_items import ease_of, eased, last_sets, leave_in_reserve, reasons, told
from routines.models import Plan, Prescription, Session, SessionItem, SetLog
from routines.planning.easing import Ease

# What is asked of an exercise; which exercise it is, and where it stands, stays.
FIGURES = (
    *("sets", "lo", "hi", "aim", "load", "load_unit", "rir_lo", "rir_hi"),
    *("hold_s", "pause_s", "height_cm", "band"),
)


@dataclass(frozen=True, kw_only=True)
class Anew:
    """What is asked of an exercise: its `figures` by column, `why`, and whether it is left out
    unless the person says otherwise."""

    figures: dict[str, Any]
    why: dict[str, Any]
    skipped: str = ""


def renew(user: User) -> None:
    """Works out anew, in the running session, what is asked of each exercise that isn't begun: its
    target, why, and the last time's figures. What was begun keeps what it began with, and what the
    person decided stays: a choice, a swap, a skip. Call it with the person's row held."""
    session = Session.objects.of(user).in_progress().select_related("plan").first()
    items = _not_begun(session) if session else []
    if session is None or session.plan is None or not items:
        return
    plan = session.plan
    plan.user = user
    back = full_back_state(user, session.local_date)
    ease = ease_of(session, plan, back)
    found = _of_the_plan(session, plan, back, ease)
    others = [each for each in items if each.instead_of_id or each.exercise_id not in found]
    found |= _of_others(others, session, plan, back, ease)
    slugs = [each.exercise_id for each in items]
    until = session.started_at
    previous = last_sets(user, slugs, day=session.local_date, until=until)
    for item in items:
        anew = found[item.exercise_id]
        for name, value in anew.figures.items():
            setattr(item, name, value)
        item.why, item.previous = anew.why, previous[item.exercise_id]
        # Only where nobody has said anything of leaving it out.
        unsaid = SessionItem.objects.filter(pk=item.pk, skipped_ts=None)
        unsaid.exclude(skipped=anew.skipped).update(skipped=anew.skipped)
    SessionItem.objects.bulk_update(items, [*FIGURES, "why", "previous"])
    Session.objects.filter(pk=session.pk).update(eased=told(ease, user))


def _not_begun(session: Session) -> list[SessionItem]:
    """The strength exercises without a set, of which nobody has said that they hurt."""
    begun = Exists(SetLog.objects.standing().filter(item=OuterRef("pk")))
    items = session.items.filter(phase=Phase.STRENGTH, swapped_at=None, pain_high=None)
    return list(items.exclude(begun).select_related("exercise"))


def _of_the_plan(
    session: Session, plan: Plan, back: BackState, ease: Ease | None
) -> dict[str, Anew]:
    """What the plan's own exercises of this day ask for."""
    strength = strength_of(plan)
    found = next_targets(plan, strength, back, until=session.started_at)
    anew = {}
    for each in strength:
        if each.programme_day != session.programme_day:
            continue
        aim = found[each.exercise_id]
        take_on(each, aim)
        leave_in_reserve(each, back)
        if ease:
            eased(each, ease, plan)
        anew[each.exercise_id] = Anew(figures=_figures(each), **reasons(aim))
    return anew


def _of_others(
    items: Iterable[SessionItem],
    session: Session,
    plan: Plan,
    back: BackState,
    ease: Ease | None,
) -> dict[str, Anew]:
    """What those ask for that the person swapped in, and those that stand in for what is locked or
    too much today: as when they came, with as many sets, or fewer where pain says so."""
    others = {each.exercise_id: each for each in items}
    if not others:
        return {}
    careful = care_for(plan.user).careful
    asked = [_as_new(each, plan, careful=careful) for each in others.values()]
    found = next_targets(plan, asked, back, until=session.started_at)
    return {
        each.exercise_id: _other(
            others[each.exercise_id], each, found[each.exercise_id], back, ease
        )
        for each in asked
    }


def _as_new(item: SessionItem, plan: Plan, *, careful: bool) -> Prescription:
    prescribed = prescribed_for(item.exercise, plan.user, careful=careful)
    return Prescription(
        plan=plan,
        exercise=item.exercise,
        phase=item.phase,
        position=item.position,
        **prescribed,
    )


def _other(
    item: SessionItem, each: Prescription, aim: NextTarget, back: BackState, ease: Ease | None
) -> Anew:
    is_swapped_in = item.instead_of_id is not None
    if is_swapped_in:
        take_on(each, aim)
    else:
        take_on_least(each, aim)
        leave_in_reserve(each, back)
    if ease:
        eased(each, ease, each.plan)
    each.sets = item.sets if aim.allowed is None else min(item.sets, each.sets)
    why = aim.why if is_swapped_in or aim.allowed is not None else {}
    locked = item.why.get("locked")
    return Anew(figures=_figures(each), why=why | {"locked": locked} if locked else why)


def _figures(each: Prescription) -> dict[str, Any]:
    return {name: getattr(each, name) for name in FIGURES}
