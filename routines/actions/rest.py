"""The rest between two sets: stored as a start and a length, so that any device can show it."""

from datetime import datetime

from django.db import transaction

from routines.models import Session

LONGEST_REST_S = 3600


@transaction.atomic
def lengthen_rest(*, session: Session, seconds: int, now: datetime) -> Session:
    """Add seconds to the running rest; negative ones shorten it. A rest that is over stays over."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    left = session.rest_left(now)
    if not left or session.rest_s is None:
        return session
    if left + seconds <= 0:
        return end_rest(session=session)
    session.rest_s = min(session.rest_s + seconds, LONGEST_REST_S)
    session.save(update_fields=["rest_s"])
    return session


def end_rest(*, session: Session) -> Session:
    session.rest_started_at = session.rest_s = None
    session.save(update_fields=["rest_started_at", "rest_s"])
    return session
