"""What norms are looked up by: said by the person, with consent, and erased at any time."""

from datetime import date

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from history.models import NormGroup
from routines.facts.consent import refuse_unless_agreed


@transaction.atomic
def say_norm_group(*, user: User, age: str, sex: str, today: date) -> NormGroup | None:
    """Store the age band and the sex, each "" if it isn't given; without both, delete the row.

    Raises NotAgreed.
    """
    lock_person(user)
    refuse_unless_agreed(user)
    if not age and not sex:
        forget_norm_group(user=user)
        return None
    found, _made = NormGroup.objects.update_or_create(
        user=user, defaults={"age": age, "sex": sex, "said_on": today}
    )
    return found


def forget_norm_group(*, user: User) -> None:
    """Delete the age band and the sex."""
    NormGroup.objects.of(user).delete()
