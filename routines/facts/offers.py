"""What a person is offered on Today: a third session, a lighter week, the next level."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from accounts.models import User
from routines.facts.back_state import BackState
from routines.facts.clearance import Care
from routines.facts.doses import strength_of
from routines.facts.fold import plan_fold
from routines.facts.levels import level_to_offer
from routines.facts.next_targets import sessions_since_progress
from routines.models import Plan, Session
from routines.planning import deload
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


def plan_offer(plan: Plan, back: BackState, care: Care) -> PlanOffer | None:
    """Return what to offer the person on Today, if anything (brief.md C2 S4, C6, D7b).

    Nothing is offered in a flare, on the way back or in the 14 days after it. One more query if
    only the log may hold the next level, and six more if one of two signs suggests a lighter week.
    """
    if back.flared_recently:
        return None
    today = back.today
    is_calm = read_as(back.course.baseline) < MUCH_PAIN
    if plan.wants_three and is_calm and today - plan.started_on >= timedelta(days=14):
        return PlanOffer(kind=OfferKind.THIRD)
    if lighter := _deload_offer(plan, back):
        return PlanOffer(kind=OfferKind.DELOAD, signs=lighter.signs)
    if not plan.routine.starter:
        return None  # what is above a routine of the person's own is for them to say
    asked = plan.level_asked_on
    if asked is not None and today - asked < LEVEL_AGAIN:
        return None
    level = level_to_offer(plan, back, care)
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
