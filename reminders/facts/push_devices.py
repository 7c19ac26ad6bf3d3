"""The browsers in which a person is reminded, for the page of reminders."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from accounts.digests import digest_of
from accounts.models import User
from reminders.models import PushSubscription, Tried

# A test is sent within a minute, where the server's periodic work goes on.
TEST_TAKES = timedelta(minutes=3)
TOLD_FOR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Device:
    """A browser in which the person is reminded, with the person's own dates. `sign` is the SHA-256
    of its address.

    `tried` is the state of its last test, since `tried_at`; `is_late`: it is still on its way after
    minutes.
    """

    id: UUID
    name: str
    sign: str
    made_on: date
    reached_on: date | None
    is_here: bool
    tried: Tried | None
    tried_at: datetime | None
    is_late: bool

    @property
    def is_tried_now(self) -> bool:
        return self.tried == Tried.ASKED and not self.is_late


def last_tried(found: list[Device], now: datetime) -> Device | None:
    """Return the device that was tried last, in the last hour; None if none was."""
    tried = [each for each in found if each.tried_at and each.tried_at > now - TOLD_FOR]
    return max(tried, key=lambda each: each.tried_at or now, default=None)


def devices(user: User, *, here: UUID | None, now: datetime) -> list[Device]:
    """Return the browsers in which the person is reminded, this one first, then the newest. One
    query."""
    standing = PushSubscription.objects.of(user).standing(now).order_by("-made_at", "-pk")
    found = [_device(each, user, here, now) for each in standing]
    return sorted(found, key=lambda each: not each.is_here)


def _device(row: PushSubscription, user: User, here: UUID | None, now: datetime) -> Device:
    late = row.test == Tried.ASKED and row.test_at is not None and row.test_at <= now - TEST_TAKES
    return Device(
        id=row.pk,
        name=row.device,
        sign=digest_of(row.endpoint),
        made_on=user.local_date(row.made_at),
        reached_on=row.last_ok_at and user.local_date(row.last_ok_at),
        is_here=row.browser == here,
        tried=Tried(row.test) if row.test else None,
        tried_at=row.test_at,
        is_late=late,
    )
