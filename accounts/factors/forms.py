"""Forms about passkeys and codes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 40
LONGEST_ANSWER = 20_000  # characters; a large one has four thousand


class PasskeyAnswerForm(forms.Form):
    """What a passkey answered, put in by a script, and the challenge that it was asked with."""

    credential = forms.JSONField(widget=forms.HiddenInput)
    challenge = forms.CharField(max_length=500, widget=forms.HiddenInput)

    def clean_credential(self) -> dict[str, Any]:
        answer = self.cleaned_data["credential"]
        if not isinstance(answer, dict) or len(self.data["credential"]) > LONGEST_ANSWER:
            raise forms.ValidationError(_("This is no answer of a passkey."))
        return answer


class NewPasskeyForm(PasskeyAnswerForm):
    # Not required: a passkey that is made already must not be refused for want of a name.
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("To tell them apart: the device or the password manager that keeps it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class PasskeyNameForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Your password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
