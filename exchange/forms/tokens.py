"""A new token for a program."""

from django import forms
from django.utils.translation import gettext_lazy as _

from exchange.models import Scope

DAYS = [("30", _("30 days")), ("90", _("90 days")), ("365", _("a year"))]


class TokenForm(forms.Form):
    """The name of a token, its scopes, and the days until it ends."""

    name = forms.CharField(
        label=_("What is it for?"),
        help_text=_("A name by which you know it later, like “watch” or “my spreadsheet”."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=Scope.choices,
        initial=[Scope.READ.value],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one.")},
    )
    days = forms.TypedChoiceField(
        label=_("When does it end?"),
        choices=DAYS,
        coerce=int,
        initial="90",
        widget=forms.RadioSelect,
    )

    def clean_scopes(self) -> list[str]:
        scopes: list[str] = self.cleaned_data["scopes"]
        if scopes == [Scope.HEALTH.value]:
            raise forms.ValidationError(
                _("Tick reading or logging as well: alone, this allows nothing.")
            )
        return scopes
