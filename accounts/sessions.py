"""Where log-ins are kept: Django's database sessions, each with the person that it belongs to."""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from accounts.models import BrowserSession


class SessionStore(DatabaseStore):
    """The name is part of the signature of what is stored, and is what settings.SESSION_ENGINE
    asks for: sessions written by Django's own store stay readable."""

    @classmethod
    def get_model_class(cls) -> type[BrowserSession]:
        return BrowserSession

    def create_model_instance(self, data: dict[str, Any]) -> BrowserSession:
        row = cast(BrowserSession, super().create_model_instance(data))
        row.user_id = data.get(SESSION_KEY)
        return row
