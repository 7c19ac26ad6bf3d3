"""A new e-mail address: the mails that ask for its confirmation, and the link in them."""

from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts import actions, mails
from accounts.models import NewAddress, User
from backhealth.http import absolute

SALT = "accounts.new_address"
LASTS = timedelta(days=3)
OF_THE_PERSON = 32  # figures of a key


def ask_to_confirm(*, user: User, email: str, now: datetime) -> bool:
    """Send the link to the new address, and a word to the present one.

    Somebody else's address gets a mail, too, which says that it has an account: nobody but its
    owner learns that it has. Returns whether the mail server took that mail.
    """
    asked = actions.ask_for_address(user=user, email=email, now=now)
    if User.objects.filter(email__iexact=asked.email).exclude(pk=user.pk).exists():
        log_in = absolute(reverse("account_login"))
        sent = mails.tell("address_taken", to=asked.email, log_in=log_in)
    else:
        link = absolute(reverse("accounts:confirm_address", args=[key_for(asked)]))
        sent = mails.tell("confirm_address", to=asked.email, link=link)
    if sent and asked.email != user.email:
        reset = absolute(reverse("account_reset_password"))
        mails.tell("address_asked", to=str(user.email), reset=reset)
    return sent


def asked_by(key: str, now: datetime) -> NewAddress | None:
    """Return what a link confirms; None once it was used or three days passed, or the address or
    the password of the account was changed since. One query."""
    person, mark = key[:OF_THE_PERSON], key[OF_THE_PERSON:]
    try:
        asked = NewAddress.objects.select_related("user").filter(user=UUID(person)).first()
    except ValueError:
        return None
    if asked is None or now > asked.asked_at + LASTS:
        return None
    return asked if constant_time_compare(mark, _mark(asked)) else None


def key_for(asked: NewAddress) -> str:
    """Return what the link contains: whose it is, and a mark that nobody else can make. The
    address itself isn't in it, because servers write links to their logs."""
    return asked.user_id.hex + _mark(asked)


def _mark(asked: NewAddress) -> str:
    user = asked.user
    parts = f"{asked.email} {asked.asked_at.timestamp()} {user.email} {user.password}"
    return salted_hmac(SALT, parts, algorithm="sha256").hexdigest()
