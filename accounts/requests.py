"""The type of a request behind the log-in."""

from django.http import HttpRequest

from accounts.models import User


class PersonRequest(HttpRequest):
    """A request for annotations: LoginRequiredMiddleware guarantees that its user is a person."""

    user: User
