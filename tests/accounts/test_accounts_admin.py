"""The admin: switched off by default, hidden from all but staff; a person is found and closed in
it, never made by hand."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from accounts.models import User
from tests import builders
from tests.test_conventions import walk

BOSS = {"login": "boss@example.org", "password": builders.PASSWORD}
FILLED_IN = {"object_id": 1, "app_label": "accounts", "content_type_id": 1, "url": "nowhere/"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def switched_on(settings):
    settings.ROOT_URLCONF = "tests.urls_with_admin"
    known = {"BACKHEALTH_ADMIN_PATH": "keeper"}
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=known)


@pytest.fixture
def boss():
    return User.objects.create_superuser("boss@example.org", builders.PASSWORD)


@pytest.fixture
def as_boss(boss, switched_on):
    client = Client()
    client.force_login(boss)
    return client


def addresses():
    """Every address of the admin, and those that one would try."""
    pages = walk(get_resolver("tests.urls_with_admin").url_patterns)
    named = [page for page in pages if page.name.startswith("admin:") and page.pattern.name]
    inside = {page.url(FILLED_IN | {"id": 1}) for page in named}
    return [*sorted(inside), "/keeper", "/keeper/login", "/keeper/x/y", "/keeper//"]


def plain(response):
    """All of an answer but the name of its request, which is another one each time."""
    return (
        response.status_code,
        sorted(each for each in response.items() if each[0] != "X-Request-ID"),
        sorted(response.cookies),
        response.content,
    )


# --- off ----------------------------------------------------------------------------------------


def test_admin_is_off_by_default(boss):
    client = Client()
    client.force_login(boss)

    paths = ("/admin/", "/admin/login/", "/admin", "/keeper/", "/keeper/login/")
    assert [client.get(path).status_code for path in paths] == [404] * 5
    assert [page.name for page in walk(get_resolver().url_patterns) if "admin" in page.name] == []


# --- hidden -------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
@pytest.mark.parametrize("caller", ["stranger", "ana", "guest", "closed"])
def test_admin_is_an_address_where_nothing_is_for_who_is_no_staff(
    switched_on, ana, boss, method, caller
):
    client = Client(enforce_csrf_checks=True)
    if caller == "closed":
        client.force_login(boss)
        User.objects.filter(pk=boss.pk).update(is_active=False)
    elif caller != "stranger":
        client.force_login(ana if caller == "ana" else builders.guest())

    nowhere = {tail: plain(client.generic(method, f"/nowhere{tail}")) for tail in ("", "/")}
    found = {path: plain(client.generic(method, path)) for path in addresses()}

    assert len(found) > 20
    assert nowhere["/"][0] == 404
    assert found == {path: nowhere["/" if path.endswith("/") else ""] for path in found}


def test_staff_comes_in_by_the_app_s_own_log_in(switched_on, boss):
    client = Client()

    before = client.get("/keeper/").status_code
    client.post("/accounts/login/", BOSS)

    assert (before, client.get("/keeper/").status_code) == (404, 200)
    assert client.get("/keeper").headers["Location"] == "/keeper/"


def test_sixty_guesses_at_the_admin_get_nobody_in(switched_on, boss):
    thief = Client(REMOTE_ADDR="203.0.113.9")
    typed = {"username": BOSS["login"], **BOSS}

    answers = [
        thief.post(path, {**typed, "password": password}).status_code
        for path in ("/keeper/login/", "/accounts/login/")
        for password in [*(f"wrong {number}" for number in range(60)), builders.PASSWORD]
    ]

    assert answers == [404] * 61 + [422] * 61
    assert thief.get("/keeper/").status_code == 404
    assert thief.get("/settings/").status_code == 302


def test_staff_s_log_in_and_password_pages_are_the_app_s_own(as_boss):
    answers = [
        as_boss.get("/keeper/login/"),
        as_boss.get("/keeper/password_change/"),
        as_boss.post("/keeper/login/", {"username": "ana@example.org", "password": "wrong"}),
        as_boss.post("/keeper/logout/"),
    ]

    assert [each.headers["Location"] for each in answers] == [
        "/today/",
        "/accounts/password/change/",
        "/today/",
        "/",
    ]
    assert as_boss.get("/keeper/").status_code == 404


def test_form_of_the_admin_needs_its_token(boss, switched_on, ana):
    client = Client(enforce_csrf_checks=True)
    client.force_login(boss)

    assert client.post(f"/keeper/accounts/user/{ana.pk}/change/").status_code == 403


# --- what it does -------------------------------------------------------------------------------


def test_admin_finds_a_person_by_address(as_boss, ana, bo):
    page = as_boss.get("/keeper/accounts/user/?q=ana")

    assert list(page.context["cl"].result_list) == [ana]
    assert re.search(r'action="(/keeper/logout/)"', page.content.decode())


def test_admin_closes_an_account(as_boss, ana):
    typed = {"time_zone": "Europe/Berlin", "units": "metric", "week_start": "0", "is_staff": ""}

    response = as_boss.post(f"/keeper/accounts/user/{ana.pk}/change/", typed)

    assert (response.status_code, response["Location"]) == (302, "/keeper/accounts/user/")
    ana.refresh_from_db()
    assert (ana.is_active, ana.email) == (False, "ana@example.org")


def test_admin_makes_nobody(as_boss):
    path = "/keeper/accounts/user/add/"

    answers = [as_boss.get(path), as_boss.post(path)]

    assert [each.status_code for each in answers] == [403, 403]
    assert User.objects.count() == 1
