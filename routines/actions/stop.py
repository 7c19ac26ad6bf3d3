"""Stopping a session because of a stop sign (brief.md E3)."""

from datetime import date, datetime

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from routines.actions.session import discard_session, finish_session
from routines.facts.clearance import standing_of
from routines.facts.consent import has_agreed
from routines.models import Screening, Session, SetLog
from routines.planning.questions import Outcome


@transaction.atomic
def stop_session(*, session: Session, now: datetime) -> Session:
    """End a session with what was done in it.

    With the person's consent the stop is stored: strength training then waits for a professional's
    clearance, and no target of the session goes up.
    """
    user = session.user
    lock_person(user)
    if has_agreed(user):
        Session.objects.filter(pk=session.pk).update(stopped=True)
        _close(user, user.local_date(now))
    if SetLog.objects.standing().filter(item__session=session).exists():
        return finish_session(
            session=session, pain=session.pain, rir=session.rir, note=session.note, now=now
        )
    return discard_session(session=session, now=now)


def _close(user: User, today: date) -> None:
    """Lock strength training until a professional has cleared it.

    A stop is no answer, so no answer lifts it, not even on the same day, and the questions don't
    count as answered. An earlier clearance doesn't cover it.
    """
    found = Screening.objects.of(user).first() or Screening(user=user, outcome=Outcome.OK)
    found.standing = max(standing_of(found), Outcome.SOON)
    found.outcome = max(Outcome(found.outcome), Outcome.SOON)
    found.flagged_on, found.cleared_on = today, None
    found.save()
