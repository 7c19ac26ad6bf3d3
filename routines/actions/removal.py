"""Removing a session from the log that didn't happen or shouldn't count, and bringing it back."""

from datetime import datetime

from django.db import transaction

from accounts.actions import lock_person
from routines.actions.checkpoints import forget_since
from routines.actions.item_sums import keep_sums
from routines.actions.renewal import renew
from routines.actions.schedule import replan
from routines.models import Session


@transaction.atomic
def remove_session(*, session: Session, now: datetime) -> Session:
    """Remove a finished session from the log: plan and targets are worked out without it.

    It is kept with all its sets, can be brought back, and is part of the download. A running
    session stays as it is: it can be discarded instead.
    """
    return _change(session, now, removed_at=now)


@transaction.atomic
def restore_session(*, session: Session, now: datetime) -> Session:
    """Bring a removed session back into the log as it was."""
    return _change(session, now, removed_at=None)


def _change(session: Session, now: datetime, *, removed_at: datetime | None) -> Session:
    lock_person(session.user_id)
    sessions = Session.objects.select_for_update(of=("self",)).select_related("user")
    session = sessions.get(pk=session.pk)
    user = session.user
    if session.is_running or (session.removed_at is None) == (removed_at is None):
        return session
    session.removed_at = removed_at
    session.save(update_fields=["removed_at"])
    keep_sums(session)
    forget_since(user, session.local_date)
    replan(user=user, today=user.local_date(now))
    renew(user)
    return session
