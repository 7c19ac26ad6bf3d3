"""A job of the periodic work, and its turn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from upkeep import lease

LEASE = "tick"


class LeaseLostError(Exception):
    """Another machine has taken over, because this one was silent for too long."""


@dataclass(frozen=True)
class Turn:
    """One round of the periodic work. `now` is when it began."""

    now: datetime
    clock: Callable[[], datetime]
    holder: str

    def renew(self) -> None:
        """Keep the lease. A job that may take minutes calls this between its steps.

        Raises LeaseLostError if another machine has it by now.
        """
        if not lease.take(LEASE, holder=self.holder, now=self.clock()):
            raise LeaseLostError


# What a job did, in numbers for the log: {"deleted": 3}.
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Job:
    """Work that is due `every` so often. Doing it twice, or half and then again, does no harm."""

    name: str
    every: timedelta
    work: Callable[[Turn], Counts]

    def is_due(self, done_at: datetime | None, now: datetime) -> bool:
        """Return whether it is time: also if it was last done in the future, because then the
        clock was set back."""
        return done_at is None or not done_at <= now < done_at + self.every
