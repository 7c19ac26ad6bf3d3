"""The page that is shown when a limit is reached."""

from datetime import timedelta
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.labels import TOO_OFTEN, soon


def too_often(request: HttpRequest, what: str, wait: timedelta) -> HttpResponse:
    """Render which limit was reached, what to do instead, and when to try again; `what` is a key
    of TOO_OFTEN."""
    context = {"refused": TOO_OFTEN[what], "when": soon(wait)}
    response = render(request, "429.html", context, status=429)
    response.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return response
