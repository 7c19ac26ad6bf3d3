"""A lease in the database: of any number of machines one works, and none for ever."""

from datetime import datetime, timedelta

from django.db.models import Q

from upkeep.models import Lease

# Longer than any step between two renewals. After a crash the others wait this long.
LASTS = timedelta(minutes=10)
# How far the clocks of two machines may differ.
CLOCKS_DIFFER = timedelta(minutes=5)


def take(name: str, *, holder: str, now: datetime) -> bool:
    """Take the lease, or renew one's own; return whether the holder has it.

    One statement decides, so two machines can't both have it. A lease that ends later than any
    could that is taken now was taken before the clock was set back, and counts as ended.
    """
    Lease.objects.bulk_create([Lease(name=name, ends_at=now)], ignore_conflicts=True)
    ended = Q(ends_at__lte=now) | Q(ends_at__gt=now + LASTS + CLOCKS_DIFFER)
    free = Lease.objects.filter(ended | Q(holder=holder), name=name)
    return free.update(holder=holder, ends_at=now + LASTS) == 1


def give_back(name: str, *, holder: str, now: datetime) -> None:
    """Give the lease back if the holder still has it."""
    Lease.objects.filter(name=name, holder=holder).update(ends_at=now)
