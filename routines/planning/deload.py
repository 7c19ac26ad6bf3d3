"""When a lighter week (deload) is offered (brief.md C6); `easing` says what it reduces."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from routines.planning.loads import is_under
from routines.planning.progression import Performance

WEEKS = range(4, 9)  # that a person may choose
OFFER_AFTER = timedelta(weeks=6)
STALLED_SESSIONS = 3
STALLED_EXERCISES = 2
PAIN_RISE = 1
TIRED_FROM = 4
TIRED_TIMES = 2
SIGNS_NEEDED = 2


class Sign(StrEnum):
    """A sign that a lighter week would help.

    STALLED: exercises without progress. PAIN_UP: mean pain above the week before. TIRED: often
    tired.
    """

    STALLED = "stalled"
    PAIN_UP = "pain_up"
    TIRED = "tired"


@dataclass(frozen=True, kw_only=True)
class Signs:
    """The figures behind the signs.

    `without_progress`: for each exercise, the number of sessions since it last went better. The
    means are of morning pain, None without an entry. `tired`: 1 to 5, for each session of the last
    seven days.
    """

    without_progress: Sequence[int] = ()
    mean_pain: Decimal | None = None
    mean_pain_before: Decimal | None = None
    tired: Sequence[int] = ()


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Why a lighter week is offered: `weeks` have passed (None: not yet), or there are signs."""

    weeks: int | None
    signs: tuple[Sign, ...]


def is_due(*, today: date, since: date, after: timedelta = OFFER_AFTER) -> bool:
    """Return whether `after` has passed since the plan began, or since a lighter week was last
    offered."""
    return today - since >= after


# Of one session: the lightest weight in kg, and the fewest repetitions or seconds.
_Reached: TypeAlias = tuple[Decimal, int]


@dataclass(frozen=True, kw_only=True)
class Standstill:
    """How many `sessions` an exercise has not gone better, and the `best` of them.

    The count starts after the day of its last step up, or after the last session with more weight,
    or with as much weight and a better weakest set, whichever is later.
    """

    sessions: int = 0
    best: _Reached | None = None

    def after(self, done: Performance) -> "Standstill":
        """Return the count after one more session, which was no step up."""
        reached = (
            min((each.load for each in done.sets), default=Decimal(0)),
            min((each.amount for each in done.sets), default=0),
        )
        if self.best is None:
            return Standstill(sessions=self.sessions + 1, best=reached)
        if is_under(self.best[0], reached[0]) or (
            not is_under(reached[0], self.best[0]) and reached[1] > self.best[1]
        ):
            return Standstill(sessions=0, best=reached)
        return Standstill(sessions=self.sessions + 1, best=self.best)


def signs_of(signs: Signs) -> tuple[Sign, ...]:
    """Return the signs that apply, in the order of `Sign`."""
    stalled = sum(sessions >= STALLED_SESSIONS for sessions in signs.without_progress)
    tired = sum(each >= TIRED_FROM for each in signs.tired)
    pain_up = (
        signs.mean_pain is not None
        and signs.mean_pain_before is not None
        and signs.mean_pain - signs.mean_pain_before >= PAIN_RISE
    )
    holds = (
        (Sign.STALLED, stalled >= STALLED_EXERCISES),
        (Sign.PAIN_UP, pain_up),
        (Sign.TIRED, tired >= TIRED_TIMES),
    )
    return tuple(sign for sign, does in holds if does)


def offer(*, today: date, since: date, signs: Signs, every_weeks: int | None = 6) -> Offer | None:
    """Offer a lighter week if it is time or two signs apply; return None otherwise.

    `every_weeks`: 4 to 8; None if the person wants none. Raises ValueError for other figures.
    """
    if every_weeks is None:
        return None
    if every_weeks not in WEEKS:
        raise ValueError(f"every_weeks must be 4 to 8, not {every_weeks}")
    found = signs_of(signs)
    due = is_due(today=today, since=since, after=timedelta(weeks=every_weeks))
    if not due and len(found) < SIGNS_NEEDED:
        return None
    return Offer(weeks=every_weeks if due else None, signs=found)
