"""What happens to a person: starts as a guest, claims the account, changes the settings."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import BrowserSession, User


def start_as_guest(*, time_zone: str) -> User:
    return User.objects.create_user(email=None, is_guest=True, time_zone=time_zone)


@transaction.atomic
def claim(*, user: User, email: str, password: str) -> User:
    """The guest's own row gets an address and a password, so that nothing logged has to move.

    Raises IntegrityError where the address was taken since the form looked.
    """
    user.email = User.objects.normalize_email(email)
    user.is_guest = False
    user.set_password(password)
    user.save(update_fields=["email", "is_guest", "password"])
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
    return user


@transaction.atomic
def sign_up(*, email: str, password: str) -> User:
    """A new person with an address from the start. Raises IntegrityError as claim does."""
    return claim(user=start_as_guest(time_zone="UTC"), email=email, password=password)


def change_settings(*, user: User, units: str, time_zone: str) -> User:
    user.units, user.time_zone = units, time_zone
    user.save(update_fields=["units", "time_zone"])
    return user


def end_sessions(*, user: User, but: str | None = None) -> None:
    """Log the person out everywhere but in the browser whose session has this key."""
    BrowserSession.objects.filter(user=user).exclude(session_key=but or "").delete()


def lock_person(user: User | UUID) -> User:
    """Holds the person's own row, given by itself or by its key, and returns it: two tabs and two
    devices plan and log one after the other. Taken before any other lock; without the key, so that
    rows that name the person needn't wait for it on PostgreSQL."""
    key = user if isinstance(user, UUID) else user.pk
    return User.objects.select_for_update(no_key=True).get(pk=key)
