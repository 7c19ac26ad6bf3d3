"""All that is kept about a person: taken along, or deleted for good."""

from django.db import transaction

from accounts.models import User


@transaction.atomic
def delete_everything(user: User) -> None:
    """The person, and with them every row that is theirs."""
    user.delete()
