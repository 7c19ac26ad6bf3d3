"""Forms about passkeys and codes."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 40
LONGEST_ANSWER = 20_000  # characters; a large one has four thousand


WHOLE = ("id", "rawId", "type")
PARTS = ("clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle")


class PasskeyAnswerForm(forms.Form):
    """What a passkey answered, put in by a script, and the challenge that it was asked with."""

    credential = forms.CharField(max_length=LONGEST_ANSWER, widget=forms.HiddenInput)
    challenge = forms.CharField(max_length=500, widget=forms.HiddenInput)

    def clean_credential(self) -> dict[str, Any]:
        """Return the parts that there are of an answer. All are text: what reads them later makes
        as many bytes of a number as it says."""
        try:
            answer = json.loads(self.cleaned_data["credential"])
            whole = {name: answer[name] for name in WHOLE}
            parts = {name: answer["response"][name] for name in PARTS if name in answer["response"]}
        except (ValueError, TypeError, LookupError, RecursionError):
            raise forms.ValidationError(_("This is no answer of a passkey.")) from None
        if not all(isinstance(each, str) for each in (*whole.values(), *parts.values())):
            raise forms.ValidationError(_("This is no answer of a passkey."))
        return {**whole, "response": parts}


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
