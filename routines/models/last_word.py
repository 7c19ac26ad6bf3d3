"""Which of two changes to the same row is newer: devices send late, and clocks are wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# The most by which the clocks of two servers may differ, and how long a request may wait for its
# turn.
CLOCKS_APART = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Word:
    """The times of a change that a device stored until it could send it.

    `at` is when the person made it, by the device's clock; `heard` is when it arrived, by the
    server's clock, and is later. A form that was sent directly has None instead of a `Word`, and is
    always the newest.
    """

    at: datetime
    heard: datetime


def is_overruled(word: Word | None, *, by: datetime | None) -> bool:
    """Return whether a change comes too late, because the row already holds a newer one.

    `by` is when the row's present value was set, by the clock of the device that set it; None if it
    never was. A `by` later than the change's arrival was written with a wrong clock, and the next
    change overrules it; otherwise the row could not be changed before that moment. Call this while
    the row is locked (docs/decisions/0012).
    """
    return word is not None and by is not None and word.at < by <= word.heard + CLOCKS_APART


def moment(word: Word | None, now: datetime) -> datetime:
    """Return when the change was made, as the row stores it; `now` for a form that was sent
    directly."""
    return now if word is None else word.at
