"""Limits on how often something may be done, counted in the database, where all workers see them.

A cache is no place for them: Django's database cache cannot count in one step, and throws entries
away when there are many, so that a flood of log-ins would make it forget the limits on log-ins.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from accounts.models import Allowance


@dataclass(frozen=True)
class RateLimit:
    """At most `amount` at once. What was used comes back evenly, all of it over `period`: of 60 in
    ten minutes, one every ten seconds. So whoever has used it up waits a little, never long."""

    name: str
    amount: int
    period: timedelta

    @property
    def apart(self) -> timedelta:
        return self.period / self.amount


@dataclass(frozen=True)
class Use:
    """One use of a limit by whoever `who` stands for."""

    limit: RateLimit
    who: str

    @property
    def key(self) -> str:
        return salted_hmac(f"limit {self.limit.name}", self.who, algorithm="sha256").hexdigest()


def take(uses: Iterable[Use], *, now: datetime) -> timedelta:
    """Count all of these uses, or, where one of the limits is used up, none.

    Returns zero, or how long it takes until all of them are free again. Asking meanwhile makes
    nothing longer.
    """
    wanted = {use.key: use.limit for use in uses}
    with transaction.atomic():
        # In one order everywhere, so that no two wait for each other.
        new = [Allowance(key=key, whole_at=now) for key in sorted(wanted)]
        Allowance.objects.bulk_create(new, ignore_conflicts=True)
        rows = list(Allowance.objects.select_for_update().filter(key__in=wanted).order_by("key"))
        for row in rows:
            row.whole_at = max(row.whole_at, now) + wanted[row.key].apart
        wait = max(row.whole_at - now - wanted[row.key].period for row in rows)
        # Dividing the period by the amount leaves microseconds.
        if wait > timedelta(milliseconds=1):
            return wait
        Allowance.objects.bulk_update(rows, ["whole_at"])
    _forget(now)
    return timedelta(0)


def give_back(uses: Iterable[Use]) -> None:
    """As if these had never been taken."""
    for use in uses:
        rows = Allowance.objects.filter(key=use.key)
        rows.update(whole_at=F("whole_at") - use.limit.apart)


def _forget(now: datetime) -> None:
    """Delete a few rows of which all can be used again; those that somebody is at stay."""
    with transaction.atomic():
        old = Allowance.objects.select_for_update(skip_locked=True).filter(whole_at__lt=now)
        Allowance.objects.filter(key__in=list(old.values_list("key", flat=True)[:20])).delete()
