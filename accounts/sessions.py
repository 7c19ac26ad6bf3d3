"""Store log-ins as Django's database sessions do, each with its person."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError, OperationalError
from django.db.models import CharField, DateTimeField, Max
from django.utils import timezone

from accounts.models import BrowserSession
from backhealth.outages import outage_of
from backhealth.prepared import Given, Prepared

_STANDING = Prepared(
    lambda: BrowserSession.objects.filter(
        session_key=Given("key", CharField()), expire_date__gt=Given("now", DateTimeField())
    )
)


# In the session, and columns of its row: on what and when somebody logged in, and in which browser.
DEVICE, BEGAN, BROWSER = "device", "began", "browser"

LASTS = timedelta(seconds=settings.SESSION_COOKIE_AGE)
# A visit renews the log-in once a day. So a log-in says, to the day, when somebody was last here.
RENEWED_AFTER = timedelta(days=1)


def last_visit_of_anybody(now: datetime) -> datetime:
    """Return when anybody was last here, to the day; `now` at the latest.

    What is deleted after a time is judged by this moment, not by the clock: one that jumps ahead by
    years must not end every log-in and every guest's log.
    """
    newest = BrowserSession.objects.aggregate(newest=Max("expire_date"))["newest"]
    return min(now, newest - LASTS + RENEWED_AFTER) if newest else now


class SessionStore(DatabaseStore):
    """The session store of settings.SESSION_ENGINE.

    The class name is part of the signature of what is stored; with the same name as Django's store,
    sessions that it wrote stay readable.
    """

    # When the session ends that was read.
    _ends: datetime | None = None
    # What a session held that this visit renews.
    _renewed: str | None = None

    @classmethod
    def get_model_class(cls) -> type[BrowserSession]:
        return BrowserSession

    def _get_session_from_db(self) -> BrowserSession | None:
        now = timezone.now()
        found = _STANDING(key=self.session_key, now=now)
        if found:
            self._ends = found[0].expire_date
            if found[0].user_id and found[0].expire_date < now + LASTS - RENEWED_AFTER:
                # Saved with the answer, which brings the browser a cookie that lasts as long.
                self.modified = True
                self._renewed = found[0].session_data
            return found[0]
        self._session_key = None  # as Django does: a key without a row is never used again
        return None

    def save(self, must_create: bool = False) -> None:
        """Save the session. A visit that only renews it goes on if nothing can be written: the next
        one renews it as well."""
        try:
            super().save(must_create)
        except (DatabaseError, UpdateError) as fault:
            if outage_of(fault) is None:
                raise
            if self._renewed is None or self.decode(self._renewed) != dict(self.items()):
                # Not an UpdateError: that says that the session was deleted.
                raise OperationalError from fault

    def create_model_instance(self, data: dict[str, Any]) -> BrowserSession:
        row = cast(BrowserSession, super().create_model_instance(data))
        if self._ends:
            # A clock that was set back by more than a year would end it.
            row.expire_date = max(row.expire_date, self._ends)
        row.user_id = data.get(SESSION_KEY)
        row.device = data.get(DEVICE, "")
        row.browser = UUID(data[BROWSER]) if BROWSER in data else None
        row.began_at = datetime.fromtimestamp(data[BEGAN], UTC) if BEGAN in data else None
        return row
