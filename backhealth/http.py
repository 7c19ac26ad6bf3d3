"""What all pages share about HTTP: partial or whole page, absolute addresses, public pages,
refused forms, pages held offline, whether the process is alive."""

from collections.abc import Callable, Collection
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from backhealth.page_memory import keep, page_key, recall

A_YEAR = 365 * 24 * 60 * 60  # seconds


def wants_partial(request: HttpRequest) -> bool:
    """Return whether htmx will swap in a part; going back in history asks for the whole page."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.history_restore_request


def absolute(path: str) -> str:
    """Return the absolute address of a path on our host.

    It begins with the origin of BACKHEALTH_URL, never with the request's Host, which a proxy or a
    stranger may have made up.
    """
    return settings.ENVIRONMENT.origin + path


def public_address(request: HttpRequest) -> dict[str, str]:
    """Add the address of the app, as printed on paper, to the context of templates."""
    return {"public_address": settings.ENVIRONMENT.authority}


# The pages that the main navigation leads to.
LINKED = (
    *("routines:today", "routines:week", "exercises:library", "history:history"),
    "accounts:settings",
)


def place(request: HttpRequest) -> dict[str, str]:
    """Add where a page stands in the main navigation to the context of templates: the address of a
    page that is linked there; with "…" behind it, of a page below it; empty for all others."""
    linked = _linked_addresses()
    if request.path in linked:
        return {"place": request.path}
    return {"place": next((f"{each}…" for each in linked if request.path.startswith(each)), "")}


@cache
def _linked_addresses() -> tuple[str, ...]:
    return tuple(reverse(name) for name in LINKED)


View = Callable[..., HttpResponse]


def no_rows() -> str:
    """Return the version of a public page that shows no row of the database."""
    return ""


def public_page(
    version: Callable[[], str], *, query: Collection[str] = ()
) -> Callable[[View], View]:
    """Serve a view to everyone: no session, no person, no token. It is rendered once, answered
    from memory afterwards (decision 22), and browsers keep it and revalidate it by its ETag.

    `version` names the state of the rows that the page shows. It is called on every request, so it
    should cost one query at most. `query` are the parameters that the view reads; any others make
    no other page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            key = _public_key(request, version(), query)
            # Weak, because the compressed answer and the plain one share it.
            etag = f'W/"{key}"'
            response = get_conditional_response(request, etag=etag) or recall(request, key)
            if response is None:
                response = keep(request, key, view(request, **kwargs))
            response.headers["ETag"] = etag
            return response

        # Served also while the database is away (backhealth.outages).
        page.asks_no_rows = version is no_rows  # type: ignore[attr-defined]
        kept = cache_control(public=True, max_age=0, must_revalidate=True)
        return login_not_required(require_safe(kept(page)))

    return decorate


def _public_key(request: HttpRequest, version: str, query: Collection[str]) -> str:
    asked = [(name, request.GET.getlist(name)) for name in query if name in request.GET]
    # Whether there is any query at all, because `kept_offline` tells the two apart.
    return page_key(version, wants_partial(request), request.path, bool(request.GET), asked)


def kept_offline(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the service worker keep this page for times without a signal (decision 13).

    A page with a query isn't kept: offline, the page at its plain address is shown instead.
    """
    if not request.GET:
        response.headers["X-Offline-Page"] = "yes"
    return response


def kept_for_ever(response: HttpResponse) -> HttpResponse:
    """Let browsers keep a file whose address changes with what is in it."""
    patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    return response


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form is bound to: the fields of a POST, even if there are none; otherwise
    None."""
    return request.POST if request.method == "POST" else None


def render_refused(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Render the form again with its messages and what was typed, as 422, which htmx swaps in."""
    return render(request, template, context, status=422)


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200: this process is alive. Whether it can serve pages is for /readyz to say."""
    return HttpResponse("ok", content_type="text/plain")
