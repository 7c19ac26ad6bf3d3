"""Reminders, in their turn of the periodic work."""

from contextlib import closing

from reminders.push.channel import PushChannel
from reminders.push.device_tests import send_tests
from reminders.push.push_services import Services
from reminders.sending import remind
from upkeep.turn import Counts, Turn


def remind_people(turn: Turn) -> Counts:
    """Send the reminders that are due."""
    return remind(clock=turn.clock, renew=turn.renew)


def test_devices(turn: Turn) -> Counts:
    """Send the tests of devices that people asked for."""
    with closing(Services()) as services:
        return {"sent": send_tests(PushChannel(services, turn.clock), renew=turn.renew)}
