"""Programs with tokens, and what they may ask for."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.keys import new_key
from exchange.api import api
from history.actions import record_result
from history.planning.self_tests import Measured
from routines.actions import record_morning
from tests import builders

ROOT = "/api/v1/"
Ask = Callable[..., HttpResponse]


def program(secret: str | None) -> Ask:
    """Return a function that asks with a token: `ask("get", "me")`, `ask("put", "…", {…})`."""
    client = Client()

    def ask(method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        if secret is not None:
            headers.setdefault("Authorization", f"Bearer {secret}")
        sent = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(client, method)(ROOT + path, headers=headers, **sent)

    return ask


@pytest.fixture
def with_scopes(ana, noon) -> Callable[..., Ask]:
    """Return a function that makes a program of ana's with these scopes."""

    def make(*scopes: str) -> Ask:
        return program(builders.api_token(ana, noon, scopes)[1])

    return make


@pytest.fixture
def ask(with_scopes) -> Ask:
    """Ask as a program of ana's that may do everything."""
    return with_scopes("read", "log", "health")


@pytest.fixture
def stranger(bo, noon) -> Ask:
    """Ask as a program of bo's that may do everything."""
    return program(builders.api_token(bo, noon, ("read", "log", "health"))[1])


@pytest.fixture
def log(ana, library, noon) -> dict[str, UUID | str]:
    """Make ana's log, and return a value for each parameter in a path: a running session with an
    exercise and a set of it, her routine, a result of a test, a morning, an exercise of hers."""
    plan = builders.plan(ana, noon)
    session = builders.session(ana, noon)
    item = next(each for each in builders.strength(session) if not each.side_by_side)
    result = record_result(
        user=ana,
        key=new_key(),
        test="one-leg",
        day=date(2026, 3, 3),
        measured=Measured(unit="seconds", left=Decimal(9), tries={"left": [9]}),
        now=noon,
    )
    record_morning(user=ana, day=date(2026, 3, 3), pain=2, sore=True, today=noon.date(), now=noon)
    return {
        "session_id": session.pk,
        "item_id": item.pk,
        "key": builders.one_set(item, noon).pk,
        "routine_id": plan.routine_id,
        "result_id": result.pk,
        "slug": builders.own_exercise(ana).pk,
        "day": "2026-03-02",
    }


class Operation:
    """One operation of the OpenAPI document."""

    def __init__(self, path: str, method: str, described: dict[str, Any]) -> None:
        self.path, self.method, self.described = path.removeprefix(ROOT), method, described
        self.id = described["operationId"]
        self.scopes = tuple(described["security"][0]["bearer"])
        self.parameters = [each["name"] for each in described["parameters"]]
        self.captured = re.findall(r"{(\w+)}", path)

    def __repr__(self) -> str:
        return f"{self.method} {self.path}"

    def at(self, values: dict[str, Any]) -> str:
        """Return its path with these values."""
        return self.path.format(**{name: values[name] for name in self.captured})


def operations() -> list[Operation]:
    return [
        Operation(path, method, described)
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, described in methods.items()
    ]


# A body that each operation accepts.
BODIES: dict[str, Any] = {
    "start": {},
    "finish": {"rir": 2, "note": "Good."},
    "log_set": {"number": 2, "amount": 5},
    "tick": {"done": True},
    "trouble": {"pain": 2},
    "skip": {"reason": "busy"},
    "correct_set": {"amount": 7},
    "say_morning": {"pain": 2},
}
