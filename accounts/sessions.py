"""Store log-ins as Django's database sessions do, each with its person."""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from accounts.models import BrowserSession


class SessionStore(DatabaseStore):
    """The session store of settings.SESSION_ENGINE.

    The class name is part of the signature of what is stored; with the same name as Django's store,
    sessions that it wrote stay readable.
    """

    @classmethod
    def get_model_class(cls) -> type[BrowserSession]:
        return BrowserSession

    def create_model_instance(self, data: dict[str, Any]) -> BrowserSession:
        row = cast(BrowserSession, super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        return row
