"""Whose page an answer is: what browsers may keep of it, and the cookie that scripts compare."""

import pytest
from django.test import Client

from tests import builders

LOG_IN = {"login": "ana@example.org", "password": builders.PASSWORD}
pytestmark = pytest.mark.django_db


def whose(response):
    """What the answer does to the cookie: None, nothing; "" takes it away."""
    cookie = response.cookies.get("whose")
    return cookie and cookie.value


@pytest.mark.parametrize(
    "path", ["/today/", "/plan/", "/history/", "/settings/", "/outbox/", "/start-check/agreement/"]
)
def test_person_s_page_is_kept_in_no_cache(as_ana, ana, library, noon, path):
    builders.plan(ana, noon)

    response = as_ana.get(path)

    kept = set(response.headers["Cache-Control"].split(", "))
    assert (response.status_code, {"no-store", "private"} - kept) == (200, set())


def test_page_for_everybody_may_be_kept_by_who_is_signed_in(as_ana, library):
    response = as_ana.get("/exercises/")

    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert whose(response) is None


def test_stranger_s_page_says_nothing_about_caches(client, library):
    response = client.get("/accounts/password/reset/")

    assert "Cache-Control" not in response.headers
    assert whose(response) is None


def test_cookie_says_who_is_signed_in_from_the_log_in_to_the_log_out(client, ana, library):
    said = [
        client.post("/accounts/login/", LOG_IN),
        client.get("/settings/"),
        client.post("/accounts/logout/"),
        client.get("/"),
    ]

    assert [whose(each) for each in said] == [str(ana.pk), None, "", None]
    cookie = said[0].cookies["whose"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == ("", "Lax", 31_536_000)


def test_cookie_follows_who_is_signed_in(ana, bo):
    client = Client()
    client.force_login(ana)
    client.get("/settings/")
    client.force_login(bo)

    assert whose(client.get("/settings/")) == str(bo.pk)


def test_cookie_goes_with_the_account_and_with_the_log_in(as_ana, as_bo, bo):
    for each in (as_ana, as_bo):
        each.get("/settings/")
    deleted = as_ana.post("/settings/delete/", {"sure": "on"})
    as_bo.session.flush()

    assert [whose(deleted), whose(as_bo.get("/today/"))] == ["", ""]
