"""Format the log: a line as JSON for a machine, or plain for a terminal; both say the same.

It says nothing that a person wrote: it names the route of a request instead of its address, and of
a fault the kind and the places in the code. Its message is left out unless its kind quotes
nothing, because a database quotes in it the row that it refused.
"""

import json
import logging
import re
import traceback
from collections.abc import Iterator, MutableMapping
from datetime import UTC, datetime
from functools import cache
from smtplib import SMTPException
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from gunicorn.glogging import Logger
from structlog.stdlib import ProcessorFormatter

from backhealth.environment import Environment

LONGEST = 500  # of a line about a request that was refused
# Kinds of faults whose messages are about code, files and servers; an SMTPException is an OSError
# and quotes the address that was refused.
QUOTE_NOTHING = (
    *(AttributeError, ImportError, ImproperlyConfigured, NameError, OperationalError, OSError),
    TypeError,
)
NO_ROUTE = "unknown"
ADDRESS = re.compile(r"(https?://[^\s/?#]+)[^\s]*")

Event = MutableMapping[str, Any]


def formatter(kind: str) -> logging.Formatter:
    """Return the formatter of this kind: "json" or "plain"."""
    first: list[Any] = [structlog.contextvars.merge_contextvars, _told]
    if kind == "plain":
        return ProcessorFormatter(foreign_pre_chain=first, processors=[_plain])
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True, key="time")
    last: list[Any] = [stamp, ProcessorFormatter.remove_processors_meta]
    last.append(structlog.processors.JSONRenderer())
    return JsonFormatter(foreign_pre_chain=first, processors=last)


class JsonFormatter(ProcessorFormatter):
    """A formatter that is quick about the line of a request, of which nothing has to be left
    out."""

    def format(self, record: logging.LogRecord) -> str:
        if not isinstance(record, RequestRecord):
            return super().format(record)
        moment = datetime.fromtimestamp(record.created, UTC)
        level = record.levelname.lower()
        line = {"event": record.msg, **record.told, "level": level, "logger": record.name}
        # As structlog writes it on all other lines.
        return json.dumps({**line, "time": moment.isoformat().replace("+00:00", "Z")})


class RequestRecord(logging.LogRecord):
    """The line of a request; `told` are its fields."""

    def __init__(self, name: str, level: int, words: str, told: dict[str, object]) -> None:
        super().__init__(name, level, "", 0, words, None, None)
        self.told = told


class ServerLog(Logger):
    """gunicorn's own log, in the form of the app's."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(formatter(Environment.read().BACKHEALTH_LOGS))


def route_of(request: HttpRequest) -> str:
    """Return the pattern of a request's address: the same for every key and every name in it."""
    if request.path.startswith(settings.STATIC_URL):
        return settings.STATIC_URL.strip("/")
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return NO_ROUTE
    return _shown(match.route)


@cache
def _shown(route: str) -> str:
    """Return a route without the word that hides the admin."""
    word = settings.ENVIRONMENT.BACKHEALTH_ADMIN_PATH
    if word and (route == word or route.startswith(f"{word}/")):
        return f"/admin{route.removeprefix(word)}"
    return f"/{route}"


def _told(_logger: object, _method: str, event: Event) -> Event:
    record = event["_record"]
    event["event"] = _words(record, event["event"])
    event["level"], event["logger"] = record.levelname.lower(), record.name
    fault = event.pop("exc_info", None)
    event.pop("stack_info", None)
    if getattr(record, "status_code", 500) < 500:
        # Any stranger could fill the disk with tracebacks of refused requests.
        line = " ".join(event["event"].splitlines())
        event["event"] = line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
    elif fault and fault[1]:
        event["fault"] = "".join(_fault_in_words(fault[1]))
    return event


def _words(record: logging.LogRecord, words: str) -> str:
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        # Django escapes the path in its own lines.
        path = request.path.encode("unicode_escape").decode("ascii")
        words = words.replace(path, route_of(request)) if len(path) > 1 else words
    elif record.name == "gunicorn.error" and words.startswith("Invalid request from"):
        return "Invalid request"
    elif record.name == "gunicorn.error" and words.startswith("Error handling request"):
        return "Error handling request"
    return ADDRESS.sub(r"\1", words)


def _fault_in_words(fault: BaseException) -> Iterator[str]:
    """Yield a fault and what it came from, the first cause first."""
    before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    if before:
        yield from _fault_in_words(before)
    yield from traceback.format_tb(fault.__traceback__)
    words = f": {str(fault).partition(chr(10))[0]}" if _quotes_nothing(fault) else ""
    yield f"{type(fault).__module__}.{type(fault).__qualname__}{words}\n"


def _quotes_nothing(fault: BaseException) -> bool:
    """Return whether a fault's message has nothing in it that a person wrote or is."""
    return isinstance(fault, QUOTE_NOTHING) and not isinstance(fault, SMTPException)


def _plain(_logger: object, _method: str, event: Event) -> str:
    line = f"{event['level'].upper()} {event['logger']}: {event['event']}"
    if "request_id" in event:
        line += f" [{event['request_id']}]"
    return f"{line}\n{event['fault'].rstrip()}" if "fault" in event else line
