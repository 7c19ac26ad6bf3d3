"""The app's sessions, read as Django reads them."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from accounts.models import BrowserSession


class SessionStore(DatabaseStore):
    """The name of the class is part of the signature of what is stored, so it is the app's."""

    @classmethod
    def get_model_class(cls) -> type[BrowserSession]:
        return BrowserSession
