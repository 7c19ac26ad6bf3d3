"""Whose request it is, by a query that is compiled once (docs/decisions/0031)."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.db.models import UUIDField
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from backhealth.prepared import Given, Prepared

_PERSON = Prepared(lambda: User.objects.filter(pk=Given("key", UUIDField()), is_active=True))


class SignedIn(AuthenticationMiddleware):
    """Give a request its person, as Django's own middleware does.

    Only a log-in that is still valid takes this way. All others (nobody signed in, a password that
    was changed, a person who may no longer log in) are judged by Django, which ends the session
    where it should end.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        person = SimpleLazyObject(lambda: _signed_in(request) or get_user(request))
        request.user = person  # type: ignore[assignment]


def _signed_in(request: HttpRequest) -> User | None:
    """Return the person of a log-in that is still valid; None if Django has to judge it. Two
    queries at most, the session's included."""
    session = request.session
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    for person in _PERSON(key=session.get(SESSION_KEY)):
        expected = person.get_session_auth_hash()
        if constant_time_compare(session.get(HASH_SESSION_KEY, ""), expected):
            return person
    return None
