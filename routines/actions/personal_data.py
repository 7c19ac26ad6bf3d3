"""Deleting an account with all its data."""

from django.db import transaction

from accounts.models import User


@transaction.atomic
def delete_everything(user: User) -> None:
    """Delete the person, and with them every row that is theirs."""
    user.delete()
