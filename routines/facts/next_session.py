"""From when on a session is a new one."""

from datetime import date, datetime, time, timedelta

from django.db.models import Max

from accounts.models import User
from routines.models import Session


def after_last_session(user: User, today: date) -> datetime:
    """Return the time from which a session of today or later is a new one."""
    begins = datetime.combine(today, time(), tzinfo=user.zone)
    last = Session.objects.of(user).aggregate(at=Max("started_at"))["at"]
    return begins if last is None else max(begins, last + timedelta(microseconds=1))
