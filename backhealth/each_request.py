"""Give each request an id, a line in the log, and a place in the figures (docs/decisions/0056)."""

import logging
import re
import secrets
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bind_contextvars

from backhealth import metrics
from backhealth.logs import RequestRecord, route_of

log = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
SLOW_S = 2.0
# Asked by machines, again and again.
PROBES = {"/healthz", "/readyz", "/metrics"}


def each_request(get_response: GetResponse) -> GetResponse:
    """Follow a request. A proxy's `X-Request-ID` is kept, one from anybody else isn't; the answer
    carries it.

    It stays bound to the thread after the answer, because Django logs refusals only then.
    """
    takes_id = settings.ENVIRONMENT.BACKHEALTH_BEHIND_PROXY

    def middleware(request: HttpRequest) -> HttpResponse:
        begin = perf_counter()
        given = request.headers.get("X-Request-ID", "") if takes_id else ""
        request_id = given if WELL_FORMED.fullmatch(given) else secrets.token_hex(8)
        bind_contextvars(request_id=request_id)
        response = get_response(request)
        response.headers["X-Request-ID"] = request_id
        _tell(request, response, request_id, perf_counter() - begin)
        return response

    return middleware


def _tell(request: HttpRequest, response: HttpResponse, request_id: str, seconds: float) -> None:
    # Anybody may make up a method.
    method = request.method if request.method and request.method in METHODS else "other"
    route, status = route_of(request), response.status_code
    metrics.answered(route, method, status, seconds)
    if route in PROBES and status < 300:
        return
    level = logging.WARNING if seconds > SLOW_S else logging.INFO
    if log.isEnabledFor(level):
        words = f"{method} {route} {status}, {1000 * seconds:.0f} ms"
        told = {"request_id": request_id, "method": method, "route": route, "status": status}
        told["ms"] = round(1000 * seconds, 1)
        log.handle(RequestRecord(log.name, level, words, told))
