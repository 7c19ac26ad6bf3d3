"""Which day of a routine is trained on which date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from routines.planning.programmes import ProgrammeDay
from routines.planning.schedule_request import WEEKDAYS


@dataclass(frozen=True, kw_only=True)
class RoutineDay:
    """One of the days of a routine.

    `name`: the person's own, "" without one. `weekday`: the day of the week that it is meant for,
    0 = Monday … 6 = Sunday; None if the days take turns.
    """

    letter: ProgrammeDay
    name: str = ""
    weekday: int | None = None


def turns(
    days: Sequence[RoutineDay], dates: Iterable[date], *, after: str | None
) -> tuple[ProgrammeDay, ...]:
    """Return which day of a routine falls on each of these dates, which ascend.

    `after`: the day that was trained last, None if none was. The days take turns in their order,
    so that one that was missed waits. If each has a weekday, a date has the day of its own weekday,
    or of the last one before it that has one: a session that is moved keeps its day.
    """
    if weekdays_of(days):
        return tuple(_of_weekday(days, each.weekday()) for each in dates)
    coming = _in_turn([each.letter for each in days], after)
    return tuple(next(coming) for _ in dates)


def weekdays_of(days: Iterable[RoutineDay]) -> frozenset[int]:
    """Return the weekdays of a routine's days; none unless each has one of its own.

    A single day comes every time, on any weekday.
    """
    found = [each.weekday for each in days]
    named = frozenset(weekday for weekday in found if weekday is not None)
    return named if 1 < len(named) == len(found) else frozenset()


def _in_turn(letters: Sequence[ProgrammeDay], after: str | None) -> Iterator[ProgrammeDay]:
    """Yield the letters in a circle; a day that the routine has no more comes before its next."""
    following = [letter for letter in letters if after is not None and letter > after]
    position = letters.index(following[0]) if following else 0
    while True:
        yield letters[position % len(letters)]
        position += 1


def _of_weekday(days: Sequence[RoutineDay], weekday: int) -> ProgrammeDay:
    return min(days, key=lambda each: (weekday - (each.weekday or 0)) % len(WEEKDAYS)).letter
