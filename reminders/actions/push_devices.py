"""The browsers that a person is reminded in: add one, stop one, note what its push service said."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.actions import lock_person
from accounts.models import BrowserSession, User
from reminders.models import MOST_DEVICES, PushSubscription, Tried
from reminders.models.push_subscription import PushSubscriptionQuerySet

# A browser that fails this often in a row, over days, is no longer there.
MOST_FAILURES, FAILING_FOR = 10, timedelta(days=3)
# A log-in is written with the answer to the request that adds a browser.
LOG_IN_WRITTEN_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where and with which keys a browser can be reached, as it gave them."""

    endpoint: str
    p256dh: str
    auth: str


@transaction.atomic
def add_device(
    *, user: User, browser: UUID, device: str, address: Address, now: datetime
) -> PushSubscription:
    """Remind the person in this browser from now on, and nobody else.

    Beyond MOST_DEVICES the oldest goes.
    """
    lock_person(user)
    devices = PushSubscription.objects.of(user)
    devices.filter(browser=browser).exclude(endpoint=address.endpoint).delete()
    others = devices.exclude(endpoint=address.endpoint).order_by("-made_at", "-pk")
    devices.filter(pk__in=list(others.values_list("pk", flat=True)[MOST_DEVICES - 1 :])).delete()
    subscription, _made = PushSubscription.objects.update_or_create(
        endpoint=address.endpoint,
        defaults={
            "user": user,
            "p256dh": address.p256dh,
            "auth": address.auth,
            "browser": browser,
            "device": device,
            "made_at": now,
            "last_ok_at": None,
            "failures": 0,
            "failing_since": None,
            "not_before": None,
            "test": "",
            "test_at": None,
        },
    )
    return subscription


def remove_device(*, subscription: PushSubscription) -> None:
    """Remind nobody in this browser any more."""
    PushSubscription.objects.of(subscription.user).filter(pk=subscription.pk).delete()


def note_taken(*, subscription: PushSubscription, now: datetime) -> None:
    """Note that the push service took something for this browser."""
    _row(subscription).update(last_ok_at=now, failures=0, failing_since=None, not_before=None)


def note_failed(
    *, subscription: PushSubscription, wait: timedelta | None, now: datetime
) -> PushSubscription | None:
    """Note that the push service failed, or refused; `wait` is how long it asked to be left alone.

    Deletes the browser, and returns None, if it has failed for days.
    """
    failing_since = subscription.failing_since or now
    failures = subscription.failures + 1
    if failures >= MOST_FAILURES and now - failing_since >= FAILING_FOR:
        remove_device(subscription=subscription)
        return None
    subscription.failures, subscription.failing_since = failures, failing_since
    subscription.not_before = now + wait if wait else None
    _row(subscription).update(
        failures=failures, failing_since=failing_since, not_before=subscription.not_before
    )
    return subscription


def ask_for_test(*, subscription: PushSubscription, now: datetime) -> None:
    """Let a test be sent to this browser with the next round."""
    _row(subscription).update(test=Tried.ASKED, test_at=now)


def note_test(*, subscription: PushSubscription, found: Tried, now: datetime) -> None:
    """Note what became of a test."""
    _row(subscription).filter(test=Tried.ASKED).update(test=found, test_at=now)


def forget_left_devices(*, most: int, now: datetime) -> int:
    """Delete up to `most` browsers in which nobody is logged in any more, and return how many."""
    log_ins = BrowserSession.objects.filter(browser=OuterRef("browser"))
    left = Q(~Exists(log_ins), made_at__lte=now - LOG_IN_WRITTEN_WITHIN)
    keys = list(PushSubscription.objects.filter(left).values_list("pk", flat=True)[:most])
    return PushSubscription.objects.filter(left, pk__in=keys).delete()[0]


def _row(subscription: PushSubscription) -> PushSubscriptionQuerySet:
    found: PushSubscriptionQuerySet = PushSubscription.objects.of(subscription.user)
    return found.filter(pk=subscription.pk)
