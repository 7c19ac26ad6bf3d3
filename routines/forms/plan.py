"""Changing the plan by hand, and logging a session that the plan doesn't contain."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from routines.facts.offers import OfferKind
from routines.models import DayAction

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ACTIONS = [
    (DayAction.MOVE.value, _("Move the session")),
    (DayAction.SESSION.value, _("Train on this day")),
    (DayAction.REST.value, _("Rest on this day")),
    (DayAction.AWAY.value, _("Away")),
    (DayAction.ILL.value, _("Ill")),
    (DayAction.CLEAR.value, _("As planned again")),
]
# How far ahead days can be marked; the plan itself reaches further.
DAYS_AHEAD = 60
DAYS_BACK = 365


def date_field(label: "StrOrPromise", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a date, like 2026-03-04.")},
    )


class ChangeForm(forms.Form):
    """One change to the plan.

    `to` is the day moved to, or the last day away or ill. `look`: first show what the change would
    move.
    """

    action = forms.ChoiceField(choices=ACTIONS, widget=forms.HiddenInput)
    look = forms.ChoiceField(choices=[("on", "")], required=False, widget=forms.HiddenInput)
    day = date_field(_("From"))
    to = date_field(_("To"), required=False)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        # A session that was missed this week can still be moved or dismissed.
        if day < self.today - timedelta(days=6):
            raise forms.ValidationError(_("That day is over. Choose today or a later day."))
        return self._near(day)

    def clean_to(self) -> date | None:
        to: date | None = self.cleaned_data["to"]
        if to is not None and to < self.today:
            raise forms.ValidationError(_("That day is over. Choose today or a later day."))
        return self._near(to) if to else None

    def _near(self, day: date) -> date:
        if day > self.today + timedelta(days=DAYS_AHEAD):
            raise forms.ValidationError(_("Choose a day within the next 60 days."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, to = cleaned.get("day"), cleaned.get("to")
        if cleaned.get("action") == DayAction.MOVE and not to and "to" not in self.errors:
            self.add_error("to", _("Choose the day to move the session to."))
        if cleaned.get("action") in {DayAction.AWAY, DayAction.ILL} and day and to and to < day:
            self.add_error("to", _("The last day lies before the first."))
        return cleaned


class PastDayForm(forms.Form):
    """The day on which a session was trained: today, or a day within the last year."""

    day = date_field(_("When did you train?"))

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("That day is still to come."))
        if day < self.today - timedelta(days=DAYS_BACK):
            raise forms.ValidationError(_("Choose a day within the last year."))
        return day


class WriteDownForm(PastDayForm):
    """A session that was trained outside the plan, or on an earlier day; `days`: the letters and
    titles of the routine's days."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    programme_day = forms.ChoiceField(label=_("Which session?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, days: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["programme_day"] = forms.ChoiceField(
            label=_("Which session?"),
            choices=days,
            initial=days[0][0],
            widget=forms.RadioSelect,
        )


class WeekForm(forms.Form):
    """The change that was just made, so that it can be undone. An invalid key is ignored."""

    changed = forms.UUIDField(required=False)


class OfferForm(forms.Form):
    """The answer to an offer on Today about a plan.

    An invalid answer is ignored, and so is a second tap after another plan has replaced this one.
    """

    plan = forms.UUIDField()
    offer = forms.ChoiceField(choices=[(each.value, "") for each in OfferKind])
    answer = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
