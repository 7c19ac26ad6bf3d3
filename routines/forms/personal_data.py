"""The end of an account."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DeleteForm(forms.Form):
    """One checkbox, so that a slip of the finger deletes nothing."""

    sure = forms.BooleanField(
        label=_("Delete everything, for good"),
        error_messages={"required": _("Tick this to go on.")},
    )
