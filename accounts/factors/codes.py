"""Codes that change every half minute (RFC 6238), made by an authenticator on a phone."""

from base64 import b32encode
from datetime import datetime
from secrets import token_bytes

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

EVERY_S = 30
# Clocks differ, and typing takes a while: the codes just before and after count, too.
AROUND = (0, -1, 1)


def new_secret() -> str:
    """Return 160 random bits as letters and digits that can be typed."""
    return b32encode(token_bytes(20)).decode()


def counter_of(typed: str, secret: str, now: datetime) -> int | None:
    """Return the half minute since 1970 to which the typed code belongs; None if it is wrong."""
    present = int(now.timestamp()) // EVERY_S
    for counter in (present + away for away in AROUND):
        expected = format_hotp_value(hotp_value(secret, counter))
        if compare_user_code(actual=typed, expected=expected):
            return counter
    return None
