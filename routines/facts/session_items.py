"""What a session asks for: the plan's prescriptions with the targets that the time before it leads
to, what eases them, why, and the last time's figures."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from accounts.models import User
from exercises.decimals import decimal_text
from exercises.models import Exercise
from routines.facts.back_state import BackState
from routines.facts.clearance import Care, is_65_or_older
from routines.facts.consent import has_agreed
from routines.facts.next_targets import NextTarget, next_targets, strength_of, take_on
from routines.facts.substitutes import with_substitutes
from routines.facts.units import weights_of
from routines.models import DayMark, Mark, Plan, Prescription, Session, SessionItem, SetLog, Skip
from routines.models.prescribed import Prescribed
from routines.planning.easing import (
    HEALTH_REASONS,
    REDUCED,
    Ease,
    Reason,
    combined,
    eased_load,
    eased_rir,
    eased_sets,
    easing,
)
from routines.planning.effort import effort
from routines.planning.loads import Unit


def ease_for(plan: Plan, back: BackState) -> Ease | None:
    """What the breaks before, an illness since the last session and the way back from a flare say
    about this one (brief.md C4, C6, D7); `back` are those of all the time. Two queries."""
    user, day = plan.user, back.today
    days = sorted(each for each in back.sessions if each < day)
    ill = DayMark.objects.of(user).filter(mark=Mark.ILL, day__lt=day)
    found = easing(
        days=days,
        day=day,
        was_ill=ill.filter(day__gt=days[-1] if days else date.min).exists(),
        deload=plan.is_deload_on(day),
        is_65=is_65_or_older(user),
    )
    return combined(found, back.ease)


def ease_of(session: Session, plan: Plan, back: BackState) -> Ease | None:
    """What eases a session that runs, with the pain that was said before it."""
    less = REDUCED if session.eased == Reason.REDUCED else None
    return combined(ease_for(plan, back), less)


def told(ease: Ease | None, user: User) -> str:
    """The reason as a session keeps it: one that tells of health with consent alone. The session is
    as easy without it."""
    if ease is None or (ease.reason in HEALTH_REASONS and not has_agreed(user)):
        return ""
    return ease.reason


def asked_for(
    session: Session, plan: Plan, ease: Ease | None, care: Care | None, back: BackState
) -> list[SessionItem]:
    """What a session asks for as it begins, why, and the last time's figures, to be written: later
    changes of the plan rewrite nothing. With `care` nothing is asked for that is locked or too much
    today."""
    prescriptions = list(
        Prescription.objects.filter(plan=plan, programme_day=session.programme_day)
        .select_related("exercise")
        .order_by("position")
    )
    found = next_targets(plan, strength_of(plan), back, until=session.started_at)
    for each in prescriptions:
        if each.is_strength:
            take_on(each, found[each.exercise_id])
    if care is not None:
        is_reduced = ease is not None and ease.reason == Reason.REDUCED
        prescriptions, stood_in = with_substitutes(
            prescriptions, plan, care, back, is_reduced=is_reduced
        )
        found |= stood_in
    for each in prescriptions:
        leave_in_reserve(each, back)
        if ease:
            eased(each, ease, plan)
    strength = [each.exercise_id for each in prescriptions if each.is_strength]
    previous = last_sets(session.user, strength, day=back.today, until=session.started_at)
    return [
        SessionItem(
            user=session.user,
            session=session,
            exercise_name=each.exercise.name,
            previous=previous[each.exercise_id],
            **reasons(found.get(each.exercise_id)),
            **each.prescribed(),
        )
        for each in prescriptions
    ]


def leave_in_reserve(each: Prescription, back: BackState) -> None:
    """More good repetitions in the first weeks and while the back hurts much (brief.md D6); what
    the answers before training ask for stands in the plan already."""
    if each.rir_lo is None or each.rir_hi is None:
        return
    first = min(back.sessions, default=back.today)
    week = (back.today - first).days // 7 + 1
    found = effort(week=week, usual_pain=back.course.baseline)
    each.rir_lo, each.rir_hi = max(each.rir_lo, found.rir_lo), max(each.rir_hi, found.rir_hi)


def reasons(aim: NextTarget | None) -> dict[str, Any]:
    """Why the target is as it is; what hurt so much twice is left out, which a tap takes back."""
    if aim is None:
        return {}
    leaves_out = aim.why.get("remove") and not aim.why.get("chosen")
    return {"why": aim.why, "skipped": Skip.HURTS if leaves_out else ""}


def eased(each: Prescribed, ease: Ease, plan: Plan) -> None:
    """Makes of what is prescribed what this session has; nothing is saved."""
    if each.is_strength:
        weights = weights_of(each.exercise, plan, each.load_unit)
        each.sets = eased_sets(each.sets, ease)
        each.load = eased_load(each.load, ease, unit=Unit(each.load_unit), weights=weights)
        if each.rir_lo is not None and each.rir_hi is not None:
            each.rir_lo, each.rir_hi = eased_rir(each.rir_lo, ease), eased_rir(each.rir_hi, ease)


def last_sets(
    user: User, slugs: list[str], *, day: date, until: datetime
) -> dict[str, list[dict[str, Any]]]:
    """Each exercise's sets in the last session that was done with any before a moment of a day, by
    slug. Two queries."""
    # Walks back from the newest of them, by its index; the items of ten years have none by date.
    logged = SessionItem.objects.filter(
        session=OuterRef("pk"), exercise=OuterRef(OuterRef("pk"))
    ).filter(Exists(SetLog.objects.standing().filter(item=OuterRef("pk"))))
    earlier = Session.objects.of(user).done().before(day, until)
    newest = earlier.filter(Exists(logged)).values("pk")[:1]
    sessions = dict(
        Exercise.objects.filter(pk__in=slugs)
        .annotate(last_session=Subquery(newest))
        .exclude(last_session=None)
        .values_list("slug", "last_session")
    )
    logs = SetLog.objects.of(user).standing().filter(item__session__in=sessions.values())
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for log in logs.select_related("item"):
        slug = log.item.exercise_id
        if sessions.get(slug) != log.item.session_id:
            continue
        found[slug].append(
            {
                "number": log.number,
                "side": log.side,
                "amount": log.amount,
                "load": None if log.load is None else decimal_text(log.load),
                "unit": log.load_unit,
                "rir": log.rir,
                "note": log.note,
            }
        )
    return found
