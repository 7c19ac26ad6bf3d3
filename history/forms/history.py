"""What the page of the log shows."""

from django import forms


class HistoryForm(forms.Form):
    """What the log's page shows.

    `until` is the newest day shown; today if missing. `undo` is the key of a set that was just
    taken back, `removed` the key of a session that was just removed.
    """

    until = forms.DateField(required=False)
    undo = forms.UUIDField(required=False)
    removed = forms.UUIDField(required=False)
