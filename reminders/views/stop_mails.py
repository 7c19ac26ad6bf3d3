"""Stopping reminders by mail, from the mail itself."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from reminders import actions
from reminders.facts.stop_links import stop_key, stopped_by
from reminders.labels.kinds import KINDS
from reminders.planning.kinds import Kind


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def stop_mails(request: HttpRequest, stop_token: str) -> HttpResponse:
    """Stop the mails that the link names. Opening it alone changes nothing: mail programs open
    links to look at them. The program itself sends the POST, too, without a cookie (RFC 8058)."""
    found = stopped_by(stop_token)
    if found is None:
        return _answer(request, {}, status=404)
    user_id, kind = found
    if request.method == "POST":
        actions.stop_mails(user_id=user_id, kind=kind)
    return _answer(request, _context(user_id, kind) | {"stopped": request.method == "POST"})


def _context(user_id: UUID, kind: Kind | None) -> dict[str, object]:
    return {
        "known": True,
        "key": stop_key(user_id, kind),
        "mails": KINDS[kind].mails if kind else None,
        "all_key": stop_key(user_id, None),
    }


def _answer(request: HttpRequest, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    response = render(request, "reminders/stop_mails.html", context, status=status)
    # Its address is a key: no search engine keeps it, and no other site learns it.
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
