"""What pages share about HTTP."""

from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from backhealth import http
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


def test_healthz_asks_the_database_and_is_never_kept(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Content-Type"] == "text/plain"
    assert response["Cache-Control"] == ("max-age=0, no-cache, no-store, must-revalidate, private")
    assert not response.cookies


def test_healthz_fails_loudly_when_the_database_does_not_answer(client, monkeypatch):
    silent = Mock(cursor=Mock(side_effect=OperationalError("no such host")))
    monkeypatch.setattr(http, "connection", silent)

    with pytest.raises(OperationalError, match="no such host"):
        client.get("/healthz")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_healthz_answers_to_the_machine_itself(client, db, host):
    assert client.get("/healthz", headers={"host": host}).content == b"ok"
