"""What a person did beside strength training: written down, corrected, removed, brought back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from history.models import Activity
from history.planning.activities import OF_HEALTH
from routines.facts.consent import refuse_unless_agreed


@dataclass(frozen=True, kw_only=True)
class ActivityEntry:
    """What is written down of an activity, under the names of `Activity`."""

    day: date
    kind: str
    minutes: int | None = None
    note: str = ""


@transaction.atomic
def write_activity(*, user: User, key: UUID, entry: ActivityEntry) -> Activity | None:
    """Write down an activity under the key that its page made, and return it.

    Sent again, it stays as it is. None if the key is somebody else's. Raises NotAgreed for what
    says something about health.
    """
    lock_person(user)
    _refuse(user, entry)
    activity, _made = Activity.objects.get_or_create(pk=key, defaults={"user": user, **vars(entry)})
    return activity if activity.user_id == user.pk else None


@transaction.atomic
def correct_activity(*, activity: Activity, entry: ActivityEntry) -> Activity:
    """Write an activity anew. Raises NotAgreed for what says something about health."""
    lock_person(activity.user)
    _refuse(activity.user, entry)
    for name, value in vars(entry).items():
        setattr(activity, name, value)
    activity.save(update_fields=[*vars(entry)])
    return activity


@transaction.atomic
def remove_activity(*, activity: Activity, now: datetime) -> Activity:
    """Take an activity out of the log; it can be brought back."""
    activity.removed_at = now
    activity.save(update_fields=["removed_at"])
    return activity


@transaction.atomic
def restore_activity(*, activity: Activity) -> Activity:
    activity.removed_at = None
    activity.save(update_fields=["removed_at"])
    return activity


def _refuse(user: User, entry: ActivityEntry) -> None:
    if entry.kind in OF_HEALTH:
        refuse_unless_agreed(user)
