"""Stopping a session because of a stop sign (brief.md E3)."""

from datetime import datetime

from django.db import transaction

from accounts.actions import lock_person
from routines.actions.checkpoints import forget_since
from routines.actions.screening import add_to_verdict
from routines.actions.session import discard_session, finish_session
from routines.facts.consent import has_agreed
from routines.models import Session, SetLog
from routines.models.last_word import Word
from routines.planning.stop_signs import STOP_SIGNS, StopLevel


@transaction.atomic
def stop_session(
    *,
    session: Session,
    sign: str,
    now: datetime,
    word: Word | None = None,
    stopped_at: datetime | None = None,
) -> StopLevel:
    """End a session with what was done in it, and return how urgent its stop sign is.

    With the person's consent the stop and its level are stored, never the sign: no target of the
    session goes up, and unless only the session ends, strength training waits for a professional's
    clearance. That holds for a session that is over already, too. `stopped_at`: when it was, if
    that is sent later; `word` as in `finish_session`.
    """
    user = session.user
    lock_person(user)
    session = Session.objects.select_for_update().get(pk=session.pk)
    level = STOP_SIGNS[sign]
    if has_agreed(user):
        session.stopped = True
        session.save(update_fields=["stopped"])
        forget_since(user, session.local_date)
        if level.outcome is not None:
            said_on = user.local_date(stopped_at or now)
            add_to_verdict(user=user, outcome=level.outcome, said_on=said_on, now=now)
    if session.is_running:
        _end(session, now=now, word=word, stopped_at=stopped_at)
    return level


def _end(
    session: Session, *, now: datetime, word: Word | None, stopped_at: datetime | None
) -> None:
    """Finish a running session with its sets, or set it aside if it has none."""
    if SetLog.objects.standing().filter(item__session=session).exists():
        finish_session(
            session=session,
            pain=session.pain,
            rir=session.rir,
            note=session.note,
            now=now,
            word=word,
            ended_at=stopped_at,
        )
    else:
        discard_session(session=session, now=now)
