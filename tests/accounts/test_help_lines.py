"""The emergency number: by country, and from the time zone at first (brief.md E1)."""

import re

import pytest
from django.test import Client

from accounts.help_lines import COUNTRIES_OF_PLACES, HELP_LINES, Country, HelpLines, help_lines
from accounts.models import User, zone_names


@pytest.mark.parametrize(
    ("time_zone", "emergency", "urgent"),
    [
        ("Europe/London", "999", "111"),
        ("GB", "999", "111"),
        ("Europe/Berlin", "112", "116 117"),
        ("Europe/Lisbon", "112", ""),
        ("Atlantic/Canary", "112", ""),
        ("America/New_York", "911", ""),
        ("America/Indiana/Knox", "911", ""),
        ("US/Pacific", "911", ""),
        ("America/Toronto", "911", ""),
        ("Australia/Sydney", "000", ""),
        ("Pacific/Auckland", "111", ""),
    ],
)
def test_help_lines_of_a_time_zone(time_zone, emergency, urgent):
    assert help_lines("", time_zone) == HelpLines(emergency, urgent)


@pytest.mark.parametrize("time_zone", ["UTC", "Asia/Tokyo", "America/Sao_Paulo", "Europe/Moscow"])
def test_help_lines_of_a_zone_elsewhere_are_not_guessed(time_zone):
    assert help_lines("", time_zone) is None


def test_country_that_is_set_counts_more_than_the_time_zone():
    assert help_lines("GB", "Europe/Berlin") == HELP_LINES[Country.UNITED_KINGDOM]


def test_every_country_has_its_numbers():
    assert set(HELP_LINES) == set(Country)


def test_every_place_of_the_table_has_a_time_zone():
    places = {"/".join(zone.split("/")[:2]) for zone in zone_names()}

    assert set(COUNTRIES_OF_PLACES) - places == set()


def calls(page):
    return re.findall(r'href="tel:(\d+)"', page)


@pytest.mark.parametrize(
    ("country", "numbers"),
    [("", ["112", "116117"]), ("GB", ["999", "111"]), ("US", ["911"])],
)
def test_number_of_the_person_is_shown_to_call(as_ana, ana, country, numbers):
    User.objects.update(country=country)

    page = as_ana.get("/settings/emergency-number/").content.decode()

    assert calls(page) == numbers


def test_number_of_an_unknown_country_is_shown_as_all_that_are_known(as_ana, ana):
    User.objects.update(time_zone="Asia/Tokyo")

    page = as_ana.get("/settings/emergency-number/").content.decode()

    assert calls(page) == ["112", "999", "911", "000"]


def test_stranger_gets_no_number_of_their_own(db):
    assert Client().get("/settings/emergency-number/").status_code == 204
