"""How a session is eased: after a break or an illness, in a deload, on the way back from a
flare-up."""

from datetime import date, timedelta

from accounts.models import User
from backhealth.prepared import Prepared
from routines.facts.back_state import BackState
from routines.facts.clearance import is_65_or_older
from routines.facts.consent import has_agreed
from routines.models import DayMark, Mark, Plan, Session
from routines.models.owned import FIRST, LAST, PERSON
from routines.planning.easing import HEALTH_REASONS, REDUCED, Ease, Reason, combined, easing

DAY = timedelta(days=1)
_ILL = Prepared(
    lambda: (
        DayMark.objects.of(PERSON)
        .filter(mark=Mark.ILL, day__range=(FIRST, LAST))
        .values_list("day")[:1]
    )
)


def ease_for(plan: Plan, back: BackState, *, is_65: bool | None = None) -> Ease | None:
    """Return how a session on the day of `back` is eased; None if it isn't. One query, and one
    more if it isn't known whether the person `is_65` or older.

    By the breaks before it, an illness since the last session, a lighter week, and the way back
    from a flare (brief.md C4, C6, D7).
    """
    user, day = plan.user, back.today
    days = sorted(each for each in (back.earlier, *back.sessions) if each and each < day)
    found = easing(
        days=days,
        day=day,
        was_ill=bool(_ILL(user=user, first=days[-1] + DAY if days else date.min, last=day - DAY)),
        deload=plan.is_deload_on(day),
        is_65=is_65_or_older(user) if is_65 is None else is_65,
    )
    return combined(found, back.ease)


def ease_of(session: Session, plan: Plan, back: BackState) -> Ease | None:
    """Return how a running session is eased, including the pain reported before it."""
    less = REDUCED if session.eased == Reason.REDUCED else None
    return combined(ease_for(plan, back), less)


def told(ease: Ease | None, user: User) -> str:
    """Return the reason as a session stores it: a health reason only with consent.

    Without consent the session is just as easy.
    """
    if ease is None or (ease.reason in HEALTH_REASONS and not has_agreed(user)):
        return ""
    return ease.reason
