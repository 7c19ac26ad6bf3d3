"""What eases a session: a break, an illness, a deload, the way back from a flare-up."""

from datetime import date

from accounts.models import User
from routines.facts.back_state import BackState
from routines.facts.clearance import is_65_or_older
from routines.facts.consent import has_agreed
from routines.models import DayMark, Mark, Plan, Session
from routines.planning.easing import HEALTH_REASONS, REDUCED, Ease, Reason, combined, easing


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
