"""Requests that a device stored before it could send them (docs/decisions/0012).

Whose they are, when the person made them, and the acknowledgement that they are stored.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, Literal
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from accounts.former_guests import merged_keys
from accounts.models import User
from accounts.requests import PersonRequest
from backhealth.cookies import set_cookie
from backhealth.http import kept_offline
from routines.models.last_word import Word

LONGEST_WAIT = timedelta(days=366)
FORGET_S = 365 * 24 * 60 * 60
View = Callable[..., HttpResponse]


def takes_outbox(view: View) -> View:
    """Let a device send to this view later, and more than once; a plain form works as before.

    An answer below 400 carries `X-Outbox-Ack` with the entry's key. By then everything is
    committed, and `X-Outbox-Written` is the time of that (ms since 1970): a page requested later
    contains it. A redirect becomes a 204 with `HX-Redirect`, because a script that followed it
    would not see the headers. If a newer change is already stored, `X-Outbox-Overruled` reports it
    (`When.answered`). 409: the entry is another person's, and not a guest's whose log came into the
    account. 422: its subject doesn't exist, and
    waiting won't change that.
    """

    @wraps(view)
    def answer(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry = request.headers.get("X-Outbox")
        if entry is None:
            return view(request, *args, **kwargs)
        owner = request.headers.get("X-Outbox-Owner", "")
        if owner != str(request.user.pk) and owner not in merged_keys(request.user):
            return HttpResponse(status=409)
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return HttpResponse(_("What this belongs to isn’t there any more."), status=422)
        if isinstance(response, HttpResponseRedirectBase):
            response.status_code = 204
            response.headers["HX-Redirect"] = response.url
            del response.headers["Location"]
        if response.status_code < 400:
            response.headers["X-Outbox-Ack"] = entry
            response.headers["X-Outbox-Written"] = str(time.time_ns() // 1_000_000)
        return response

    return answer


def ask_first(request: HttpRequest, page: str, why: str) -> HttpResponse:
    """Redirect to a page where something must be agreed to or answered first.

    An entry that a device sent is refused with the reason, and stays on the device until then.
    """
    if "X-Outbox" not in request.headers:
        return redirect(page)
    return HttpResponse(why, status=422, headers={"HX-Redirect": reverse(page)})


@dataclass(frozen=True, kw_only=True)
class When:
    """When a change was made, by two clocks.

    `word` is by the person's device, and orders the changes to one thing; None for a change that is
    always the newest. `now` is the same moment by this server's clock, even if the device's is
    wrong.
    """

    word: Word | None
    now: datetime

    def answered(self, response: HttpResponse, *, stands: datetime | None) -> HttpResponse:
        """Add a header if a newer change had overruled this one.

        `stands` is the time of the change that is stored now.
        """
        if self.word is not None and self.word.at != stands:
            response.headers["X-Outbox-Overruled"] = "yes"
        return response


def when(request: HttpRequest) -> When:
    """Return when a request's change was made, from `X-Outbox-At` and `X-Outbox-Now`.

    These are the device's clock at the change and at sending, in milliseconds since 1970. A time
    that isn't in the past counts as now, as for a plain form: otherwise a clock that is ahead would
    overrule every change until then.
    """
    now = timezone.now()
    at = _moment(request, "X-Outbox-At", now)
    sent = _moment(request, "X-Outbox-Now", now)
    ago = min(max(timedelta(0), sent - at), LONGEST_WAIT)
    return When(word=Word(at=at, heard=now) if at < now else None, now=now - ago)


def _moment(request: HttpRequest, header: str, otherwise: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(int(request.headers[header]) / 1000, UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return otherwise


def forget(response: HttpResponse, owner: UUID, what: Literal["all", "health"]) -> HttpResponse:
    """Make the device delete what it stores of a person, on the page that this response leads to.

    Sets a cookie that a script reads and removes (static/js/outbox/forget.js).
    """
    set_cookie(response, "forget", f"{what}.{owner}", FORGET_S)
    return response


@require_safe
@never_cache
def outbox(request: PersonRequest) -> HttpResponse:
    """Show the entries that wait on this device: a script fills them in, the server has none."""
    return kept_offline(request, render(request, "routines/outbox.html"))


@require_safe
@never_cache
@login_not_required
@ensure_csrf_cookie
def outbox_token(request: HttpRequest) -> HttpResponse:
    """Set the CSRF cookie for sending, and return the key of the person signed in, or nothing.

    `X-Outbox-Former` has the keys of the guests whose logs came into the account: what still waits
    under these keys is the person's.
    """
    response = HttpResponse(request.user.pk or "", content_type="text/plain")
    if isinstance(request.user, User):
        response.headers["X-Outbox-Former"] = " ".join(merged_keys(request.user))
    return response
