"""Store log-ins as Django's database sessions do, each with its person."""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import CharField, DateTimeField
from django.utils import timezone

from accounts.models import BrowserSession
from backhealth.prepared import Given, Prepared

_STANDING = Prepared(
    lambda: BrowserSession.objects.filter(
        session_key=Given("key", CharField()), expire_date__gt=Given("now", DateTimeField())
    )
)


class SessionStore(DatabaseStore):
    """The session store of settings.SESSION_ENGINE.

    The class name is part of the signature of what is stored; with the same name as Django's store,
    sessions that it wrote stay readable.
    """

    @classmethod
    def get_model_class(cls) -> type[BrowserSession]:
        return BrowserSession

    def _get_session_from_db(self) -> BrowserSession | None:
        found = _STANDING(key=self.session_key, now=timezone.now())
        if found:
            return found[0]
        self._session_key = None  # as Django does: a key without a row is never used again
        return None

    def create_model_instance(self, data: dict[str, Any]) -> BrowserSession:
        row = cast(BrowserSession, super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        return row
