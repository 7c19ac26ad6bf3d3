"""What pages share about HTTP."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_htmx.middleware import HtmxMiddleware

from backhealth.http import wants_partial


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Boosted": "true"}, True),
        ({"HX-Request": "false"}, False),
        ({"HX-Request": "nonsense"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
        ({"HX-History-Restore-Request": "true"}, False),
        ({"HX-Target": "results"}, False),
    ],
)
def test_wants_partial_unless_history_is_restored(headers, expected):
    request = RequestFactory().get("/", headers=headers)
    HtmxMiddleware(lambda _: HttpResponse())(request)

    assert wants_partial(request) is expected


def test_wants_partial_is_no_without_the_middleware():
    assert wants_partial(RequestFactory().get("/", headers={"HX-Request": "true"})) is False


def test_healthz_says_that_the_process_is_alive_and_asks_nobody(client, db):
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/healthz")

    assert len(queries) == 0
    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Content-Type"] == "text/plain"
    assert response["Cache-Control"] == ("max-age=0, no-cache, no-store, must-revalidate, private")
    assert not response.cookies


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_healthz_answers_to_the_machine_itself(client, db, host):
    assert client.get("/healthz", headers={"host": host}).content == b"ok"
