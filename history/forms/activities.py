"""What is written down of an activity."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from history.models import Kind
from history.planning.activities import LONGEST_NOTE, MOST_MINUTES
from routines.forms import PastDayForm
from routines.forms.plan import date_field

MINUTES = _("Enter whole minutes, from 1 to 600.")
KINDS = [
    (Kind.WALK.value, _("A walk")),
    (Kind.PHYSIOTHERAPY.value, _("Physiotherapy")),
    (Kind.GENTLE.value, _("A gentle day: easy movement, no strength work")),
    (Kind.OTHER.value, _("Something else")),
]


class ActivityForm(PastDayForm):
    """A walk, physiotherapy, a gentle day.

    `key` is made by the page: sent twice, it is written once. `stored`: the day of an activity that
    is corrected, however long ago.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    day = date_field(_("Which day?"))
    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it was.")},
    )
    minutes = forms.IntegerField(
        label=_("Minutes, if you like"),
        min_value=1,
        max_value=MOST_MINUTES,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": MINUTES, "min_value": MINUTES, "max_value": MINUTES},
    )
    note = forms.CharField(label=_("A note, if you like"), max_length=LONGEST_NOTE, required=False)

    def __init__(self, *args: Any, stored: date | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stored = stored

    def clean_day(self) -> date:
        """Return a day within the last year, or the one that is stored."""
        day: date = self.cleaned_data["day"]
        return day if day == self.stored else super().clean_day()


class ActivitiesForm(forms.Form):
    """What the page of activities shows: `removed` is the key of one that was just removed."""

    removed = forms.UUIDField(required=False)
