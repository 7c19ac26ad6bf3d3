"""What a person reports about the back from day to day, and who checked an exercise."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from routines.forms.plan import PastDayForm, date_field
from routines.forms.session import PAIN

TIREDNESS = [
    ("1", _("1, fresh")),
    ("2", "2"),
    ("3", "3"),
    ("4", "4"),
    ("5", _("5, worn out")),
]
PAIN_MISSING = {
    "required": _("Choose a number from 0 to 10."),
    "invalid_choice": _("Choose a number from 0 to 10."),
}


def asked_pain(*, required: bool = True) -> forms.TypedChoiceField:
    """Return a field for pain from 0 to 10, sent by one of eleven buttons."""
    return forms.TypedChoiceField(
        label=_("How is the back now, 0 to 10?"),
        choices=PAIN,
        coerce=int,
        empty_value=None,
        required=required,
        error_messages=PAIN_MISSING,
    )


class MorningForm(PastDayForm):
    """The back on a morning; soreness of the muscles is a separate question that no rule depends
    on."""

    day = date_field(_("Which day?"))
    pain = asked_pain()
    sore = forms.BooleanField(label=_("My muscles are sore"), required=False)


class MorningsForm(forms.Form):
    """The day that the page shows; today if it can't be read."""

    day = forms.DateField(required=False)


class FlareForm(forms.Form):
    """Sent by a button: the back flares up, or it has settled."""

    kind = forms.ChoiceField(choices=[("said", ""), ("ended", "")])


class ReadyForm(forms.Form):
    """The answers before a session.

    `key` is the key of the session to start. Skipping the question sends no pain. `short`: the form
    of about twenty minutes. `empty`: something else than the plan.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    pain = asked_pain(required=False)
    short = forms.BooleanField(label=_("20 minutes today"), required=False)
    empty = forms.BooleanField(label=_("Something else today"), required=False)
    ill = forms.BooleanField(
        label=_("I have a fever, or feel ill in the chest, the stomach or all over"), required=False
    )
    tiredness = forms.TypedChoiceField(
        label=_("How tired are you? (optional)"),
        choices=[("", _("Not said")), *TIREDNESS],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class CheckForm(PastDayForm):
    """Who checked the person's form in an exercise, and when."""

    name = forms.CharField(label=_("Who checked it?"), max_length=100)
    day = date_field(_("When?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["name", "day"])
