"""What can't be done, as a problem of RFC 9457: for programs a code, for people a sentence."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from exchange.labels.problems import PROBLEMS, Code
from routines.actions import KeyTaken, NothingPlanned, NotToday
from routines.facts.clearance import CheckDue, StrengthLocked
from routines.facts.consent import NotAgreed

CONTENT_TYPE = "application/problem+json"


class FieldFault(Schema):
    """One field that was sent wrong."""

    field: str = Field(description="Its name; “query.” or “path.” before it if it isn’t in a body.")
    detail: str


class Problem(Schema):
    """Why something can't be done."""

    type: str = Field(description="Where the code is explained.")
    code: Code
    title: str
    status: int
    detail: str
    errors: list[FieldFault] = Field([], description="The fields of a 422.")
    session: str | None = Field(None, description="The session that runs, of “another-runs”.")


class Refused(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """Something that can't be done, with the code of the problem and what else it has."""

    def __init__(
        self, code: Code, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(code)
        self.code, self.headers, self.more = code, headers or {}, more


def wrong_field(field: str, detail: str) -> Refused:
    """Return the refusal of one field of a body."""
    return Refused(Code.INVALID, errors=[{"field": field, "detail": detail}])


# The findings of the verbs. A key that belongs to somebody else is as if it weren't there.
FINDINGS: Mapping[type[Exception], Code] = {
    Http404: Code.NOT_FOUND,
    KeyTaken: Code.NOT_FOUND,
    NotAgreed: Code.NOT_AGREED,
    StrengthLocked: Code.STRENGTH_LOCKED,
    CheckDue: Code.CHECK_DUE,
    NotToday: Code.NOT_TODAY,
    NothingPlanned: Code.NOTHING_PLANNED,
}
BY_STATUS = {words.status: code for code, words in reversed(list(PROBLEMS.items()))}


def problem(code: Code, *, status: int | None = None, **more: Any) -> HttpResponse:
    """Return the answer for a problem; `more` are further members of it."""
    words = PROBLEMS[code]
    found = {
        "type": f"{reverse('exchange:api_reference')}#{code}",
        "code": code,
        "title": str(words.title),
        "status": status or words.status,
        "detail": str(words.detail),
        **more,
    }
    return HttpResponse(json.dumps(found), status=found["status"], content_type=CONTENT_TYPE)


def handle_problems(api: NinjaAPI) -> None:
    """Make an API answer with problems to everything that its operations raise."""
    for finding in FINDINGS:
        api.add_exception_handler(finding, _found)
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(AuthenticationError, _unauthorized)
    api.add_exception_handler(HttpError, _malformed)
    api.add_exception_handler(ValidationError, _invalid)


def _found(request: HttpRequest, found: Any) -> HttpResponse:
    code = next(code for finding, code in FINDINGS.items() if isinstance(found, finding))
    return problem(code)


def _malformed(request: HttpRequest, found: Any) -> HttpResponse:
    return problem(Code.MALFORMED)


def _refused(request: HttpRequest, found: Any) -> HttpResponse:
    response = problem(found.code, **found.more)
    for name, value in found.headers.items():
        response.headers[name] = value
    return response


def _unauthorized(request: HttpRequest, found: Any) -> HttpResponse:
    response = problem(Code.UNAUTHORIZED)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _invalid(request: HttpRequest, found: Any) -> HttpResponse:
    errors = [{"field": _name(each["loc"]), "detail": each["msg"]} for each in found.errors]
    return problem(Code.INVALID, errors=errors)


def _name(place: Sequence[str | int]) -> str:
    """Return the name of a field: "pain", "query.limit". The body's parameter has no name
    outside."""
    source, *names = place
    kept = names[1:] if source == "body" else [source, *names]
    return ".".join(map(str, kept)) or "body"
