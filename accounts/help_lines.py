"""The numbers to call in an emergency, and for urgent care, by country (brief.md E1)."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    """The countries whose numbers are known; EU: any other country of the European Union."""

    AUSTRALIA = "AU", _("Australia")
    CANADA = "CA", _("Canada")
    GERMANY = "DE", _("Germany")
    NEW_ZEALAND = "NZ", _("New Zealand")
    UNITED_KINGDOM = "GB", _("United Kingdom")
    UNITED_STATES = "US", _("United States")
    EU = "EU", _("another country of the EU")


@dataclass(frozen=True)
class HelpLines:
    """The emergency number of a country, and its line for urgent care; "" if none is known."""

    emergency: str
    urgent: str = ""


HELP_LINES = {
    Country.AUSTRALIA: HelpLines("000"),
    Country.CANADA: HelpLines("911"),
    Country.GERMANY: HelpLines("112", "116 117"),
    Country.NEW_ZEALAND: HelpLines("111"),
    Country.UNITED_KINGDOM: HelpLines("999", "111"),
    Country.UNITED_STATES: HelpLines("911"),
    Country.EU: HelpLines("112"),
}

_OF_AREAS = {
    "Australia": Country.AUSTRALIA,
    "Canada": Country.CANADA,
    "GB": Country.UNITED_KINGDOM,
    "NZ": Country.NEW_ZEALAND,
    "US": Country.UNITED_STATES,
}
_IN_THE_UNITED_STATES = (
    *("Adak", "Anchorage", "Boise", "Chicago", "Denver", "Detroit", "Indiana", "Juneau"),
    *("Kentucky", "Los_Angeles", "Menominee", "Metlakatla", "New_York", "Nome", "North_Dakota"),
    *("Phoenix", "Puerto_Rico", "Sitka", "Yakutat"),
)
_IN_CANADA = (
    *("Cambridge_Bay", "Dawson", "Edmonton", "Fort_Nelson", "Glace_Bay", "Goose_Bay", "Halifax"),
    *("Inuvik", "Iqaluit", "Moncton", "Montreal", "Rankin_Inlet", "Regina", "Resolute"),
    *("St_Johns", "Swift_Current", "Toronto", "Vancouver", "Whitehorse", "Winnipeg"),
    *("Yellowknife",),
)
_IN_THE_EU = (
    *("Amsterdam", "Athens", "Bratislava", "Brussels", "Bucharest", "Budapest", "Copenhagen"),
    *("Dublin", "Helsinki", "Lisbon", "Ljubljana", "Luxembourg", "Madrid", "Malta", "Mariehamn"),
    *("Paris", "Prague", "Riga", "Rome", "Sofia", "Stockholm", "Tallinn", "Vienna", "Vilnius"),
    *("Warsaw", "Zagreb"),
)
COUNTRIES_OF_PLACES = {
    **{f"America/{city}": Country.UNITED_STATES for city in _IN_THE_UNITED_STATES},
    **{f"America/{city}": Country.CANADA for city in _IN_CANADA},
    **{f"Europe/{city}": Country.EU for city in _IN_THE_EU},
    "Africa/Ceuta": Country.EU,
    "Asia/Nicosia": Country.EU,
    "Atlantic/Azores": Country.EU,
    "Atlantic/Canary": Country.EU,
    "Atlantic/Madeira": Country.EU,
    "Europe/Belfast": Country.UNITED_KINGDOM,
    "Europe/London": Country.UNITED_KINGDOM,
    "Europe/Berlin": Country.GERMANY,
    "Europe/Busingen": Country.GERMANY,
    "Pacific/Auckland": Country.NEW_ZEALAND,
    "Pacific/Chatham": Country.NEW_ZEALAND,
    "Pacific/Honolulu": Country.UNITED_STATES,
}


def country_of_zone(time_zone: str) -> Country | None:
    """Return the country that a time zone lies in; None if its numbers aren't known."""
    area, _slash, rest = time_zone.partition("/")
    # "America/Indiana/Knox" is in the place "America/Indiana".
    place = f"{area}/{rest.partition('/')[0]}"
    return _OF_AREAS.get(area) or COUNTRIES_OF_PLACES.get(place)


def help_lines(country: str, time_zone: str) -> HelpLines | None:
    """Return the numbers of a country, or, if that is empty, of a time zone's country; None if
    they aren't known."""
    found = Country(country) if country else country_of_zone(time_zone)
    return HELP_LINES[found] if found else None
