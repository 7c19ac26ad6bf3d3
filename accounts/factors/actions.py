"""Write a person's second factors: add, take away, use a code."""

import secrets
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts import proof
from accounts.actions import end_sessions, lock_person
from accounts.factors.codes import counter_of
from accounts.factors.facts import FACTORS, Type, has_second_step, recovery_codes_of
from accounts.factors.sealed import WrongKey, seal, unseal
from accounts.models import User

MOST_PASSKEYS = 20


class TooManyPasskeys(Exception):  # noqa: N818 — a finding to be shown
    """The person has as many passkeys as one may have."""


@transaction.atomic
def add_passkey(
    *, user: User, name: str, credential: dict[str, Any], here: str | None
) -> Authenticator:
    """Store a passkey that has just been made; `credential` is from `passkeys.made`.

    The first second factor brings recovery codes, and ends the log-ins that the password alone
    began, except the one whose session has the key `here`. Raises TooManyPasskeys and
    AddressNotProven.
    """
    lock_person(user)
    proof.need(user)
    if Authenticator.objects.filter(user=user, type=Type.WEBAUTHN).count() >= MOST_PASSKEYS:
        raise TooManyPasskeys
    _begin_second_step(user, here)
    data = {"name": name, "credential": credential}
    return Authenticator.objects.create(user=user, type=Type.WEBAUTHN, data=data)


@transaction.atomic
def rename_passkey(*, passkey: Authenticator, name: str) -> bool:
    """Give a passkey another name. Returns False if it was removed meanwhile."""
    return _changed(passkey, data={**passkey.data, "name": name})


@transaction.atomic
def use_passkey(*, passkey: Authenticator, now: datetime) -> bool:
    """Note that a passkey gave a right answer. Returns False if it was removed meanwhile."""
    return _changed(passkey, last_used_at=now)


@transaction.atomic
def remove_passkey(*, passkey: Authenticator, here: str | None) -> None:
    """Take a passkey away, and log the person out everywhere else: the device that it was on may
    be lost. With the last factor the recovery codes go."""
    lock_person(passkey.user)
    passkey.delete()
    _end_second_step(passkey.user, here)


@transaction.atomic
def switch_on_app(
    *, user: User, secret: str, counter: int, here: str | None
) -> Authenticator | None:
    """Ask for codes of an authenticator from now on. `counter` is of the code that was typed to
    prove that it works; that code isn't taken again. Another authenticator is replaced.

    Returns None if this one is on already, such as by the first of two taps. Raises
    AddressNotProven.
    """
    lock_person(user)
    proof.need(user)
    if _is_on(user, secret):
        return None
    _begin_second_step(user, here)
    data = {"secret": seal(secret), "last_counter": counter}
    Authenticator.objects.filter(user=user, type=Type.TOTP).delete()
    return Authenticator.objects.create(user=user, type=Type.TOTP, data=data)


@transaction.atomic
def switch_off_app(*, user: User, here: str | None) -> None:
    """Ask for no code of an authenticator any more, as `remove_passkey` does."""
    lock_person(user)
    Authenticator.objects.filter(user=user, type=Type.TOTP).delete()
    _end_second_step(user, here)


@transaction.atomic
def make_recovery_codes(*, user: User) -> Authenticator:
    """Make recovery codes in place of those made before."""
    lock_person(user)
    Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
    data = {"seed": seal(secrets.token_hex(40)), "used_mask": 0}
    return Authenticator.objects.create(user=user, type=Type.RECOVERY_CODES, data=data)


@transaction.atomic
def use_code(*, user: User, typed: str, now: datetime) -> Type | None:
    """Use a code of the authenticator or for recovery, once. Returns which it was; None for a wrong
    one, and for one that was used before."""
    lock_person(user)
    rows = Authenticator.objects.filter(user=user).exclude(type=Type.WEBAUTHN)
    for row in rows:
        try:
            is_right = _use(row, typed, now)
        except WrongKey:
            continue
        if is_right:
            row.record_usage()
            return Type(row.type)
    return None


@transaction.atomic
def forget_factors(*, user: User) -> int:
    """Take all second factors away and log the person out everywhere. Returns how many factors
    there were, recovery codes aside."""
    lock_person(user)
    count = Authenticator.objects.filter(user=user, type__in=FACTORS).count()
    Authenticator.objects.filter(user=user).delete()
    if count:
        end_sessions(user=user)
    return count


def _use(row: Authenticator, typed: str, now: datetime) -> bool:
    if row.type == Type.RECOVERY_CODES:
        return bool(row.wrap().validate_code(typed))
    counter = counter_of(typed, unseal(row.data["secret"]), now)
    # A code that was seen over a shoulder is worthless, and so are those before it.
    if counter is None or counter <= row.data["last_counter"]:
        return False
    row.data["last_counter"] = counter
    row.save(update_fields=["data"])
    return True


def _is_on(user: User, secret: str) -> bool:
    row = Authenticator.objects.filter(user=user, type=Type.TOTP).first()
    try:
        return row is not None and unseal(row.data["secret"]) == secret
    except WrongKey:
        return False


def _changed(passkey: Authenticator, **columns: Any) -> bool:
    lock_person(passkey.user)
    return Authenticator.objects.filter(pk=passkey.pk).update(**columns) == 1


def _begin_second_step(user: User, here: str | None) -> None:
    if has_second_step(user):
        return
    end_sessions(user=user, but=here)
    if recovery_codes_of(user) is None:
        make_recovery_codes(user=user)


def _end_second_step(user: User, here: str | None) -> None:
    if not has_second_step(user):
        Authenticator.objects.filter(user=user).delete()
    end_sessions(user=user, but=here)
