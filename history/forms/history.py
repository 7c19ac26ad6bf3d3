"""What the page of the log shows."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HistoryForm(forms.Form):
    """What the log's page shows.

    `until` is the newest day shown; today if missing. `undo` is the key of a set that was just
    taken back, `removed` the key of a session that was just removed.
    """

    until = forms.DateField(required=False)
    undo = forms.UUIDField(required=False)
    removed = forms.UUIDField(required=False)


class ExercisesForm(forms.Form):
    """The search for an exercise in the log."""

    q = forms.CharField(
        label=_("Search your exercises"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "enterkeyhint": "search"}),
    )
