"""The form that brings a guest's log along."""

from enum import StrEnum

from django import forms
from django.utils.translation import gettext_lazy as _


class Keeps(StrEnum):
    """Whose plan goes on: ACCOUNT, or GUEST, the one that was made on this device."""

    ACCOUNT = "account"
    GUEST = "guest"


class BringAlongForm(forms.Form):
    """`plan` is asked only of a person who has two."""

    plan = forms.ChoiceField(
        label=_("Which plan goes on?"),
        choices=[(each.value, each.value) for each in Keeps],
        error_messages={"required": _("Choose the plan that goes on.")},
    )

    def __init__(self, *args: object, asks_plan: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not asks_plan:
            del self.fields["plan"]

    @property
    def keeps_guests_plan(self) -> bool:
        return self.cleaned_data.get("plan") == Keeps.GUEST
