"""Reminders, in their turn of the periodic work."""

from contextlib import closing

from reminders.push.channel import PushChannel
from reminders.push.device_tests import send_tests
from reminders.push.push_services import Services
from reminders.sending import mend_moments, remind
from upkeep.turn import Counts, Turn


def notice_travellers(turn: Turn) -> Counts:
    """Remind people who travel by the clock of the place where they are, and everybody by the right
    one if the server's ran ahead."""
    return mend_moments(now=turn.now, renew=turn.renew)


def remind_people(turn: Turn) -> Counts:
    """Send the reminders that are due."""
    return remind(clock=turn.clock, renew=turn.renew)


def test_devices(turn: Turn) -> Counts:
    """Send the tests of devices that people asked for."""
    with closing(Services()) as services:
        return {"sent": send_tests(PushChannel(services, turn.clock), renew=turn.renew)}
