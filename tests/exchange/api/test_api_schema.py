"""The running API against its own OpenAPI: no fault of ours, and every answer as it says."""

from datetime import timedelta

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.limits import RateLimit
from backhealth.refusals import with_readable_headers
from routines.models import Session
from tests import builders
from tests.exchange.api.conftest import operations

OPERATIONS = operations()
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
# With 26 operations, valid and invalid, that is some 20 s of one core for each database.
EXAMPLES = 6


@pytest.fixture
def application(db, monkeypatch):
    """Return the app as a server runs it, on the connection of the test, which stays open."""
    monkeypatch.setattr(connections["default"], "close_if_unusable_or_obsolete", lambda: None)
    return with_readable_headers(get_wsgi_application())


@pytest.fixture
def secret(ana, noon, monkeypatch):
    """Return a token that may do everything, as often as it likes."""
    many = RateLimit("API", 1_000_000, timedelta(minutes=10))
    monkeypatch.setattr("exchange.api.access.REQUESTS", many)
    return builders.api_token(ana, noon, ("read", "log", "health"))[1]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("operation", OPERATIONS, ids=[each.id for each in OPERATIONS])
def test_answer_is_as_the_openapi_says(operation, mode, application, log, secret):
    """Valid requests are for things of ana's; others also under keys that are made up."""
    if operation.id == "tick":
        log["item_id"] = Session.objects.get().items.filter(phase="warm-up").first().pk
    there = {name: str(log[name]) for name in operation.captured}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    described = schema[f"/api/v1/{operation.path}"][operation.method]
    headers = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}
    is_valid, statuses = mode == GenerationMode.POSITIVE, set()

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=described.as_strategy(generation_mode=mode),
        is_made_up=st.booleans(),
    )
    def asked(case, is_made_up):
        if is_valid or not is_made_up:
            case.path_parameters.update(there)
        response = case.call(headers=headers)
        case.validate_response(response, checks=CHECKS)
        statuses.add(response.status_code)

    asked()

    assert statuses & ({200, 409} if is_valid else {200, 400, 404, 409, 422})


def test_document_is_openapi_of_3_1(application):
    document = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)

    assert document.raw_schema["openapi"] == "3.1.0"
    document.validate()
