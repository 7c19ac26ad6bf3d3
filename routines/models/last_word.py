"""Which of two words about one thing stands: devices send late, and clocks are wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# So much the clocks of two servers may differ, and so long a request may wait for its turn.
CLOCKS_APART = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Word:
    """What a device kept until it could send it: `at` is when it was said, by that device's clock,
    and `heard` when it arrived, by the server's, which is later. A form that is sent plainly is no
    such word but None: it is always the newest."""

    at: datetime
    heard: datetime


def is_overruled(word: Word | None, *, by: datetime | None) -> bool:
    """Whether a word comes too late, because a newer one stands.

    `by` is the moment of the word that stands, by the device that said it; None where nothing was
    said. A moment that had yet to come when the word was heard was written while a clock was wrong,
    and the next word overrules it; else the row could not be changed before that moment comes. Ask
    while the row is held (docs/decisions/0012).
    """
    return word is not None and by is not None and word.at < by <= word.heard + CLOCKS_APART


def moment(word: Word | None, now: datetime) -> datetime:
    """When it was said, as a row keeps it; `now` for what was sent plainly."""
    return now if word is None else word.at
