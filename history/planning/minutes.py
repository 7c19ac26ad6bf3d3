"""How long a session took."""

from datetime import datetime

# A session that ran for longer was left open, and says nothing about minutes.
MOST_MINUTES = 240


def minutes_of(started: datetime, ended: datetime | None, *, written_later: bool) -> int | None:
    """Return the minutes between start and end; None where they say nothing: of a session that runs
    still, was left open, or was written down on a later day."""
    if ended is None or written_later:
        return None
    minutes = round((ended - started).total_seconds() / 60)
    return minutes if 0 < minutes <= MOST_MINUTES else None
