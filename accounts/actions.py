"""Write changes to an account: start as a guest, claim it, its settings and its address, end
log-ins, let a guest's log wait."""

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.db.models import UUIDField
from django.db.transaction import TransactionManagementError

from accounts.models import BrowserSession, FormerGuest, NewAddress, User
from accounts.proof import is_proven
from backhealth.prepared import Given, Prepared


def start_as_guest(*, time_zone: str) -> User:
    return User.objects.create_user(email=None, is_guest=True, time_zone=time_zone)


@transaction.atomic
def claim(*, user: User, email: str, password: str) -> User:
    """Give the guest's own row an address and a password, so that no log entry has to move.

    Raises IntegrityError if the address was taken after the form was checked.
    """
    user.email = User.objects.normalize_email(email)
    user.is_guest = False
    user.set_password(password)
    user.save(update_fields=["email", "is_guest", "password"])
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    return user


@transaction.atomic
def sign_up(*, email: str, password: str) -> User:
    """Create a person with an e-mail address. Raises IntegrityError as `claim` does."""
    return claim(user=start_as_guest(time_zone="UTC"), email=email, password=password)


def change_settings(*, user: User, units: str, time_zone: str) -> User:
    user.units, user.time_zone = units, time_zone
    user.save(update_fields=["units", "time_zone"])
    return user


def wait_for_answer(*, guest: User, user: User, now: datetime) -> FormerGuest:
    """Remember that a guest logged in to an account, until the person says whose the log is."""
    row, _made = FormerGuest.objects.update_or_create(
        key=guest.pk, defaults={"user": user, "asked_at": now}
    )
    return row


def end_sessions(*, user: User, but: str | None = None) -> None:
    """Log the person out of every browser except the one whose session has this key."""
    BrowserSession.objects.filter(user=user).exclude(session_key=but or "").delete()


def end_session(*, user: User, key: str) -> None:
    """Log the person out of the browser whose session has this key."""
    BrowserSession.objects.filter(user=user, session_key=key).delete()


class OtherAddressAsked(Exception):  # noqa: N818 — a finding to be shown
    """The address was confirmed a moment ago, or another one was asked for."""


@transaction.atomic
def ask_for_address(*, user: User, email: str, now: datetime) -> NewAddress:
    """Remember the address that a person wants, in place of one asked for earlier."""
    lock_person(user)
    row, _made = NewAddress.objects.update_or_create(
        user=user, defaults={"email": User.objects.normalize_email(email), "asked_at": now}
    )
    return row


@transaction.atomic
def confirm_address(*, asked: NewAddress) -> User:
    """Make the address that was asked for the person's own. It may be the one they have.

    Raises OtherAddressAsked, and IntegrityError if somebody else has it by now.
    """
    user = asked.user
    lock_person(user)
    waits = NewAddress.objects.filter(user=user, email=asked.email, asked_at=asked.asked_at)
    if not waits.delete()[0]:
        raise OtherAddressAsked
    user.email = asked.email
    user.save(update_fields=["email"])
    _note_proof(user)
    return user


@transaction.atomic
def prove_address(*, user: User) -> bool:
    """Note that a link in a mail to the person's present address was used. Returns whether it is
    the first time."""
    lock_person(user)
    if is_proven(user):
        return False
    _note_proof(user)
    return True


def _note_proof(user: User) -> None:
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)


def lock_person(user: User | UUID) -> None:
    """Lock the person's row, so that two tabs and two devices plan and log one after the other.

    `user` is the person or their key. Take this lock before any other. It is `FOR NO KEY UPDATE`,
    so that on PostgreSQL rows that refer to the person needn't wait for it.

    Raises User.DoesNotExist for a person who is gone, and TransactionManagementError outside a
    transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a lock lasts as long as its transaction")
    if not _LOCKED(user=user):
        raise User.DoesNotExist


_LOCKED = Prepared(
    lambda: (
        User.objects.filter(pk=Given("user", UUIDField()))
        .select_for_update(no_key=True)
        .values_list("pk")
    )
)
