"""Whether an e-mail address is proven to be its person's. Until it is, nothing is added that lets
somebody in beside the password (docs/decisions/0064)."""

from allauth.account.models import EmailAddress

from accounts.mails import can_send_mails
from accounts.models import User

AFTER_PROOF = "after_proof"  # in the session: the page that waits for the proof


class AddressNotProven(Exception):  # noqa: N818 — a finding to be shown
    """A link in a mail to the address has to be opened first."""


def is_proven(user: User) -> bool:
    """Return whether a link in a mail to the person's present address was used. One query."""
    return EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()


def is_missing(user: User) -> bool:
    """Return whether the address has to be proven before something is added. One query at most.

    A guest's is missing, too: the account could be made with any address afterwards. Where no mail
    can be sent nobody can prove an address, and nobody takes an account over by mail.
    """
    return can_send_mails() and not is_proven(user)


def need(user: User) -> None:
    """Raise AddressNotProven if the proof is missing. Every verb that adds a way in calls it."""
    if is_missing(user):
        raise AddressNotProven
