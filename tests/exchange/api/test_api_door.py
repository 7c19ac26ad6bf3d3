"""The door of the API: pages of other sites, and what is refused before any view."""

import json

import pytest
from django.test import Client

from backhealth.environment import Environment

ORIGIN = "https://charts.example.org"
ASKS = {
    "Origin": ORIGIN,
    "Access-Control-Request-Method": "PUT",
    "Access-Control-Request-Headers": "authorization",
}


@pytest.fixture
def allowed(settings):
    settings.ENVIRONMENT = Environment.read({"BACKHEALTH_API_ORIGINS": ORIGIN})


def test_no_other_site_may_ask_unless_it_is_named(ask):
    answer = ask("get", "me", Origin=ORIGIN)
    before = Client().options("/api/v1/me", headers=ASKS)

    assert answer.status_code == 200
    assert before.status_code == 405
    for each in (answer, before):
        assert [name for name in each.headers if name.startswith("Access-Control")] == []


@pytest.mark.usefixtures("allowed")
def test_page_of_a_named_site_may_ask_with_a_token_and_without_cookies(ask):
    before = Client().options("/api/v1/sessions/x", headers=ASKS)
    answer, problem = ask("get", "me", Origin=ORIGIN), ask("get", "nothing", Origin=ORIGIN)

    assert (before.status_code, before.content) == (204, b"")
    assert before["Access-Control-Allow-Methods"] == "GET, HEAD, PUT, POST, PATCH"
    assert "Authorization" in before["Access-Control-Allow-Headers"]
    for each in (before, answer, problem):
        assert each["Access-Control-Allow-Origin"] == ORIGIN
        assert "Origin" in each["Vary"]
        assert "Access-Control-Allow-Credentials" not in each.headers
    assert answer["Access-Control-Expose-Headers"] == "ETag, Link, Retry-After"


@pytest.mark.usefixtures("allowed")
def test_page_of_another_site_and_other_addresses_may_not(ask, as_ana):
    answers = [
        ask("get", "me", Origin="https://charts.example.org.evil.example"),
        ask("get", "me", Origin="null"),
        Client().options("/api/v1/me", headers=ASKS | {"Origin": "https://evil.example"}),
        as_ana.get("/settings/", headers=ASKS),
        Client().get("/api/v1/", headers=ASKS),
    ]

    for each in answers:
        assert [name for name in each.headers if name.startswith("Access-Control")] == []


def test_what_is_refused_before_a_view_is_a_problem(ask):
    answers = [
        Client().get("/api/v1/me", headers={"Host": "evil.example"}),
        Client().put("/api/v1/me", "x", content_type="text/plain; charset=utf-16"),
        ask("put", "mornings/2026-03-04", '{"note": "' + "x" * 3_000_000 + '"}'),
    ]

    assert [each.status_code for each in answers] == [400, 400, 400]
    for each in answers:
        assert each["Content-Type"] == "application/problem+json"
        assert each.json()["code"] == "malformed"


def test_other_pages_keep_their_own_refusals(client, db):
    assert client.get("/nothing/")["Content-Type"].startswith("text/html")


def test_document_is_public_and_the_same_for_everybody(client, as_ana, library):
    answers = [each.get("/api/v1/openapi.json") for each in (client, as_ana)]

    assert answers[0].content == answers[1].content
    assert answers[0]["Content-Type"] == "application/json"
    assert answers[0]["Cache-Control"] == "public, max-age=0, must-revalidate"
    document = json.loads(answers[0].content)
    assert document["openapi"] == "3.1.0"
    assert {
        each["get"]["security"][0]["bearer"][0]
        for each in document["paths"].values()
        if "get" in each
    } == {"read"}
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": answers[0]["ETag"]})
    assert again.status_code == 304


def test_no_address_has_a_word_of_health(client, db):
    document = json.loads(client.get("/api/v1/openapi.json").content)

    paths = " ".join(document["paths"])
    assert [word for word in ("pain", "hurt", "health", "flare", "symptom") if word in paths] == []
