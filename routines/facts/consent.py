"""Whether a person has agreed to the terms, and to keeping what they report about their health."""

from uuid import UUID

from accounts.models import User
from routines.models import Agreement, Subject


class NotAgreed(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """Without the person's consent nothing about their health may be stored."""


def has_agreed(user: User | UUID) -> bool:
    """Return whether the person agreed to today's terms and to keeping health data. One query."""
    return Agreement.objects.filter(user=user).standing().count() == len(Subject)


def refuse_unless_agreed(user: User | UUID) -> None:
    """Raise NotAgreed if nothing about the person's health may be stored. One query."""
    if not has_agreed(user):
        raise NotAgreed
