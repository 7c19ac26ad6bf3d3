"""The calendar's link and settings."""

from datetime import time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from routines.models import CalendarFeed

ACTIONS = [("make", ""), ("choose", ""), ("replace", ""), ("switch_off", "")]
EVENING = time(18)


class CalendarForm(forms.Form):
    """The settings of the calendar, and the button that was pressed.

    `action` is the button; the settings are used by `make` and `choose`.
    """

    action = forms.ChoiceField(choices=ACTIONS, widget=forms.HiddenInput)
    when = forms.ChoiceField(
        label=_("How sessions stand in the calendar"),
        required=False,
        choices=[("all_day", _("On the whole day")), ("timed", _("At a time, 45 minutes long"))],
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
            "when": "timed" if starts_at else "all_day",
            "starts_at": starts_at or EVENING,
            "with_rest_days": feed is not None and feed.with_rest_days,
        }
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("action") not in {"make", "choose"} or "when" in self.errors:
            return cleaned
        if not cleaned["when"]:
            self.add_error("when", _("Choose one of the two."))
        elif cleaned["when"] == "timed" and not cleaned.get("starts_at", True):
            self.add_error("starts_at", _("Enter a time, like 18:00."))
        return cleaned

    @property
    def choices(self) -> dict[str, Any]:
        """The settings, as the verbs of `actions.calendar_feed` take them."""
        timed = self.cleaned_data["when"] == "timed"
        return {
            "with_rest_days": self.cleaned_data["with_rest_days"],
            "starts_at": self.cleaned_data["starts_at"] if timed else None,
        }
