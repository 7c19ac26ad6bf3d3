"""The person in the admin: found, closed, never made by hand."""

import pytest
from django.test import Client

from accounts.models import User
from tests import builders


@pytest.fixture
def as_boss(db):
    client = Client()
    client.force_login(User.objects.create_superuser("boss@example.org", builders.PASSWORD))
    return client


def test_admin_finds_a_person_by_address(as_boss, ana, bo):
    page = as_boss.get("/admin/accounts/user/?q=ana")

    assert list(page.context["cl"].result_list) == [ana]


def test_admin_closes_an_account(as_boss, ana):
    typed = {"time_zone": "Europe/Berlin", "units": "metric", "week_start": "0", "is_staff": ""}

    response = as_boss.post(f"/admin/accounts/user/{ana.pk}/change/", typed)

    assert (response.status_code, response["Location"]) == (302, "/admin/accounts/user/")
    ana.refresh_from_db()
    assert (ana.is_active, ana.email) == (False, "ana@example.org")


def test_admin_makes_nobody(as_boss):
    answers = [as_boss.get("/admin/accounts/user/add/"), as_boss.post("/admin/accounts/user/add/")]

    assert [each.status_code for each in answers] == [403, 403]
    assert User.objects.count() == 1


def test_admin_is_closed_to_people_who_are_no_staff(as_ana):
    response = as_ana.get("/admin/accounts/user/")

    assert (response.status_code, response["Location"]) == (
        302,
        "/admin/login/?next=/admin/accounts/user/",
    )


def test_admin_is_entered_by_address(client, db):
    boss = User.objects.create_superuser("boss@example.org", builders.PASSWORD)
    typed = {"username": "boss@example.org", "password": builders.PASSWORD, "next": "/admin/"}

    response = client.post("/admin/login/", typed)

    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert client.session["_auth_user_id"] == str(boss.pk)
