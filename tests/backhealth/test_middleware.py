"""Headers on every answer, redirects for htmx, and pages that are private by default."""

from unittest.mock import Mock
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.test import Client, RequestFactory
from django_htmx.middleware import HtmxDetails

from backhealth import worker
from backhealth.middleware import htmx_redirects

HTMX = {"HX-Request": "true"}
SESSION_PAGE = "/sessions/01914b6e-0000-7000-8000-000000000000/?x=1#item-3"
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


@pytest.fixture
def broken(monkeypatch):
    """/offline/ raises what it is given."""

    def by(error):
        monkeypatch.setattr(worker, "render", Mock(side_effect=error))

    return by


def guarded(response):
    """The headers that keep other sites out."""
    names = [
        "Content-Security-Policy",
        "X-Frame-Options",
        "X-Content-Type-Options",
        "Referrer-Policy",
    ]
    return {name: response.get(name) for name in names}


GUARDED = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


# --- headers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/", 200),
        ("head", "/", 200),
        ("get", "/exercises/", 200),
        ("get", "/healthz", 200),
        ("get", "/today/", 302),
        ("get", "/today", 301),
        ("get", "/exercises", 301),
        ("get", "/nowhere/", 404),
        ("get", "/exercises/nowhere/", 404),
        ("post", "/exercises/", 405),
        ("post", "/accounts/claim/", 422),
        ("get", "/admin/", 404),
    ],
)
def test_every_answer_keeps_other_sites_out(client, library, method, path, status):
    response = getattr(client, method)(path)

    assert response.status_code == status
    assert guarded(response) == GUARDED


def test_answer_304_keeps_other_sites_out(client, library):
    etag = client.get("/exercises/")["ETag"]

    response = client.get("/exercises/", headers={"If-None-Match": etag})

    assert response.status_code == 304
    assert guarded(response) == GUARDED


def test_static_file_keeps_other_sites_out(settings, tmp_path):
    (tmp_path / "x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATIC_ROOT = tmp_path

    response = Client().get("/static/x.svg")

    assert b"".join(response) == b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    assert guarded(response) == GUARDED


def test_broken_page_keeps_other_sites_out_and_says_nothing_of_the_fault(db, broken):
    broken(RuntimeError("the secret is 42"))

    response = Client(raise_request_exception=False).get("/offline/")

    assert response.status_code == 500
    assert guarded(response) == GUARDED
    assert b"<h1>Something went wrong on our side.</h1>" in response.content
    assert b"42" not in response.content


def test_forbidden_page_keeps_other_sites_out(client, broken):
    broken(PermissionDenied)

    response = client.get("/offline/")

    assert response.status_code == 403
    assert guarded(response) == GUARDED


def test_form_from_elsewhere_is_turned_away_and_keeps_other_sites_out(db):
    response = Client(enforce_csrf_checks=True).post("/start/", {})

    assert response.status_code == 403
    assert guarded(response) == GUARDED
    assert b"<h1>This page was open for too long.</h1>" in response.content


def test_page_over_http_moves_to_https_and_the_health_probe_does_not(client, settings, db):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_SSL_HOST = "back.example.org"

    moved, probed = client.get("/?x=1"), client.get("/healthz")

    assert (moved.status_code, moved["Location"]) == (301, "https://back.example.org/?x=1")
    assert (probed.status_code, probed.content) == (200, b"ok")


def test_stranger_host_is_refused(client):
    response = client.get("/", headers={"host": "evil.example.org"})

    assert response.status_code == 400
    assert guarded(response) == GUARDED


# --- htmx ---------------------------------------------------------------------------------------


def test_redirect_moves_the_whole_page_for_htmx_and_keeps_its_cookies(db):
    plain, htmx = Client().post("/start/"), Client().post("/start/", headers=HTMX)

    assert (plain.status_code, plain["Location"]) == (302, "/today/")
    assert (htmx.status_code, htmx["HX-Redirect"], htmx.content) == (204, "/today/", b"")
    assert "Location" not in htmx
    assert set(htmx.cookies) == set(plain.cookies) == {"csrftoken", "sessionid", "whose"}
    assert htmx.cookies["sessionid"]["httponly"] is True
    assert htmx.cookies["sessionid"]["samesite"] == "Lax"
    assert guarded(htmx) == GUARDED


def test_redirect_for_htmx_keeps_a_cookie_that_the_view_set():
    def view(_):
        response = redirect("/today/")
        response.set_cookie("seen", "yes", max_age=60)
        return response

    request = RequestFactory().post("/", headers=HTMX)
    request.htmx = HtmxDetails(request)

    response = htmx_redirects(view)(request)

    assert (response.status_code, response["HX-Redirect"]) == (204, "/today/")
    assert (response.cookies["seen"].value, response.cookies["seen"]["max-age"]) == ("yes", 60)


def test_page_that_is_no_redirect_stays_as_it_is_for_htmx(client, db):
    plain, htmx = client.get("/nowhere/"), client.get("/nowhere/", headers=HTMX)

    assert (htmx.status_code, htmx.content) == (404, plain.content)
    assert "HX-Redirect" not in htmx


# --- private by default -------------------------------------------------------------------------


def came_for(location):
    """The page that the log-in leads back to."""
    parts = urlsplit(location)
    assert parts.path == "/accounts/login/"
    return parse_qs(parts.query)


def test_private_page_asks_for_a_log_in_and_leads_back(client, db):
    response = client.get("/history/?until=2026-03-04")

    assert response.status_code == 302
    assert came_for(response["Location"]) == {"next": ["/history/?until=2026-03-04"]}


def test_expired_log_in_moves_the_whole_page_for_htmx(client, db):
    sent = {**HTMX, "HX-Current-URL": f"http://testserver{SESSION_PAGE}"}

    response = client.post("/sets/01914b6e-0000-7000-8000-000000000001/remove/", headers=sent)

    assert (response.status_code, response.content) == (204, b"")
    assert came_for(response["HX-Redirect"]) == {"next": [SESSION_PAGE]}


def test_expired_log_in_leads_back_to_the_page_and_not_to_a_part_of_it(client, db):
    sent = {**HTMX, "HX-Current-URL": "http://testserver/plan/setup/"}

    response = client.get("/plan/setup/?sessions_per_week=3", headers=sent)

    assert came_for(response["HX-Redirect"]) == {"next": ["/plan/setup/"]}


def test_expired_log_in_leads_back_to_the_page_that_sent_the_form(client, db):
    response = client.post(
        "/sessions/start/", headers={"Referer": f"http://testserver{SESSION_PAGE}"}
    )

    assert response.status_code == 302
    assert came_for(response["Location"]) == {"next": [SESSION_PAGE]}


@pytest.mark.parametrize(
    "sent_from",
    [
        "",
        "nonsense",
        "https://testserver/history/",
        "http://evil.example.org/history/",
        "http://testserver.evil.example.org/",
        "http://[",
        "\x00",
        "javascript:alert(1)",
    ],
)
@pytest.mark.parametrize("name", ["Referer", "HX-Current-URL"])
def test_expired_log_in_leads_to_today_where_the_page_is_not_known(client, db, name, sent_from):
    response = client.post("/sessions/start/", headers={name: sent_from})

    assert came_for(response["Location"]) == {"next": ["/today/"]}


def test_public_page_needs_no_look_at_the_person(client, db, django_assert_num_queries):
    client.cookies["sessionid"] = "a" * 32

    with django_assert_num_queries(0):
        response = client.get("/offline/")

    assert response.status_code == 200
