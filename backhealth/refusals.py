"""Refuse requests that no page of ours sends, before anything reads them: an unknown host,
another encoding, a body that is too large or ends early."""

import codecs
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.template.loader import get_template, render_to_string
from django.utils.http import parse_header_parameters

from backhealth.large_bodies import most_bytes

GetResponse = Callable[[HttpRequest], HttpResponse]


OTHER = "other/encoding"


class UnknownHostError(SuspiciousOperation):
    """A request for a host that isn't set up; the message says how to set it up."""


def readable(content_type: str) -> str:
    """Return the content type without its charset if that is UTF-8, otherwise OTHER.

    Browsers send UTF-8. Django would use another charset for body and address, before any
    middleware could refuse it; the same body would have several meanings, and some of the codecs
    that Python knows can't decode text at all.
    """
    try:
        kind, parameters = parse_header_parameters(content_type)
        named = parameters.get("charset")
        if codecs.lookup("utf-8" if named is None else named).name != "utf-8":
            return OTHER
    except (LookupError, ValueError):
        return OTHER
    if named is None:
        return content_type
    boundary = parameters.get("boundary")
    return f'{kind}; boundary="{boundary}"' if boundary else kind


def with_readable_headers(application: WSGIApplication) -> WSGIApplication:
    def readable_application(
        environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = readable(environ.get("CONTENT_TYPE", ""))
        return application(environ, start_response)

    return readable_application


def refuse_nonsense(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        _check_host(request)
        _check_encoding(request)
        _check_body(request)
        return get_response(request)

    return middleware


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Render the page for 400. Django's own reads the body once more, which raises the same
    error again in each middleware on the way out."""
    page = "unknown_host.html" if isinstance(exception, UnknownHostError) else "400.html"
    return HttpResponse(render_to_string(page, {"url": settings.ENVIRONMENT.url}), status=400)


def fault_of_ours() -> HttpResponse:
    """Render the page for 500, which asks nothing of the app."""
    page = get_template("500.html").render({"root": settings.SESSION_COOKIE_PATH})
    return HttpResponse(page, status=500)


def _check_host(request: HttpRequest) -> None:
    try:
        request.get_host()
    except DisallowedHost:
        raise UnknownHostError(
            # The log takes the path of an address away, and with it the signs that follow.
            f"A request for the host {request.META.get('HTTP_HOST', '')[:100]!r} was refused. If "
            "that host is yours, set BACKHEALTH_URL to its address or add it to "
            f"BACKHEALTH_OTHER_URLS. BACKHEALTH_URL is {settings.ENVIRONMENT.url}"
        ) from None


def _check_encoding(request: HttpRequest) -> None:
    if readable(request.META.get("CONTENT_TYPE", "")) == OTHER:
        raise BadRequest("The body is said to be in another encoding than UTF-8")


def _check_body(request: HttpRequest) -> None:
    """Read the body and raise BadRequest if it is incomplete.

    It is small, also where a page takes a file. Django limits fields only, so an uploaded file
    would fill the disk; and a form that ends early doesn't say what its sender meant. Only where a
    page takes a whole log (`large_bodies`) the body is left to Django, which writes the file to the
    disk; the worker has all of it by then.
    """
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if 0 < length <= most_bytes(request.path):
            return
        complete = length >= 0 and len(request.body) >= length
    except (UnreadablePostError, ValueError):
        complete = False
    if not complete:
        raise BadRequest("The body is not as long as it is said to be")
