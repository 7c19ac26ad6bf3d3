"""Middleware: what a page may load, absolute addresses, whose page it is, redirects for htmx,
log-in by default."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import MiddlewareNotUsed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control
from django.utils.encoding import iri_to_uri

from backhealth.cookies import cookie, delete_cookie, set_cookie

GetResponse = Callable[[HttpRequest], HttpResponse]

# Nothing inline, nothing from other sites; Pico's style sheet has its control marks as data: URLs.
POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)

WHOSE = "whose"


def content_security_policy(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # A view may set its own policy: a picture has its colours inline.
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


def hidden_admin(get_response: GetResponse) -> GetResponse:
    """Show Django's admin only to staff who have logged in on the app's own page, with its limits.

    For everyone else its address answers like one that doesn't exist, headers included: neither a
    log-in page nor an added slash gives it away.
    """
    word = settings.ENVIRONMENT.BACKHEALTH_ADMIN_PATH
    if word is None:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.path_info.strip("/").partition("/")[0] == word
        if asked and not (request.user.is_staff and request.user.is_active):
            request.session.accessed = False
            raise Http404
        return get_response(request)

    return middleware


def one_address(get_response: GetResponse) -> GetResponse:
    """Make `request.build_absolute_uri`, which allauth uses for its mails, begin with
    BACKHEALTH_URL."""

    def middleware(request: HttpRequest) -> HttpResponse:
        def build_absolute_uri(location: str | None = None) -> str:
            path = request.get_full_path() if location is None else location
            return urljoin(settings.ENVIRONMENT.origin + request.path, iri_to_uri(path))

        request.build_absolute_uri = build_absolute_uri  # type: ignore[method-assign]
        return get_response(request)

    return middleware


def whose_page(get_response: GetResponse) -> GetResponse:
    """Name the page's person and the time of the request in headers for the service worker.

    `X-Offline-User` is the person's key, empty if nobody is signed in; the worker drops the pages
    that it keeps for others. `X-Offline-Asked` is when the request came (ms since 1970): the page
    shows everything that was written before. A page that read no session is the same for everyone
    and has neither header.

    A person's page is `no-store`. A page that Back takes out of the browser's memory is compared
    with a cookie for scripts that holds who was signed in at the last answer (static/js/back.js).

    `X-Offline-App` is the app's path, if it has one: the worker of another one, at the top of the
    host, lets these pages alone.
    """

    app = settings.SESSION_COOKIE_PATH

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.META["ASKED"] = str(time.time_ns() // 1_000_000)
        response = get_response(request)
        if request.session.accessed:
            owner = str(request.user.pk) if request.user.is_authenticated else ""
            response.headers["X-Offline-User"] = owner
            response.headers["X-Offline-Asked"] = asked
            if owner:
                patch_cache_control(response, no_store=True, private=True)
            if cookie(request, WHOSE) != owner:
                _say_whose(response, owner)
        if app != "/":
            response.headers["X-Offline-App"] = app
        return response

    return middleware


def _say_whose(response: HttpResponse, owner: str) -> None:
    if owner:
        set_cookie(response, WHOSE, owner, settings.SESSION_COOKIE_AGE)
    else:
        delete_cookie(response, WHOSE)


def htmx_redirects(get_response: GetResponse) -> GetResponse:
    """Turn a redirect for htmx into one of the whole page, so that a log-in form never lands in
    a button."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        location = response.headers.get("Location")
        if not getattr(request, "htmx", None) or location is None:
            return response
        moved = HttpResponse(status=204, headers={"HX-Redirect": location})
        moved.cookies = response.cookies
        return moved

    return middleware


class PrivateByDefault(LoginRequiredMiddleware):
    """Ask for a log-in on every view that doesn't say otherwise, and read the session only then.

    Django's own middleware looks at the person before it looks at the view: a public page would
    then read the session, vary by cookie, and never be served from a cache.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        if "X-Outbox" in request.headers and not request.user.is_authenticated:
            # A device keeps what it sends until it is acknowledged; it can't follow a log-in.
            return HttpResponse(status=401)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """Redirect to the log-in, which leads back to the page that sent the request.

        A form's address takes POST only, and htmx asks for a part of a page: neither can be opened
        after the log-in.
        """
        if request.method in {"GET", "HEAD"} and not getattr(request, "htmx", None):
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(_page(request), resolve_url(settings.LOGIN_URL))


def _page(request: HttpRequest) -> str:
    """Return the app's page that sent this request, or Today."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    # A proxy may send another host than the browser did.
    for ours in (*settings.ENVIRONMENT.origins, f"{request.scheme}://{request.get_host()}"):
        if page.startswith(f"{ours}{settings.ENVIRONMENT.prefix}/"):
            return page.removeprefix(ours)
    return resolve_url(settings.LOGIN_REDIRECT_URL)
