"""What may be typed on the pages of routines."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from builder.facts.routines import LONGEST_NAME
from routines.models import Routine


class RenameForm(forms.Form):
    """Another name for a routine; `version` is the one that the page showed."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, routine: Routine, **options: Any) -> None:
        options["initial"] = {"name": routine.name, "version": routine.version}
        options["auto_id"] = f"id_%s_{routine.pk}"  # several stand on one page
        super().__init__(*args, **options)
        self.routine = routine

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Routine.objects.filter(user=self.routine.user_id).exclude(pk=self.routine.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("You have a routine of this name already."))
        return name


class PutAwayForm(forms.Form):
    """The routine that was just put away, so that it can be undone. An invalid key is ignored."""

    put_away = forms.UUIDField(required=False)
