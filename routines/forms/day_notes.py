"""Daily habits, and what is noted about a day with one tap."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from routines.forms.plan import PastDayForm, date_field
from routines.planning.habits import (
    ANSWERS,
    HABITS,
    MOST_HABITS,
    MOST_MINUTES,
    TIMED,
    About,
    Answer,
)

NIGHTS = ANSWERS[About.NIGHT]
MINUTES = _("Enter whole minutes, from 1 to 600.")


class HabitsForm(forms.Form):
    """Which habits to offer on Today; the page names them."""

    habits = forms.MultipleChoiceField(
        label=_("What would you like to do most days?"),
        choices=[(habit.value, "") for habit in HABITS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_habits(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["habits"]
        if len(chosen) > MOST_HABITS:
            raise forms.ValidationError(_("Choose three at most: fewer are easier to keep."))
        return chosen


class DayNoteForm(PastDayForm):
    """One note about a day; without an answer it is taken back."""

    day = date_field(_("Which day?"))
    about = forms.ChoiceField(choices=[(about.value, "") for about in About])
    answer = forms.ChoiceField(choices=[(answer.value, "") for answer in Answer], required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=MOST_MINUTES,
        required=False,
        error_messages={"invalid": MINUTES, "min_value": MINUTES, "max_value": MINUTES},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        about, answer = cleaned.get("about"), cleaned.get("answer")
        if about and answer and answer not in ANSWERS[About(about)]:
            self.add_error("answer", _("Choose one of the buttons."))
        if about not in TIMED:
            cleaned["minutes"] = None
        return cleaned


class DayNotesForm(forms.Form):
    """The day that the page shows; today if it can't be read."""

    day = forms.DateField(required=False)
