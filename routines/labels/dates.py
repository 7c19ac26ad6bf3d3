"""Days in words."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _


def day_names(days: Iterable[date]) -> str:
    """Return days as a list of words: "Monday 2 March and Friday 6 March"."""
    return get_text_list([date_format(day, "l j F") for day in days], _("and"))
