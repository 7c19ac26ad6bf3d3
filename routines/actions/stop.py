"""Stopping a session for one of its stop signs (brief.md E3)."""

from datetime import datetime

from django.db import transaction

from routines.actions.consent import has_agreed
from routines.actions.schedule import one_at_a_time
from routines.actions.session import discard_session, finish_session
from routines.models import Screening, Session, SetLog
from routines.planning.screening import TEXT_VERSION, Outcome


@transaction.atomic
def stop_session(*, session: Session, now: datetime) -> Session:
    """Ends a session with what was done in it. With the person's consent the stop is kept: strength
    training then waits for a professional's word, and no target of the session goes up."""
    user = session.user
    one_at_a_time(user)
    if has_agreed(user):
        Session.objects.filter(pk=session.pk).update(stopped=True)
        # As after an answer of this weight: a clearance from before doesn't cover what is new.
        before = Screening.objects.of(user).first()
        found = before or Screening(user=user, outcome=Outcome.SOON, text_version=TEXT_VERSION)
        found.outcome = max(Outcome(found.outcome), Outcome.SOON)
        found.answered_on = found.flagged_on = user.local_date(now)
        found.cleared_on = None
        found.save()
    if SetLog.objects.standing().filter(item__session=session).exists():
        return finish_session(
            session=session, pain=session.pain, rir=session.rir, note=session.note, now=now
        )
    return discard_session(session=session, now=now)
