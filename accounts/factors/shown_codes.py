"""For how long recovery codes are shown that were just made: in this browser, until the person says
that they are kept."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.http import HttpRequest

SHOWN = "recovery_codes_shown"  # in the session: which ones, and since when
LASTS = timedelta(minutes=30)


def show(request: HttpRequest, row: Authenticator, now: datetime) -> None:
    request.session[SHOWN] = [row.pk, int(now.timestamp())]


def are_shown(request: HttpRequest, row: Authenticator, now: datetime) -> bool:
    key, at = request.session.get(SHOWN, (None, 0))
    return key == row.pk and 0 <= now.timestamp() - at <= LASTS.total_seconds()


def hide(request: HttpRequest) -> None:
    request.session.pop(SHOWN, None)
