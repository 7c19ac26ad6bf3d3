"""The sheet for an appointment: its days, what is on it, and its link."""

from collections.abc import Collection
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from history.planning.report import LONG_BACK, MOST_DAYS, Interval, Length, Part
from routines.forms.log import count_field
from routines.forms.plan import date_field

LENGTHS = [
    (Length.WEEKS_4.value, _("The last 4 weeks")),
    (Length.WEEKS_12.value, _("The last 12 weeks")),
    (Length.YEAR.value, _("The last 52 weeks")),
    (Length.OWN.value, _("From a day to a day")),
]
PARTS = [
    (Part.OFTEN.value, _("How often you trained, and how often you planned to")),
    (
        Part.EXERCISES.value,
        _("Your routine: each exercise at first, now and at its best, and its effort"),
    ),
    (Part.PAIN.value, _("Pain in the mornings and while training, with flare-ups")),
    (Part.CHANGES.value, _("What was left out or replaced, and why")),
    (Part.STOPS.value, _("Days on which a stop sign ended a session")),
    (Part.CHECK.value, _("The result of the questions before training, and your clearance")),
    (Part.TESTS.value, _("Your tests then and now")),
    (Part.ACTIVITIES.value, _("Your three activities then and now")),
    (Part.NOTES.value, _("An empty field for changes")),
]
# What is chosen until the person chooses.
AT_FIRST = {"weeks": Length.WEEKS_12.value, "part": [letter for letter, _words in PARTS]}
DAYS_AT_FIRST, MOST_LINK_DAYS = 14, 90


class ReportForm(forms.Form):
    """The days that the sheet is about, and its parts.

    `since` and `to` are read for OWN days alone.
    """

    weeks = forms.ChoiceField(label=_("Which time?"), choices=LENGTHS, widget=forms.RadioSelect)
    since = date_field(_("From"), required=False)
    to = date_field(_("To"), required=False)
    part = forms.MultipleChoiceField(
        label=_("What goes on it?"),
        choices=PARTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick one line at least.")},
    )

    def __init__(self, *args: Any, today: date, week_start: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.week_start = today, week_start

    @property
    def period(self) -> Interval:
        """The days that were chosen."""
        weeks = self.cleaned_data["weeks"]
        if weeks == Length.OWN:
            return Interval(first=self.cleaned_data["since"], last=self.cleaned_data["to"])
        return Interval.of_weeks(int(weeks), today=self.today, week_start=self.week_start)

    @property
    def parts(self) -> Collection[Part]:
        return tuple(Part(letter) for letter in self.cleaned_data["part"])

    @property
    def query(self) -> str:
        """What was chosen, as the query of an address."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return urlencode(chosen, doseq=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("weeks") == Length.OWN:
            self._check(cleaned.get("since"), cleaned.get("to"))
        return cleaned

    def _check(self, since: date | None, to: date | None) -> None:
        """Refuse days that are missing, to come, the wrong way round or too many."""
        for name, day in (("since", since), ("to", to)):
            if name in self.errors:
                continue
            if day is None:
                self.add_error(name, _("Choose a day."))
            elif day > self.today:
                self.add_error(
                    name, _("That day is still to come. Choose today or an earlier day.")
                )
            elif day < LONG_BACK:
                self.add_error(name, _("Choose a day after 1999."))
        if self.errors or since is None or to is None:
            return
        if to < since:
            self.add_error("to", _("The last day lies before the first."))
        elif (to - since).days >= MOST_DAYS:
            self.add_error("since", _("Choose two years at most, so that it fits on the sheet."))


class ReportLinkForm(forms.Form):
    """After how many days a link to the sheet ends."""

    days = count_field(
        label=_("Days until it ends"),
        min_value=1,
        max_value=MOST_LINK_DAYS,
        initial=DAYS_AT_FIRST,
    )
