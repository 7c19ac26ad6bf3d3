"""Reminders, in their turn of the periodic work."""

from reminders.sending import remind
from upkeep.turn import Counts, Turn


def remind_people(turn: Turn) -> Counts:
    """Send the reminders that are due."""
    return remind(clock=turn.clock, renew=turn.renew)
