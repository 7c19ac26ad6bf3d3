"""Messages for the next page, in a cookie that no other app on the host reads."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class OwnCookie(CookieStorage):
    cookie_name = settings.ENVIRONMENT.named("messages")


class Storage(FallbackStorage):
    """Django's own storage: a cookie, and the session for what is too long for one."""

    storage_classes = (OwnCookie, SessionStorage)
