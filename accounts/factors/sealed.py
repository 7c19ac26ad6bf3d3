"""Encrypt what makes codes: who has the database, and not the app's secret key, can make none."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "accounts.factors"


class WrongKey(Exception):  # noqa: N818 — a finding: the secret key of the app is another one now
    """What was sealed with another secret key."""


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return what was sealed. Raises WrongKey if it was with another secret key than the present
    one, or one of SECRET_KEY_FALLBACKS."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise WrongKey from None


def _box() -> MultiFernet:
    return MultiFernet(
        [Fernet(_key(secret)) for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]]
    )


def _key(secret: str | bytes) -> bytes:
    return urlsafe_b64encode(salted_hmac(SALT, "", secret=secret, algorithm="sha256").digest())
