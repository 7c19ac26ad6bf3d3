"""Middleware of the API: every fault is a problem, and browsers of named origins may ask."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from exchange.api.problems import BY_STATUS, problem
from exchange.labels.problems import Code

PLACE = "api/v1/"
METHODS = "GET, HEAD, PUT, POST, PATCH"
SENT = "Authorization, Content-Type, If-None-Match"
SHOWN = "ETag, Link, Retry-After"
KEPT = ("Allow", "Retry-After", "WWW-Authenticate", "Cache-Control", "Vary")
GetResponse = Callable[[HttpRequest], HttpResponse]


def api_door(get_response: GetResponse) -> GetResponse:
    """Answer for the API what was refused before any of its views saw it: a strange host, a body
    that ends early, a method that isn't taken.

    Pages of other sites may use the API only from the origins in BACKHEALTH_API_ORIGINS, and with a
    token: no cookie is ever accepted from them.
    """

    begin = f"/{PLACE}"

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(begin) or request.path_info == begin:
            return get_response(request)
        origin = request.headers.get("Origin", "")
        is_allowed = origin in settings.ENVIRONMENT.BACKHEALTH_API_ORIGINS
        if is_allowed and request.method == "OPTIONS":
            response = HttpResponse(status=204)
            response.headers["Access-Control-Allow-Methods"] = METHODS
            response.headers["Access-Control-Allow-Headers"] = SENT
            response.headers["Access-Control-Max-Age"] = "7200"
        else:
            response = _as_problem(get_response(request))
        if settings.ENVIRONMENT.BACKHEALTH_API_ORIGINS:
            patch_vary_headers(response, ["Origin"])
        if is_allowed:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = SHOWN
        return response

    return middleware


def _as_problem(response: HttpResponse) -> HttpResponse:
    """Return a problem for a fault that is a page or a bare text."""
    if response.status_code < 400 or "json" in response.headers.get("Content-Type", ""):
        return response
    code = BY_STATUS.get(response.status_code)
    if code is None:
        code = Code.FAULT if response.status_code >= 500 else Code.MALFORMED
    told = problem(code, status=response.status_code)
    for name in KEPT:
        if name in response.headers:
            told.headers[name] = response.headers[name]
    return told
