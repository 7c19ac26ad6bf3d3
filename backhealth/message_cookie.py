"""Messages for the next page, in a cookie that no other app on the host gets."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpResponse


class OwnCookie(CookieStorage):
    cookie_name = settings.ENVIRONMENT.named("messages")

    def _update_cookie(self, encoded_data: str, response: HttpResponse) -> None:
        """Set or delete the cookie below the app's path; Django does it for the whole host."""
        super()._update_cookie(encoded_data, response)  # type: ignore[misc]
        response.cookies[self.cookie_name]["path"] = settings.SESSION_COOKIE_PATH


class Storage(FallbackStorage):
    """Django's own storage: a cookie, and the session for what is too long for one."""

    storage_classes = (OwnCookie, SessionStorage)
