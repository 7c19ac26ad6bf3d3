"""What there is to remind a person of on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from reminders.planning.kinds import Kind

DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Day:
    """A person's day, as far as reminders look at it. Only what a kind asks for has to be right.

    `is_away`: away or ill. `is_begun`: a session was begun today, or the one of the day before
    still runs. `asks_this_morning`: Today shows the question of the morning, and the answer may be
    kept. `missed`: the day of this week whose session was missed and not decided about; `fits_on`:
    the first day left for it. `has_test`: Today offers a test, and nothing else;
    `answered_on`: when one was done or skipped last.
    """

    today: date
    is_away: bool = False
    is_begun: bool = False
    is_planned: bool = False
    in_flare: bool = False
    asks_this_morning: bool = False
    missed: date | None = None
    fits_on: date | None = None
    has_test: bool = False
    answered_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What to remind of. `day`: the day that it is about, of which there is one reminder only.

    `gently`: in a flare-up, in words that ask for nothing. `fits_on`: the day that is offered for a
    session that was missed.
    """

    kind: Kind
    day: date
    gently: bool = False
    fits_on: date | None = None


def occasion(
    kind: Kind, day: Day, *, last_on: date | None, told_on: date | None = None
) -> Occasion | None:
    """Return what to remind of on a day; None if there is nothing.

    Nothing on a day away or ill, nor once a session was begun; and nothing twice on one day, which
    a journey may bring twice. `last_on`: the day of the last reminder of this kind; `told_on`: of
    the last one that went out.
    """
    if day.is_away or day.is_begun or last_on == day.today:
        return None
    return OCCASIONS[kind](day, told_on)


def _training(day: Day, _told_on: date | None) -> Occasion | None:
    if not day.is_planned:
        return None
    return Occasion(kind=Kind.TRAINING, day=day.today, gently=day.in_flare)


def _morning(day: Day, _told_on: date | None) -> Occasion | None:
    if not day.asks_this_morning:
        return None
    return Occasion(kind=Kind.MORNING, day=day.today, gently=day.in_flare)


def _missed(day: Day, _told_on: date | None) -> Occasion | None:
    """Remind of a missed session once, and on no day that has a session of its own."""
    if day.in_flare or day.is_planned or day.missed is None or day.fits_on is None:
        return None
    return Occasion(kind=Kind.MISSED, day=day.missed, fits_on=day.fits_on)


def _tests(day: Day, told_on: date | None) -> Occasion | None:
    """Remind of tests once a week at most, and again only if one was done or skipped since; not
    while there is a missed session to decide about.

    One that never went out is none. `told_on` may be tomorrow, after a journey to the west; beyond
    that, it comes from a clock that ran ahead, and is none either.
    """
    if day.in_flare or day.missed is not None or not day.has_test:
        return None
    if told_on is not None and told_on <= day.today + DAY:
        if day.today < told_on + A_WEEK:
            return None
        if day.answered_on is None or day.answered_on < told_on:
            return None
    return Occasion(kind=Kind.TESTS, day=day.today)


OCCASIONS = {
    Kind.TRAINING: _training,
    Kind.MORNING: _morning,
    Kind.MISSED: _missed,
    Kind.TESTS: _tests,
}
