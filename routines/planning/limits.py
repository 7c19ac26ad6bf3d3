"""What holds a step up back although the session was good enough (brief.md D4, Limits)."""

from collections.abc import Sequence
from datetime import date, timedelta

from routines.planning.flare import RAMPS, FlareState
from routines.planning.performance import Performance, days_off_before
from routines.planning.progression import Limit

PROGRESS_EVERY = timedelta(days=7)
PROGRESS_A_SESSION = 3
DAYS_OFF_BEFORE_REPEATING = 7


def limit_of(
    history: Sequence[Performance], *, last_progress: date | None, progressed: int = 0
) -> Limit | None:
    """Return the limit that forbids a PROGRESS after the last session of `history`; None if none
    does.

    `last_progress`: the day of the exercise's last PROGRESS. `progressed`: how many exercises of
    this session have progressed already.
    """
    last = history[-1]
    since_progress = last_progress is not None and last.day - last_progress < PROGRESS_EVERY
    new_target = last_progress is not None and (
        len(history) < 2 or history[-2].day <= last_progress
    )
    limits = (
        (Limit.SEVEN_DAYS, since_progress),
        (Limit.NEW_TARGET, new_target),
        (Limit.THREE_A_SESSION, progressed >= PROGRESS_A_SESSION),
    )
    return pause_of(history) or next((limit for limit, holds in limits if holds), None)


def pause_of(history: Sequence[Performance]) -> Limit | None:
    """Return why nothing may go up after the last session, not even what was taken away before;
    None if it may."""
    last, days_off = history[-1], days_off_before(history)
    pauses = (
        (Limit.FLARE, last.state == FlareState.FLARE),
        (Limit.RAMP, last.state in RAMPS),
        (Limit.AFTER_A_BREAK, days_off is not None and days_off > DAYS_OFF_BEFORE_REPEATING),
        (Limit.DELOAD, last.eased),
    )
    return next((limit for limit, holds in pauses if holds), None)
