"""What a passkey signs: a random number, used once, for one purpose.

It isn't kept in the session, because the log-in page has one for every stranger who looks at it.
The page carries it, signed by the app; once used, it is remembered until it is too old anyway.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.core import signing
from fido2.utils import websafe_decode, websafe_encode

from accounts.limits import RateLimit, Use, take
from accounts.models import User

SALT = "accounts.challenges"
# A log-in page may stay open for a while.
LASTS = timedelta(hours=1)
ONCE = RateLimit("challenge", 1, LASTS)


class Purpose(StrEnum):
    LOG_IN = "log in"
    SECOND_STEP = "second step"
    CONFIRM = "confirm"
    ADD = "add"


@dataclass(frozen=True)
class Challenge:
    """`number` is what a passkey signs; `sign` is what a page carries and sends back."""

    number: bytes
    sign: str


def new_challenge(purpose: Purpose, user: User | None) -> Challenge:
    number = secrets.token_bytes(32)
    said = [websafe_encode(number), purpose, _whose(user)]
    return Challenge(number, signing.dumps(said, salt=SALT))


def redeem(sign: str, purpose: Purpose, user: User | None, *, now: datetime) -> Challenge | None:
    """Return the challenge that a page sent back; None if it isn't ours, was for something or
    somebody else, is too old, or was used before."""
    try:
        number, given_for, whose = signing.loads(sign, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    if (given_for, whose) != (purpose, _whose(user)) or take([Use(ONCE, number)], now=now):
        return None
    return Challenge(websafe_decode(number), sign)


def _whose(user: User | None) -> str:
    return user.pk.hex if user else ""
