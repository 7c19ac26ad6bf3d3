"""Whether a person has agreed to the terms, and to keeping what they report about their health."""

from uuid import UUID

from accounts.models import User
from backhealth.prepared import Prepared
from routines.models import Agreement, Subject
from routines.models.owned import PERSON


class NotAgreed(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """Without the person's consent nothing about their health may be stored."""


_STANDING = Prepared(lambda: Agreement.objects.of(PERSON).standing().values_list("pk"))


def has_agreed(user: User | UUID) -> bool:
    """Return whether the person agreed to today's terms and to keeping health data. One query."""
    return len(_STANDING(user=user)) == len(Subject)


def refuse_unless_agreed(user: User | UUID) -> None:
    """Raise NotAgreed if nothing about the person's health may be stored. One query."""
    if not has_agreed(user):
        raise NotAgreed
