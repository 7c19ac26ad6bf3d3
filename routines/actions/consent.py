"""A person's consent to the terms, and to keeping what they report about their health."""

from datetime import datetime

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from routines.models import VERSIONS, Agreement, Subject


@transaction.atomic
def agree(*, user: User, now: datetime) -> None:
    """Agree to the terms and to keeping health data, in today's wording. Repeating it changes
    nothing."""
    lock_person(user)
    mine = Agreement.objects.of(user)
    standing = set(mine.standing().values_list("subject", flat=True))
    missing = [subject for subject in Subject if subject not in standing]
    mine.filter(subject__in=missing, withdrawn_at=None).update(withdrawn_at=now)
    Agreement.objects.bulk_create(
        Agreement(user=user, subject=subject, version=VERSIONS[subject], given_at=now)
        for subject in missing
    )
