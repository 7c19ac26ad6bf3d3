"""The calendar's link and settings."""

from datetime import time
from enum import StrEnum
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from routines.models import CalendarFeed


class CalendarAction(StrEnum):
    """The buttons of the calendar's page."""

    MAKE = "make"
    CHOOSE = "choose"
    REPLACE = "replace"
    SWITCH_OFF = "switch_off"


class SessionTime(StrEnum):
    """Whether sessions last the whole day in the calendar, or have a time."""

    ALL_DAY = "all_day"
    TIMED = "timed"


ACTIONS = [(each.value, "") for each in CalendarAction]
SESSION_TIMES = [
    (SessionTime.ALL_DAY.value, _("On the whole day")),
    (SessionTime.TIMED.value, _("At a time, 45 minutes long")),
]
EVENING = time(18)


class CalendarForm(forms.Form):
    """The settings of the calendar, and the button that was pressed.

    `action` is the button; the settings are used by `make` and `choose`.
    """

    action = forms.ChoiceField(choices=ACTIONS, widget=forms.HiddenInput)
    when = forms.ChoiceField(
        label=_("How sessions stand in the calendar"),
        required=False,
        choices=SESSION_TIMES,
        widget=forms.RadioSelect,
    )
    starts_at = forms.TimeField(
        label=_("Time of day"),
        required=False,
        input_formats=["%H:%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Enter a time, like 18:00.")},
    )
    with_rest_days = forms.BooleanField(label=_("Show rest days too"), required=False)

    def __init__(self, data: QueryDict | None, *, feed: CalendarFeed | None) -> None:
        """Show the present settings, or suggestions if there is no link yet."""
        starts_at = feed.starts_at if feed else None
        initial = {
            "when": SessionTime.TIMED.value if starts_at else SessionTime.ALL_DAY.value,
            "starts_at": starts_at or EVENING,
            "with_rest_days": feed is not None and feed.with_rest_days,
        }
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asks = cleaned.get("action") in {CalendarAction.MAKE, CalendarAction.CHOOSE}
        if not asks or "when" in self.errors:
            return cleaned
        if not cleaned["when"]:
            self.add_error("when", _("Choose one of the two."))
        elif cleaned["when"] == SessionTime.TIMED and not cleaned.get("starts_at", True):
            self.add_error("starts_at", _("Enter a time, like 18:00."))
        return cleaned

    @property
    def choices(self) -> dict[str, Any]:
        """The settings, as the verbs of `actions.calendar_feed` take them."""
        timed = self.cleaned_data["when"] == SessionTime.TIMED
        return {
            "with_rest_days": self.cleaned_data["with_rest_days"],
            "starts_at": self.cleaned_data["starts_at"] if timed else None,
        }
