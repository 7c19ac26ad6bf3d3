"""What a page may load, its address, whose it is, htmx and redirects, log-in by default."""

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

GetResponse = Callable[[HttpRequest], HttpResponse]

# Nothing inline, nothing from elsewhere; "data:" pictures are the control marks in Pico's style.
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
        # A view may be stricter or other: a picture carries its own colours.
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


def hidden_admin(get_response: GetResponse) -> GetResponse:
    """Django's admin is there for staff who have logged in on our own page, with its limits. To
    everybody else its address is one where nothing is, to the last header: not even a log-in page
    or a slash that is put behind it tells that there is more."""
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
    """Whoever builds a whole address out of a request, as allauth does for its mails, gets one that
    begins with BACKHEALTH_URL."""

    def middleware(request: HttpRequest) -> HttpResponse:
        def build_absolute_uri(location: str | None = None) -> str:
            path = request.get_full_path() if location is None else location
            return urljoin(settings.ENVIRONMENT.url + request.path, iri_to_uri(path))

        request.build_absolute_uri = build_absolute_uri  # type: ignore[method-assign]
        return get_response(request)

    return middleware


def whose_page(get_response: GetResponse) -> GetResponse:
    """Says to the service worker whose page this is, or that nobody is signed in, so that it lets
    go what it holds of others; and when it was asked for (ms since 1970), as the page itself does:
    what the server had written by then is in it. A page that read no session belongs to everybody
    and says nothing.

    A person's page is kept in no cache of the browser. What comes back from its memory is compared
    with a cookie that scripts may read (static/js/back.js): who was signed in at the last answer.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.META["ASKED"] = str(time.time_ns() // 1_000_000)
        response = get_response(request)
        if request.session.accessed:
            owner = str(request.user.pk) if request.user.is_authenticated else ""
            response.headers["X-Offline-User"] = owner
            response.headers["X-Offline-Asked"] = asked
            if owner:
                patch_cache_control(response, no_store=True, private=True)
            if request.COOKIES.get(WHOSE, "") != owner:
                _say_whose(response, owner)
        return response

    return middleware


def _say_whose(response: HttpResponse, owner: str) -> None:
    if owner:
        age, secure = settings.SESSION_COOKIE_AGE, settings.SESSION_COOKIE_SECURE
        response.set_cookie(WHOSE, owner, age, secure=secure, samesite="Lax")
    else:
        response.delete_cookie(WHOSE, samesite="Lax")


def htmx_redirects(get_response: GetResponse) -> GetResponse:
    """A redirect answered to htmx moves the whole page: a log-in form never lands in a button."""

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
    """Django's own looks at the person before it looks at the view: a public page would then read
    the session, vary by cookie, and never be served from a cache."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        if "X-Outbox" in request.headers and not request.user.is_authenticated:
            # A device keeps what it sends until it is told that it is written.
            return HttpResponse(status=401)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """After logging in one is back on the page that asked: a form's own address takes POST
        alone, and what htmx asks for is a part of a page."""
        if request.method in {"GET", "HEAD"} and not getattr(request, "htmx", None):
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(_page(request), resolve_url(settings.LOGIN_URL))


def _page(request: HttpRequest) -> str:
    """The page of ours that sent this request, or Today."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    # A proxy may have sent another host than the browser did.
    for ours in (*settings.ENVIRONMENT.origins, f"{request.scheme}://{request.get_host()}"):
        if page.startswith(f"{ours}/"):
            return page.removeprefix(ours)
    return resolve_url(settings.LOGIN_REDIRECT_URL)
