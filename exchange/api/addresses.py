"""The addresses of the API, and what all of its answers have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from exchange.api import api
from exchange.api.problems import problem
from exchange.labels.problems import Code

View = Callable[..., Any]
with_etag = decorator_from_middleware(ConditionalGetMiddleware)


def for_programs(view: View) -> View:
    """Open a view to requests with a token alone: no session, no CSRF.

    HEAD is answered like GET. A GET has an ETag, and 304 if it is the same; a client keeps it
    for one person and asks again each time.
    """
    with_conditions: Any = with_etag(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_head = request.method == "HEAD"
        request.method = "GET" if is_head else request.method
        response: HttpResponse = with_conditions(request, *args, **kwargs)
        request.method = "HEAD" if is_head else request.method
        if is_head and response.content:
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Authorization"])
        return response

    return csrf_exempt(login_not_required(answer))


def nothing_here(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return problem(Code.NOT_FOUND)


def patterns() -> list[URLPattern]:
    """Return the addresses of all operations; any other address below is a problem, too."""
    found, _app, _space = api.urls
    # The last one is django-ninja's own root, which is a page of ours.
    operations = [each for each in found[:-1] if isinstance(each, URLPattern)]
    for each in operations:
        each.callback = for_programs(each.callback)
    return [*operations, path("<path:rest>", for_programs(nothing_here), name="nothing_here")]
