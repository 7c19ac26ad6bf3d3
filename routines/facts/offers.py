"""What a person is offered on Today: a third session, a lighter week, the next level."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from accounts.models import User
from routines.facts.back_state import BackState
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import sessions_since_progress
from routines.models import Plan, Session, SetLog
from routines.planning import deload, levels
from routines.planning.cut_offs import read_as
from routines.planning.effort import MUCH_PAIN
from routines.planning.programmes import Level


class OfferKind(StrEnum):
    """What can be offered on Today: a third session a week, a lighter week, the next level."""

    THIRD = "third"
    DELOAD = "deload"
    LEVEL = "level"


LEVEL_AGAIN = timedelta(days=14)
DELOAD_AGAIN = timedelta(days=14)  # signs are not read again until then after an answer


def begins_with_two(user: User, today: date) -> bool:
    """Return whether a person starts with two sessions a week: new, or after 57 days off (brief.md
    C4)."""
    done = Session.objects.of(user).done()
    two_weeks_ago = today - timedelta(days=14)
    return not done.between(today - timedelta(days=56), two_weeks_ago).exists()


@dataclass(frozen=True, kw_only=True)
class PlanOffer:
    """One thing to offer a person on Today.

    `signs`: the reasons for a lighter week before its time; `level`: the next level, for LEVEL.
    """

    kind: OfferKind
    signs: tuple[deload.Sign, ...] = ()
    level: Level | None = None


def plan_offer(plan: Plan, back: BackState) -> PlanOffer | None:
    """Return what to offer the person on Today, if anything (brief.md C2 S4, C6, C7).

    Nothing is offered in a flare, on the way back or in the 14 days after it. One more query if the
    mornings allow the next level, and six more if one of two signs suggests a lighter week.
    """
    if back.flared_recently:
        return None
    today = back.today
    is_calm = read_as(back.course.baseline) < MUCH_PAIN
    if plan.wants_three and is_calm and today - plan.started_on >= timedelta(days=14):
        return PlanOffer(kind=OfferKind.THIRD)
    if lighter := _deload_offer(plan, back):
        return PlanOffer(kind=OfferKind.DELOAD, signs=lighter.signs)
    asked = plan.level_asked_on
    if asked is not None and today - asked < LEVEL_AGAIN:
        return None
    level = _level_above(plan, back)
    return PlanOffer(kind=OfferKind.LEVEL, level=level) if level else None


def _deload_offer(plan: Plan, back: BackState) -> deload.Offer | None:
    since = plan.deload_asked_on or plan.started_on
    asked = back.today - since < DELOAD_AGAIN
    signs = deload.Signs() if asked else back.signs()
    if len(deload.signs_of(signs)) == deload.SIGNS_NEEDED - 1:
        stalled = sessions_since_progress(plan_fold(plan, strength_of(plan), back))
        signs = replace(signs, without_progress=stalled)
    weeks = plan.user.deload_every
    return deload.offer(today=back.today, since=since, signs=signs, every_weeks=weeks)


def _level_above(plan: Plan, back: BackState) -> Level | None:
    level = Level(plan.level)
    sessions = sum(day >= plan.started_on for day in back.sessions)
    mean_pain = back.mean_pain(plan.started_on, back.today)
    usual = read_as(back.course.baseline)
    if sessions < levels.SESSIONS or mean_pain is None or mean_pain > usual:
        return None
    found = levels.moving_up(
        level, sessions=sessions, mean_pain=mean_pain, usual_pain=usual, at_top=_at_top(plan)
    )
    return found.to if found.is_ready else None


def _at_top(plan: Plan) -> list[bool]:
    """Return, for each exercise of this plan, whether its last session reached the top in every
    set.

    One query.
    """
    logs = (
        SetLog.objects.of(plan.user)
        .standing()
        .filter(item__session__in=Session.objects.of(plan.user).done().filter(plan=plan))
        .order_by("item__session__local_date")
        .values_list("item__exercise", "item", "amount", "item__hi")
    )
    last: dict[str, tuple[UUID, list[bool]]] = {}
    for slug, item, amount, top in logs:
        if slug not in last or last[slug][0] != item:
            last[slug] = (item, [])
        last[slug][1].append(amount >= top)
    return [all(reached) for _item, reached in last.values()]
