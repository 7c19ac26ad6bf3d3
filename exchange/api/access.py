"""Who may use the API: a token, what it allows, and how often."""

from datetime import timedelta
from math import ceil

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from accounts import limits
from accounts.entrance import TEN_MINUTES, wrong_token_uses
from accounts.limits import RateLimit, Use
from exchange import actions
from exchange.api.problems import Refused
from exchange.labels.problems import Code
from exchange.models import ApiToken, Scope

# One a second, and ten minutes' worth of them at once.
REQUESTS = RateLimit("API", 600, TEN_MINUTES)


class ApiRequest(HttpRequest):
    """A request for annotations: `Bearer` has found its token."""

    auth: ApiToken


class Bearer(HttpBearer):
    """The token in the header `Authorization`. Neither session nor cookie is read, so no other site
    can send a request with a person's rights."""

    def __init__(self, *scopes: Scope) -> None:
        super().__init__()
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """Return the row of a token that is valid and allows this.

        None leads to a 401. Raises Refused: 429 for too many requests, or too many wrong tokens
        from one address; 403 for a scope that it doesn't have.
        """
        now = timezone.now()
        found: ApiToken | None = ApiToken.objects.at(token, now).first()
        if found is None:
            _wait(limits.take(wrong_token_uses(request), now=now))
            return None
        _wait(limits.take([Use(REQUESTS, str(found.pk))], now=now))
        need(found, *self.scopes)
        actions.note_use(token=found, now=now)
        return found


def need(token: ApiToken, *scopes: Scope) -> None:
    """Refuse a token that lacks one of these scopes. Raises Refused."""
    if not token.allows(*scopes):
        wanted = " ".join(scopes)
        challenge = f'Bearer error="insufficient_scope", scope="{wanted}"'
        raise Refused(Code.SCOPE_MISSING, headers={"WWW-Authenticate": challenge})


def _wait(wait: timedelta) -> None:
    if wait:
        seconds = str(ceil(wait.total_seconds()))
        raise Refused(Code.TOO_OFTEN, headers={"Retry-After": seconds})


READ, LOG = Bearer(Scope.READ), Bearer(Scope.LOG)
READ_HEALTH, LOG_HEALTH = Bearer(Scope.READ, Scope.HEALTH), Bearer(Scope.LOG, Scope.HEALTH)
