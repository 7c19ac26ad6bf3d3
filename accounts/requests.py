"""The type of a request that has passed the log-in."""

from django.http import HttpRequest

from accounts.models import User


class PersonRequest(HttpRequest):
    """For annotations alone: behind LoginRequiredMiddleware the user is a person."""

    user: User
