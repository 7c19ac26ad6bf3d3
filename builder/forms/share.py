"""The link to a routine."""

from enum import StrEnum

from django import forms
from django.utils.translation import gettext_lazy as _


class ShareAction(StrEnum):
    """The buttons of the page of a routine's link."""

    ON = "on"
    CHOOSE = "choose"
    OFF = "off"


class ShareForm(forms.Form):
    """The button that was pressed, and whether the link shows the notes; OFF doesn't read that."""

    action = forms.ChoiceField(
        choices=[(each.value, "") for each in ShareAction], widget=forms.HiddenInput
    )
    with_notes = forms.BooleanField(
        label=_("Show my notes beside the exercises, too"), required=False
    )


class UseForm(forms.Form):
    """The key of the copy that is to be made, which the page chose."""

    key = forms.UUIDField()
