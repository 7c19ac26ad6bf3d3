"""Start now, no account needed."""

import pytest
from django.test import Client

from accounts.forms import StartForm, zones_by_words
from accounts.models import User

pytestmark = pytest.mark.django_db


def who(client):
    """The person that this browser is, or None."""
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def test_start_makes_a_guest_and_leads_to_today(client):
    response = client.post("/start/", {"time_zone": "Europe/Lisbon"})

    assert (response.status_code, response["Location"]) == (302, "/today/")
    guest = User.objects.get()
    assert who(client) == guest
    assert (guest.is_guest, guest.email, guest.time_zone) == (True, None, "Europe/Lisbon")
    assert guest.has_usable_password() is False
    assert (guest.is_staff, guest.is_superuser, guest.is_active) == (False, False, True)


def test_start_leads_a_guest_without_a_plan_to_what_is_agreed_to_first(client):
    response = client.post("/start/", follow=True)

    assert response.redirect_chain == [
        ("/today/", 302),
        ("/plan/setup/", 302),
        ("/start-check/", 302),
        ("/start-check/agreement/", 302),
    ]
    assert response.status_code == 200


def test_two_taps_on_start_do_not_make_two_people(client):
    client.post("/start/", {"time_zone": "Europe/Lisbon"})
    first = who(client)

    response = client.post("/start/", {"time_zone": "Asia/Tokyo"})

    assert (response.status_code, response["Location"]) == (302, "/today/")
    assert list(User.objects.all()) == [first]
    assert who(client).time_zone == "Europe/Lisbon"


def test_two_browsers_are_two_people():
    clients = [Client(), Client()]
    for client in clients:
        client.post("/start/")

    assert User.objects.count() == 2
    assert who(clients[0]) != who(clients[1])


def test_start_by_somebody_with_an_account_changes_nothing(as_ana, ana):
    response = as_ana.post("/start/", {"time_zone": "Asia/Tokyo"})

    assert (response.status_code, response["Location"]) == (302, "/today/")
    assert list(User.objects.values_list("email", "time_zone")) == [
        ("ana@example.org", "Europe/Berlin")
    ]


@pytest.mark.parametrize(
    "nonsense",
    ["", "nonsense", "Europe/Nowhere", "../../etc/passwd", "x" * 65, "\x00", "UTC ", "-1", "Факт"],
)
def test_start_counts_in_utc_where_the_zone_is_nonsense(client, nonsense):
    response = client.post("/start/", {"time_zone": nonsense})

    assert (response.status_code, response["Location"]) == (302, "/today/")
    assert User.objects.get().time_zone == "UTC"


def test_start_without_a_time_zone_counts_in_utc(client):
    client.post("/start/")

    assert User.objects.get().time_zone == "UTC"


@pytest.mark.parametrize("zone", ["CET", "EST5EDT", "GMT", "Etc/GMT+3", "Asia/Kolkata"])
def test_start_keeps_every_zone_that_a_browser_names_and_the_settings_offer_it(client, zone):
    client.post("/start/", {"time_zone": zone})

    assert who(client).time_zone == zone
    page = client.get("/settings/").content.decode()
    assert f'name="time_zone" value="{zone}"' in page


@pytest.mark.parametrize("zone", ["Factory", "localtime"])
def test_zone_that_names_no_place_is_neither_kept_nor_offered(zone):
    assert StartForm({"time_zone": zone}).zone() == "UTC"
    assert zone not in zones_by_words().values()


def test_start_is_for_sending_alone(client):
    response = client.get("/start/")

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert User.objects.count() == 0


def test_start_needs_the_page_s_own_token():
    response = Client(enforce_csrf_checks=True).post("/start/")

    assert response.status_code == 403
    assert User.objects.count() == 0


def test_landing_page_sends_the_token_and_the_zone():
    client = Client(enforce_csrf_checks=True)
    form = client.get("/").context["form"]
    token = client.cookies["csrftoken"].value

    client.post("/start/", {"csrfmiddlewaretoken": token, "time_zone": "Asia/Tokyo"})

    assert list(form.fields) == ["time_zone"]
    assert who(client).time_zone == "Asia/Tokyo"


def test_guest_s_cookie_lasts_a_year(client):
    cookie = client.post("/start/").cookies["sessionid"]

    assert cookie["max-age"] == 31_536_000
    assert cookie["httponly"] is True
