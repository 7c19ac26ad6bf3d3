"""What second factors a person has."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator

from accounts.factors.sealed import WrongKey
from accounts.models import User

Type = Authenticator.Type
# A person with one of these has a second step; recovery codes alone are none.
FACTORS = (Type.TOTP, Type.WEBAUTHN)
FEW_CODES = 3


@dataclass(frozen=True, kw_only=True)
class Passkey:
    key: int
    name: str
    made_on: date
    used_on: date | None


@dataclass(frozen=True, kw_only=True)
class Factors:
    """A person's second factors, whose days are the person's own. `app_since` is None without an
    authenticator; `codes_left` is None without recovery codes."""

    passkeys: tuple[Passkey, ...]
    app_since: date | None
    codes_left: int | None

    @property
    def are_on(self) -> bool:
        return bool(self.passkeys or self.app_since)

    @property
    def few_codes(self) -> bool:
        return self.are_on and (self.codes_left or 0) <= FEW_CODES


def factors_of(user: User) -> Factors:
    """Return a person's second factors. One query."""
    rows = list(Authenticator.objects.filter(user=user).order_by("pk"))
    app = next((row for row in rows if row.type == Type.TOTP), None)
    codes = next((row for row in rows if row.type == Type.RECOVERY_CODES), None)
    return Factors(
        passkeys=tuple(passkey_of(row, user) for row in rows if row.type == Type.WEBAUTHN),
        app_since=app and user.local_date(app.created_at),
        codes_left=codes and len(unused_codes(codes)),
    )


def passkey_of(row: Authenticator, user: User) -> Passkey:
    return Passkey(
        key=row.pk,
        name=row.data["name"],
        made_on=user.local_date(row.created_at),
        used_on=row.last_used_at and user.local_date(row.last_used_at),
    )


def has_second_step(user: User) -> bool:
    """Return whether a password alone doesn't log this person in. One query."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def passkeys_of(user: User) -> Any:
    return Authenticator.objects.filter(user=user, type=Type.WEBAUTHN)


def recovery_codes_of(user: User) -> Authenticator | None:
    return Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()


def unused_codes(row: Authenticator) -> list[str]:
    """Return the recovery codes that weren't used yet; none if the app's secret key is another one
    than the one that they were made with."""
    try:
        found: list[str] = row.wrap().get_unused_codes()
    except WrongKey:
        return []
    return found


def second_factors(user: User) -> list[dict[str, Any]]:
    """Return what there is and since when, for the file of everything: nothing that opens
    anything. One query."""
    rows = Authenticator.objects.filter(user=user).order_by("pk")
    return [
        {
            "kind": row.type,
            "name": row.data.get("name", ""),
            "made_at": row.created_at,
            "used_at": row.last_used_at,
        }
        for row in rows
    ]
