"""What a person says about a session or an exercise in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from routines.forms.log import effort_field
from routines.models import Skip

PAIN = [(str(number), str(number)) for number in range(11)]
REASONS = [
    (Skip.BUSY.value, pgettext_lazy("why an exercise is skipped", "It is in use")),
    (Skip.KIT.value, pgettext_lazy("why an exercise is skipped", "No kit for it")),
    (Skip.TIRED.value, pgettext_lazy("why an exercise is skipped", "Tired")),
    (Skip.HURTS.value, pgettext_lazy("why an exercise is skipped", "It hurts")),
]


class ViewForm(forms.Form):
    """How the session is looked at: `one` at a time, at a position in it, or as the whole list.
    `undo` is the key of a set that was taken back just now. What can't be read isn't there."""

    view = forms.ChoiceField(choices=[("one", "one")], required=False)
    at = forms.IntegerField(required=False, min_value=0, max_value=999)
    undo = forms.UUIDField(required=False)


class RestForm(forms.Form):
    """Seconds more or less for the running rest, or its end."""

    change = forms.ChoiceField(choices=[(each, each) for each in ("-15", "15", "skip")])


def pain_field(**options: Any) -> forms.TypedChoiceField:
    """0 to 10; None where it isn't said."""
    return forms.TypedChoiceField(
        choices=[("", _("Not said")), *PAIN],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        **options,
    )


class TroubleForm(forms.Form):
    """How much an exercise hurts; nothing takes back what was said."""

    pain = pain_field()


class SkipForm(forms.Form):
    """Why an exercise is left out; without a reason it is back in."""

    reason = forms.ChoiceField(choices=REASONS, required=False)


class PhaseForm(forms.Form):
    """A whole warm-up or cool-down that is left out, or is back in."""

    phase = forms.ChoiceField(choices=[(each, each) for each in ("warm-up", "cool-down")])
    skipped = forms.BooleanField(required=False)


class SwapForm(forms.Form):
    """The exercise that takes the place of another: one of those that were offered."""

    exercise = forms.ChoiceField()

    def __init__(self, *args: Any, offered: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["exercise"] = forms.ChoiceField(choices=[(slug, slug) for slug in offered])


class FinishForm(forms.Form):
    pain = pain_field(label=_("Highest pain in this session"))
    rir = effort_field()
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
