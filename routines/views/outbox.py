"""What a device kept until it could send it: whose it is, when it was said, and the word back that
it is written (docs/decisions/0012)."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
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

from accounts.requests import PersonRequest
from backhealth.http import kept_offline
from routines.models.last_word import Word

LONGEST_WAIT = timedelta(days=366)
FORGET_S = 365 * 24 * 60 * 60
View = Callable[..., HttpResponse]


def takes_outbox(view: View) -> View:
    """For a view that a device may send to later and more than once: it says the same to all of
    them, and a plain form goes on as before.

    An answer below 400 carries `X-Outbox-Ack` with the entry's key; by then all is committed,
    and `X-Outbox-Written` is that moment: a page asked for later knows of it (ms since 1970). A
    redirect becomes a 204 with `HX-Redirect`: followed by itself it would say nothing. Where a
    newer word stands already, `X-Outbox-Overruled` says so (`When.answered`). 409: the entry is
    another person's. 422: what it is about isn't there, and never will be by waiting.
    """

    @wraps(view)
    def answer(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry = request.headers.get("X-Outbox")
        if entry is None:
            return view(request, *args, **kwargs)
        if request.headers.get("X-Outbox-Owner") != str(request.user.pk):
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
    """Leads to a page on which something has to be said before. What a device sent stays there
    until then: it is refused, and says why."""
    if "X-Outbox" not in request.headers:
        return redirect(page)
    return HttpResponse(why, status=422, headers={"HX-Redirect": reverse(page)})


@dataclass(frozen=True, kw_only=True)
class When:
    """`word`: when it was said by the person's device, which orders what was said about one thing;
    None for what is the newest word in any case. `now`: the same moment by this server's clock,
    however wrong the device's is."""

    word: Word | None
    now: datetime

    def answered(self, response: HttpResponse, *, stands: datetime | None) -> HttpResponse:
        """The answer, with word where what was said was overruled: what `stands` then, by its
        moment, is something newer."""
        if self.word is not None and self.word.at != stands:
            response.headers["X-Outbox-Overruled"] = "yes"
        return response


def when(request: HttpRequest) -> When:
    """From `X-Outbox-At` and `X-Outbox-Now`, the device's clock then and on sending, in
    milliseconds since 1970. Neither is ever later than now, or a clock that is ahead would win over
    what is said until then: what is said at that moment or later is said now, like a plain form."""
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
    """Has the device let go of what it keeps of a person, at the page that this leads to
    (static/js/outbox/forget.js): a cookie for scripts, which take it away."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie("forget", f"{what}.{owner}", FORGET_S, secure=secure, samesite="Lax")
    return response


@require_safe
@never_cache
def outbox(request: PersonRequest) -> HttpResponse:
    """What waits on this device: a script fills it, the server knows nothing of it."""
    return kept_offline(request, render(request, "routines/outbox.html"))


@require_safe
@never_cache
@login_not_required
@ensure_csrf_cookie
def outbox_token(request: HttpRequest) -> HttpResponse:
    """Brings the cookie for sending, and says who is signed in: a key, or nothing."""
    return HttpResponse(request.user.pk or "", content_type="text/plain")
