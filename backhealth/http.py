"""What every page shares about HTTP: partial or whole page, refused forms, the health probe."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails


def wants_partial(request: HttpRequest) -> bool:
    """True where htmx will swap a part in; going back in history asks for the whole page."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.history_restore_request


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
