"""A file of everything, and what becomes of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backhealth.file_field import SmallFileField
from exchange.archive.shape import MOST_BYTES
from exchange.facts.settled import Choice
from routines.forms.screening import AgreementForm


class ArchiveForm(forms.Form):
    """A file that is small enough to be read."""

    file = SmallFileField(
        label=_("The file that you downloaded"),
        help_text=_("Its name ends with .json, like backhealth-2026-03-04.json; 60 MB at most."),
        accept=".json,application/json",
        most_bytes=MOST_BYTES,
        too_large=_("This file is too large: 60 MB at most. It wasn’t read."),
    )


class BringBackForm(forms.Form):
    """What is taken from a file, beside the rows that are new."""

    settings = forms.BooleanField(
        label=_("Take my settings from the file"),
        help_text=_("Time zone, units, habits, rest sounds. Your e-mail address stays as it is."),
        required=False,
        initial=True,
    )
    plan = forms.BooleanField(
        label=_("Go on with the plan from the file"),
        help_text=_("The plan that you have here ends today; its routine stays among yours."),
        required=False,
        initial=True,
    )
    terms = forms.BooleanField(label=AgreementForm.base_fields["terms"].label, required=False)
    health_data = forms.BooleanField(
        label=AgreementForm.base_fields["health_data"].label, required=False
    )

    def __init__(self, *args: Any, found: dict[str, Any], agreed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = {"settings": bool(found["settings"]), "plan": found["plans_meet"]}
        asked |= dict.fromkeys(("terms", "health_data"), not agreed)
        for name in [name for name, is_asked in asked.items() if not is_asked]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("terms", False) != cleaned.get("health_data", False):
            missing = "terms" if cleaned.get("health_data") else "health_data"
            self.add_error(missing, _("Tick both, or neither."))
        return cleaned

    @property
    def choice(self) -> Choice:
        chosen = self.cleaned_data
        return Choice(
            takes_settings=chosen.get("settings", False),
            takes_plan=chosen.get("plan", False),
            agrees=chosen.get("terms", False) and chosen.get("health_data", False),
        )
