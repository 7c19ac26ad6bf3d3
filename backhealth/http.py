"""What every page shares about HTTP: partial or whole page, whole addresses, pages that are the
same for everybody, refused forms, pages held without a signal, the health probe.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import condition, require_safe
from django_htmx.middleware import HtmxDetails


def wants_partial(request: HttpRequest) -> bool:
    """True where htmx will swap a part in; going back in history asks for the whole page."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.history_restore_request


def absolute(path: str) -> str:
    """A path of ours as a whole address. All of them begin with BACKHEALTH_URL, never with the
    Host of a request, which a proxy or a stranger may have made up."""
    return settings.ENVIRONMENT.url + path


def public_address(request: HttpRequest) -> dict[str, str]:
    """For templates: where the app is found, as one writes it on paper."""
    return {"public_address": settings.ENVIRONMENT.authority}


View = Callable[..., HttpResponse]


def public_page(version: Callable[[], str]) -> Callable[[View], View]:
    """For a page that touches no session, no person and no token: public, for reading, and kept by
    browsers, which ask with its ETag whether it still holds.

    `version` names the state of the rows that the page shows. It is asked on every request, so it
    should cost one query at most.
    """

    def etag(request: HttpRequest, **kwargs: Any) -> str:
        parts = (
            getattr(settings, "RELEASE", "dev"),
            get_language(),
            wants_partial(request),
            request.get_full_path(),
            version(),
        )
        return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'

    def decorate(view: View) -> View:
        kept = cache_control(public=True, max_age=0, must_revalidate=True)
        return login_not_required(require_safe(kept(condition(etag_func=etag)(view))))

    return decorate


def kept_offline(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Lets the service worker hold this page, for when there is no signal (decision 13). One with
    a query isn't held: without a signal its plain address stands in for it."""
    if not request.GET:
        response.headers["X-Offline-Page"] = "yes"
    return response


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the fields of a POST, even when there are none; else nothing."""
    return request.POST if request.method == "POST" else None


def render_refused(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form again with its messages and what was typed, as 422, which htmx swaps in."""
    return render(request, template, context, status=422)


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers; fails loudly when it doesn't."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
