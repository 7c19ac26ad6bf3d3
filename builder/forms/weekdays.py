"""When the days of a routine are trained."""

from enum import StrEnum
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from routines.models import Routine


class By(StrEnum):
    """How the days of a routine follow each other."""

    TURNS = "turns"
    WEEKDAYS = "weekdays"


class WeekdaysForm(forms.Form):
    """The weekday of each day of a routine, or that they take turns; one field for each day.

    `version` is the one that the page showed.
    """

    by = forms.ChoiceField(
        label=_("Which session comes when?"),
        choices=[
            (By.TURNS.value, _("They take turns: one that was missed comes next")),
            (By.WEEKDAYS.value, _("Each has its weekday")),
        ],
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, routine: Routine, titles: dict[str, str], **options: Any):
        days = routine.days
        by = By.WEEKDAYS if all(day.weekday is not None for day in days) else By.TURNS
        options["initial"] = {"by": by.value, "version": routine.version} | {
            f"day_{day.letter.lower()}": day.weekday for day in days
        }
        super().__init__(*args, **options)
        self.letters = {f"day_{day.letter.lower()}": day.letter.value for day in days}
        for name, letter in self.letters.items():
            self.fields[name] = forms.TypedChoiceField(
                label=titles[letter],
                choices=[("", _("No weekday")), *WEEKDAYS.items()],
                coerce=int,
                empty_value=None,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        taken: set[int] = set()
        for name in self.letters if cleaned.get("by") == By.WEEKDAYS else ():
            weekday = cleaned.get(name)
            if weekday is None and name not in self.errors:
                self.add_error(name, _("Choose its weekday."))
            elif weekday in taken:
                self.add_error(name, _("Another session has this weekday already."))
            elif weekday is not None:
                taken.add(weekday)
        return cleaned

    @property
    def weekdays(self) -> dict[str, int]:
        """The weekdays chosen, by the letter of the day; none if the days take turns."""
        if self.cleaned_data["by"] == By.TURNS:
            return {}
        return {letter: self.cleaned_data[name] for name, letter in self.letters.items()}
