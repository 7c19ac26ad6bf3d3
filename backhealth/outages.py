"""Answer 503 in words when the database or the disk can't be used just now (docs/decisions/0057).

A device keeps what it has sent until it is acknowledged, so nothing is lost: it tries again. A
fault of the code stays a 500.
"""

import errno
import logging
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from time import monotonic
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from backhealth.each_request import PROBES
from backhealth.metrics import OUTAGES
from backhealth.refusals import fault_of_ours

log = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]
RETRY_AFTER_S = 10
LOOK_AGAIN_S = 1.0
LOOK_LASTS_S = 3.0  # without an answer it may take twice as long (backhealth.patience)


class Outage(StrEnum):
    """What can't be used just now."""

    UNREACHABLE = "database unreachable"
    READ_ONLY = "read-only"
    FULL = "disk full"


# SQLite's primary result codes (sqlite.org/rescode.html).
OF_SQLITE = {
    5: Outage.UNREACHABLE,  # SQLITE_BUSY, after 20 s
    8: Outage.READ_ONLY,
    10: Outage.FULL,  # SQLITE_IOERR: a disk that takes nothing more, or gives nothing back
    13: Outage.FULL,
    14: Outage.UNREACHABLE,  # SQLITE_CANTOPEN
}
# PostgreSQL's codes (Appendix A of its manual), a whole one or its class.
OF_POSTGRESQL = {
    "08": Outage.UNREACHABLE,
    "53300": Outage.UNREACHABLE,  # too many connections
    "57P": Outage.UNREACHABLE,  # stopped, crashed, not up yet
    "25006": Outage.READ_ONLY,
    "53100": Outage.FULL,
    "58030": Outage.FULL,  # an I/O error
}
OF_SYSTEM = {
    errno.EROFS: Outage.READ_ONLY,
    errno.ENOSPC: Outage.FULL,
    errno.EDQUOT: Outage.FULL,
}


def outage_of(fault: BaseException | None) -> Outage | None:
    """Return what can't be used if that is where a fault came from; None for a fault of ours."""
    return next(filter(None, map(_outage, _chain(fault))), None)


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    while fault:
        yield fault
        fault = fault.__cause__ or fault.__context__


def _outage(fault: BaseException) -> Outage | None:
    if isinstance(fault, OSError):
        return OF_SYSTEM.get(fault.errno or 0)
    code = getattr(fault, "sqlite_errorcode", None)
    if code is not None:
        return OF_SQLITE.get(code & 0xFF)
    return _of_postgresql(fault) if type(fault).__module__.startswith("psycopg") else None


def _of_postgresql(fault: Any) -> Outage | None:
    state = getattr(fault, "sqlstate", None)
    if state is None:
        # The connection ended, or there never was one.
        kinds = {each.__name__ for each in type(fault).__mro__}
        return Outage.UNREACHABLE if kinds & {"OperationalError", "InterfaceError"} else None
    return next((OF_POSTGRESQL[state[:n]] for n in (5, 3, 2) if state[:n] in OF_POSTGRESQL), None)


class Silence:
    """That PostgreSQL didn't answer, in this process. A request waits some seconds for it; if all
    did, those that need no database would wait behind them. `until` is when the next one may look;
    0 if the database answers."""

    until = 0.0


def quick_refusal(get_response: GetResponse) -> GetResponse:
    """Let one request after the other find out whether a silent database answers again, and refuse
    the others at once."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not Silence.until or request.path_info in PROBES or _asks_no_rows(request):
            return get_response(request)
        now = monotonic()
        if now < Silence.until:
            return _unavailable(request, Outage.UNREACHABLE)
        mine = Silence.until = now + LOOK_LASTS_S
        response = get_response(request)
        if Silence.until == mine:
            # Either the database was asked, and answered, or a later request looks.
            Silence.until = 0.0 if connection.connection is not None else now + LOOK_AGAIN_S
        return response

    return middleware


def _asks_no_rows(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return getattr(view, "asks_no_rows", False)


def drop_pooled_connections() -> None:
    """Drop the pool's connections: if one has ended, others have, too. None of them is asked, as a
    silent server would let each wait."""
    pool = getattr(connection, "pool", None)
    if pool:
        pool.drain()


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request whose view raised something: 503 for an outage, 500 for a fault of ours.

    Django calls this wherever the fault came from, a view or the session that is saved after it.
    """
    outage = outage_of(sys.exc_info()[1])
    if outage is None:
        return fault_of_ours()
    log.error("%s: a request was answered with 503", outage)
    if connection.vendor == "postgresql" and outage is Outage.UNREACHABLE:
        Silence.until = monotonic() + LOOK_AGAIN_S
        drop_pooled_connections()
    if not connection.in_atomic_block:
        # A connection to SQLite that was opened while nothing could be written never writes.
        connection.close()
    return _unavailable(request, outage)


def _unavailable(request: HttpRequest, outage: Outage) -> HttpResponse:
    OUTAGES.labels(outage.value).inc()
    context = {"outage": outage.name, "sent": request.method == "POST"}
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
    response.headers["Cache-Control"] = "no-store"
    # quick_refusal is outside of the middleware that says this.
    response.headers["Content-Length"] = str(len(response.content))
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
