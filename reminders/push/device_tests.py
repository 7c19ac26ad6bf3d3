"""Tests of a device: sent by the periodic work, the way that reminders go."""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from reminders import actions
from reminders.channels import Message
from reminders.models import PushSubscription, Tried
from reminders.push.channel import PushChannel

BATCH = 200
# Nobody waits for it any longer.
COUNTS_FOR = timedelta(minutes=30)


def send_tests(channel: PushChannel, *, renew: Callable[[], None]) -> int:
    """Send the tests that were asked for, the oldest first, and return how many were sent."""
    now, sent = channel.clock(), 0
    asked = PushSubscription.objects.standing(now).filter(
        test=Tried.ASKED, test_at__gt=now - COUNTS_FOR
    )
    for each in asked.select_related("user").order_by("test_at")[:BATCH]:
        renew()
        found = channel.test(each, _message())
        actions.note_test(subscription=each, found=found, now=channel.clock())
        sent += 1
    return sent


def _message() -> Message:
    return Message(
        title="backhealth",
        body=_("This is the test that you asked for. Reminders reach this device."),
        path=reverse("reminders:reminders"),
        tag="test",
    )
