"""Passkeys (WebAuthn): what a browser is asked, and whether its answer is right."""

import json
import struct
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from fido2.cose import UnsupportedKey
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from accounts.factors.challenges import Challenge, Purpose, new_challenge, redeem
from accounts.factors.facts import passkeys_of
from accounts.models import User

# What reading a made-up answer of a browser raises: it is JSON, base64, CBOR and bytes at places.
BROKEN = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error),
    *(AssertionError, RecursionError, NotImplementedError),
)


@dataclass(frozen=True)
class Asked:
    """`options` are for the browser, as JSON; `sign` comes back with its answer."""

    options: dict[str, Any]
    sign: str

    @property
    def options_json(self) -> str:
        return json.dumps(self.options)


def are_possible() -> bool:
    """Return whether passkeys work at BACKHEALTH_URL: with https, or on this machine; never at an
    address of numbers, because a passkey belongs to a name."""
    url = urlsplit(settings.ENVIRONMENT.url)
    try:
        ip_address(url.hostname or "")
    except ValueError:
        return url.scheme == "https" or url.hostname == "localhost"
    return False


def ask_to_make(user: User) -> Asked:
    """Ask for a new passkey, which also logs in by itself: it knows the account, and its device
    asks for a finger, a face or a PIN. One query."""
    challenge = new_challenge(Purpose.ADD, user)
    options, _state = _server().register_begin(
        PublicKeyCredentialUserEntity(
            id=user.pk.bytes, name=str(user.email), display_name=str(user.email)
        ),
        credentials=[_credential(row) for row in passkeys_of(user)],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge.number,
    )
    return Asked(dict(options), challenge.sign)


def new_passkey_context(user: User) -> dict[str, Any]:
    """Return what the form for a new passkey shows. One query."""
    return {"passkey": ask_to_make(user), "passkey_address": settings.ENVIRONMENT.url}


def passkey_context(purpose: Purpose, user: User | None = None) -> dict[str, Any]:
    """Return what `accounts/_passkey_form.html` shows, perhaps no passkey. Two queries at most;
    none if it isn't known who is there."""
    if not are_possible() or (user and not passkeys_of(user).exists()):
        return {"passkey": None}
    return {"passkey": ask_to_use(purpose, user), "passkey_address": settings.ENVIRONMENT.url}


def made(user: User, answer: dict[str, Any], sign: str, *, now: datetime) -> dict[str, Any] | None:
    """Return what is to be stored of a new passkey; None if the answer is wrong."""
    challenge = redeem(sign, Purpose.ADD, user, now=now)
    if challenge is None:
        return None
    try:
        found = RegistrationResponse.from_dict(answer)
        right = _server().register_complete(_state(challenge), found).credential_data
        if right is None or isinstance(right.public_key, UnsupportedKey):
            return None
    except BROKEN:
        return None
    key = websafe_encode(found.raw_id)
    # Encoded anew, because a text as it was sent may hold signs that PostgreSQL refuses.
    parts = {
        "clientDataJSON": websafe_encode(found.response.client_data),
        "attestationObject": websafe_encode(found.response.attestation_object),
    }
    return {"id": key, "rawId": key, "type": "public-key", "response": parts}


def ask_to_use(purpose: Purpose, user: User | None = None) -> Asked:
    """Ask for a passkey: one of the person's, or, if it isn't known who is there, any of ours. One
    query, or none."""
    challenge = new_challenge(purpose, user)
    options, _state = _server().authenticate_begin(
        [_credential(row) for row in passkeys_of(user)] if user else None,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge.number,
    )
    return Asked(dict(options), challenge.sign)


def used(
    purpose: Purpose, answer: dict[str, Any], sign: str, user: User | None = None, *, now: datetime
) -> Authenticator | None:
    """Return the passkey that gave this answer; None if it is wrong, or whose it is may not log
    in."""
    challenge = redeem(sign, purpose, user, now=now)
    if challenge is None:
        return None
    try:
        found = AuthenticationResponse.from_dict(answer)
        whose = user or _whose(found)
        rows = {_credential(row).credential_id: row for row in passkeys_of(whose)} if whose else {}
        known = [_credential(row) for row in rows.values()]
        right = _server().authenticate_complete(_state(challenge), known, found)
    except BROKEN:
        return None
    return rows[right.credential_id]


def _whose(answer: AuthenticationResponse) -> User | None:
    handle = answer.response.user_handle
    if not handle:
        return None
    return User.objects.filter(pk=UUID(bytes=handle), is_active=True, is_guest=False).first()


def _credential(row: Authenticator) -> AttestedCredentialData:
    found = row.wrap().authenticator_data.credential_data
    assert found is not None  # noqa: S101 — a passkey without one isn't stored
    return found


def _state(challenge: Challenge) -> dict[str, str]:
    return {
        "challenge": websafe_encode(challenge.number),
        "user_verification": UserVerificationRequirement.REQUIRED,
    }


def _server() -> Fido2Server:
    host = urlsplit(settings.ENVIRONMENT.url).hostname or ""
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=host, name="backhealth"),
        verify_origin=lambda origin: _is_ours(origin, host),
    )


def _is_ours(origin: str, host: str) -> bool:
    """Accept our own host and port alone: the library would accept what others run beside us, or on
    a name below ours. This machine's ports are all its owner's."""
    url = urlsplit(origin)
    if host == "localhost":
        return url.hostname == host and url.scheme in {"http", "https"}
    # Browsers leave the usual port out.
    ours = {each.removesuffix(":443") for each in settings.ENVIRONMENT.origins}
    return url.hostname == host and url.scheme == "https" and origin in ours
