"""Limit how often something may be done, counted in the database, which all workers share.

A cache would not do: Django's database cache can't count in one step, and drops entries when there
are many, so that a flood of log-ins would make it forget the limits on log-ins.
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
    """At most `amount` uses at once, which become free again evenly over `period`.

    Of 60 in ten minutes one is free again every ten seconds, so nobody waits long.
    """

    name: str
    amount: int
    period: timedelta

    @property
    def apart(self) -> timedelta:
        return self.period / self.amount


@dataclass(frozen=True)
class Use:
    """One use of a limit; `who` is the person, device or network that it is counted for."""

    limit: RateLimit
    who: str

    @property
    def key(self) -> str:
        return salted_hmac(f"limit {self.limit.name}", self.who, algorithm="sha256").hexdigest()


def take(uses: Iterable[Use], *, now: datetime) -> timedelta:
    """Count all of these uses, or none of them if one of the limits is used up.

    Returns zero, or the time until all of them are free again. Asking in the meantime doesn't make
    that longer.
    """
    wanted = {use.key: use.limit for use in uses}
    with transaction.atomic():
        # Always locked in the same order, so that no two requests wait for each other.
        new = [Allowance(key=key, whole_at=now) for key in sorted(wanted)]
        Allowance.objects.bulk_create(new, ignore_conflicts=True)
        rows = list(Allowance.objects.select_for_update().filter(key__in=wanted).order_by("key"))
        for row in rows:
            row.whole_at = max(row.whole_at, now) + wanted[row.key].apart
        wait = max(row.whole_at - now - wanted[row.key].period for row in rows)
        # Dividing the period by the amount leaves a rest of microseconds.
        if wait > timedelta(milliseconds=1):
            return wait
        Allowance.objects.bulk_update(rows, ["whole_at"])
    forget_unused(now, most=20)
    return timedelta(0)


def give_back(uses: Iterable[Use]) -> None:
    """Give back these uses, as if they had never been taken."""
    for use in uses:
        rows = Allowance.objects.filter(key=use.key)
        rows.update(whole_at=F("whole_at") - use.limit.apart)


def forget_unused(now: datetime, *, most: int) -> int:
    """Delete up to `most` rows whose uses are all free again, and return how many there were.
    Rows that are locked are skipped."""
    with transaction.atomic():
        old = Allowance.objects.select_for_update(skip_locked=True).filter(whole_at__lt=now)
        keys = list(old.values_list("key", flat=True)[:most])
        return Allowance.objects.filter(key__in=keys).delete()[0]
