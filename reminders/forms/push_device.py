"""A browser that takes reminders, as its own script names it."""

from base64 import b64decode
from binascii import Error

from cryptography.hazmat.primitives.asymmetric import ec
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reminders.actions import Address
from reminders.push.places import LONGEST, is_push_service

NO_PUSH_SERVICE = _("This browser named a push service that reminders can’t be sent to.")
NO_KEY = _("This browser named no key that a reminder can be sent with.")
POINT, SECRET = 65, 16  # bytes (RFC 8291)


def _hidden(longest: int) -> forms.CharField:
    required = {"required": NO_KEY, "max_length": NO_PUSH_SERVICE}
    return forms.CharField(max_length=longest, widget=forms.HiddenInput, error_messages=required)


class PushDeviceForm(forms.Form):
    """Three hidden fields that a script fills in."""

    endpoint = _hidden(LONGEST)
    p256dh = _hidden(100)
    auth = _hidden(40)

    def clean_endpoint(self) -> str:
        endpoint: str = self.cleaned_data["endpoint"]
        if not is_push_service(endpoint, own_hosts=settings.ENVIRONMENT.hosts):
            raise ValidationError(NO_PUSH_SERVICE)
        return endpoint

    def clean_p256dh(self) -> str:
        """Refuse what is no point of the curve: nothing can be encrypted for it."""
        text: str = self.cleaned_data["p256dh"]
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _read(text, POINT))
        except ValueError:
            raise ValidationError(NO_KEY) from None
        return text.rstrip("=")

    def clean_auth(self) -> str:
        text: str = self.cleaned_data["auth"]
        _read(text, SECRET)
        return text.rstrip("=")

    @property
    def address(self) -> Address:
        return Address(**self.cleaned_data)

    @property
    def is_unasked(self) -> bool:
        """Whether the worker sent it by itself, because the browser's address changed."""
        return "unasked" in self.data

    @property
    def refusal(self) -> str:
        """What is wrong, in one sentence: nobody typed any of it."""
        return str(next(iter(next(iter(self.errors.values())))))


def _read(text: str, length: int) -> bytes:
    """Return a key that is written in base64url. Raises ValidationError if it is none, or not of
    this length."""
    try:
        key = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (Error, ValueError):
        raise ValidationError(NO_KEY) from None
    if len(key) != length:
        raise ValidationError(NO_KEY)
    return key
