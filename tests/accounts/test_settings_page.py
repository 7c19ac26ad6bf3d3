"""Settings: units, time zone, first day of the week."""

import re

import pytest
from django.test import Client

from accounts.actions import change_settings
from accounts.forms import zone_label
from accounts.models import User, zone_names
from tests import builders

SOUNDS = ["rest_tone", "rest_vibration", "keep_awake"]
GOOD = {"units": "imperial", "time_zone": "America/New_York", "week_start": "6"}
pytestmark = pytest.mark.django_db


def kept():
    return User.objects.values("units", "time_zone", "week_start").get()


ANAS = {"units": "metric", "time_zone": "Europe/Berlin", "week_start": 0}


def test_settings_page_shows_what_is_set(as_ana):
    html = as_ana.get("/settings/").content.decode()

    assert re.findall(r'value="(\w+)"[^>]* checked', html) == ["metric"]
    assert re.findall(r'<input type="checkbox" name="(\w+)"[^>]* checked', html) == SOUNDS
    assert re.findall(r'name="time_zone" value="([^"]*)"', html) == ["Europe/Berlin"]
    assert re.findall(r'<option value="([^"]*)" selected>([^<]*)', html) == [
        ("", "the country of my time zone"),
        ("0", "Monday"),
        ("6", "After 6 weeks"),
    ]
    assert "<p>ana@example.org</p>" in html


def test_settings_are_changed_and_it_is_said(as_ana):
    response = as_ana.post("/settings/", GOOD, follow=True)

    assert response.redirect_chain == [("/settings/", 302)]
    [told] = [str(message) for message in response.context["messages"]]
    assert told.startswith("Saved. Weights are asked for in pounds from now on")
    assert kept() == {"units": "imperial", "time_zone": "America/New_York", "week_start": 6}


def test_settings_of_the_rest_are_on_until_switched_off(as_ana, ana):
    before = User.objects.values(*SOUNDS).get()

    as_ana.post("/settings/", {**GOOD, "rest_vibration": "on"})

    assert before == dict.fromkeys(SOUNDS, True)
    assert User.objects.values(*SOUNDS).get() == {
        "rest_tone": False,
        "rest_vibration": True,
        "keep_awake": False,
    }


@pytest.mark.parametrize(("said", "kept"), [("4", 4), ("8", 8), ("", None)])
def test_settings_say_how_often_a_lighter_week_is_offered(as_ana, said, kept):
    as_ana.post("/settings/", {**GOOD, "deload_every": said})

    assert User.objects.values_list("deload_every", flat=True).get() == kept


def test_settings_change_nothing_else_and_nobody_else(as_ana, ana, bo):
    before = User.objects.order_by("pk").values()
    others = {user["id"]: {**user} for user in before}
    more = {"email": "evil@example.org", "is_staff": "on", "is_superuser": "on", "is_guest": "on"}

    as_ana.post("/settings/", {**GOOD, **more})

    others[ana.pk] |= {"units": "imperial", "time_zone": "America/New_York", "week_start": 6}
    others[ana.pk] |= dict.fromkeys(SOUNDS, False)
    assert {user["id"]: user for user in User.objects.values()} == others


UNKNOWN_ZONE = (
    "This is no time zone that we know. Type its name or its city, such as Lisbon, or pick it from "
    "the list."
)


def choose(value):
    return f"Select a valid choice. {value} is not one of the available choices."


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("units", "", "This field is required."),
        ("units", "stone", choose("stone")),
        ("time_zone", "", "This field is required."),
        ("time_zone", "Europe/No_where", UNKNOWN_ZONE),
        ("time_zone", "\x00", "Null characters are not allowed."),
        ("time_zone", "localtime", UNKNOWN_ZONE),
        ("time_zone", "Pacific", UNKNOWN_ZONE),  # of the US and of Canada
        ("time_zone", "x" * 65, "Ensure this value has at most 64 characters (it has 65)."),
        ("week_start", "", "This field is required."),
        ("week_start", "7", choose("7")),
        ("week_start", "-1", choose("-1")),
        ("week_start", "nonsense", choose("nonsense")),
        ("week_start", "9" * 400, choose("9" * 400)),
    ],
)
def test_settings_refuse_nonsense_beside_the_field_and_keep_the_rest(as_ana, field, typed, message):
    response = as_ana.post("/settings/", {**GOOD, field: typed})

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {field: [message]}
    shown = {**GOOD, "time_zone": "America/New York", field: typed}
    assert {name: form[name].value() for name in GOOD} == shown
    assert f'id="id_{field}_error"' in response.content.decode()
    assert kept() == ANAS


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("America/New York", "America/New_York"),
        ("america/new_york", "America/New_York"),
        (" New  York ", "America/New_York"),
        ("lisbon", "Europe/Lisbon"),
        ("Singapore", "Singapore"),
        ("cet", "CET"),
    ],
)
def test_settings_know_a_time_zone_by_its_name_or_its_city(as_ana, typed, zone):
    as_ana.post("/settings/", {**GOOD, "time_zone": typed})

    assert kept()["time_zone"] == zone
    assert f'value="{zone_label(zone)}"' in as_ana.get("/settings/").content.decode()


def test_time_zones_are_fetched_when_the_field_is_entered_and_are_a_page_without_a_script(as_ana):
    page = as_ana.get("/settings/").content.decode()
    field = re.search(r'<input type="text" name="time_zone"[^>]*>', page)[0]
    fetched = re.search(r'hx-get="([^"]*)"', field)[1]
    choices = as_ana.get(fetched, headers={"HX-Request": "true"}).content.decode()

    assert 'list="time-zones"' in field
    assert '<datalist id="time-zones"></datalist>' in page
    assert f'<a class="text-link" href="{fetched}">All time zones</a>' in page
    zones = sorted(zone_label(name) for name in zone_names())
    assert sorted(re.findall('<option value="([^"]*)">', choices)) == zones
    assert "<html" not in choices
    assert sorted(re.findall("<li>([^<]*)</li>", Client().get(fetched).content.decode())) == zones


def test_settings_refuse_an_empty_answer(as_ana):
    response = as_ana.post("/settings/", {})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["units", "time_zone", "week_start"]
    assert kept() == ANAS


def links(html):
    """The links of the account's card."""
    card = html.partition("<h2>Account</h2>")[2].partition("</section>")[0]
    return re.findall(r'href="([^"]*)">(.*?)</a>', card)


def test_settings_offer_an_account_holder_another_password(as_ana):
    assert links(as_ana.get("/settings/").content.decode()) == [
        ("/accounts/password/change/", "Change password"),
        ("/settings/address/", "Change or confirm the address"),
        ("/settings/security/", "Passkeys and codes"),
        ("/settings/devices/", "Devices"),
        ("/accounts/logout/", "Log out"),
    ]


def test_settings_offer_a_guest_to_keep_the_log():
    client = Client()
    client.force_login(builders.guest())

    assert links(client.get("/settings/").content.decode()) == [
        ("/accounts/claim/", "Keep it with an e-mail address"),
        ("/accounts/login/", "I already have an account"),
        ("/accounts/logout/", "Log out"),
    ]


def test_change_settings_writes_units_and_zone_alone(ana):
    other = User.objects.get()
    other.week_start = 3
    other.save()

    change_settings(user=ana, units="imperial", time_zone="Asia/Tokyo")

    assert kept() == {"units": "imperial", "time_zone": "Asia/Tokyo", "week_start": 3}


@pytest.mark.parametrize(("country", "kept"), [("GB", "GB"), ("", "")])
def test_country_for_the_emergency_number_is_kept(as_ana, country, kept):
    as_ana.post("/settings/", {**GOOD, "country": country})

    assert User.objects.get().country == kept


def test_country_that_is_not_listed_is_refused(as_ana):
    response = as_ana.post("/settings/", {**GOOD, "country": "XX"})

    assert (response.status_code, User.objects.get().country) == (422, "")
    assert "XX" in response.content.decode()
