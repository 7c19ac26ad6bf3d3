"""The reports about the back over a period, and the flare-ups in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from accounts.models import User
from history.planning.report import Interval
from history.planning.thinning import Every
from routines.facts.back_state import BackState, DoneSession, back_state, courses, reaching
from routines.planning.flare import FlareState

# How long before a period reports are read: the usual pain, with which a flare-up is compared,
# comes from the mornings before it.
BEFORE = timedelta(days=90)
# A longer time without a morning's figure than this, in days, is a gap in its line.
GAPS = {Every.DAY: 3, Every.WEEK: 14, Every.MONTH: 62}


def back_over(user: User, period: Interval) -> BackState:
    """Return the reports up to the last day of a period, with the state of flare on each day of it.

    Three queries for a period of up to three months, six for a longer one.
    """
    back = back_state(user, period.last)
    first = period.first - BEFORE
    if back.since <= first:
        return back
    longer = reaching(back, user, first)
    return replace(longer, courses=courses(longer))


def pain_while_training(done: DoneSession) -> int | None:
    """Return the highest pain of a session, of the whole or of one exercise; None if none was
    reported."""
    return max((pain for pain in (done.pain, done.named) if pain is not None), default=None)


def flares_in(back: BackState, period: Interval) -> list[tuple[date, date]]:
    """Return the first and the last day of each flare-up, as far as they lie in the period."""
    return list(_runs(back, period))


def _runs(back: BackState, period: Interval) -> Iterator[tuple[date, date]]:
    days = [
        day
        for day, course in back.courses.items()
        if period.holds(day) and course.state == FlareState.FLARE
    ]
    for _start, run in groupby(enumerate(days), key=lambda each: each[1] - timedelta(each[0])):
        found = [day for _number, day in run]
        yield found[0], found[-1]
