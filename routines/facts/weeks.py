"""Weeks as the pages show them: which day was done, is planned, or is for rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from backhealth.prepared import Prepared
from routines.facts.back_state import BackState
from routines.models import DayState, PlannedSession
from routines.models.owned import FIRST, LAST, PERSON

_PLANNED = Prepared(
    lambda: (
        PlannedSession.objects.of(PERSON)
        .between(FIRST, LAST)
        .values_list("day", "programme_day", "dismissed")
    )
)


@dataclass(frozen=True)
class Day:
    """One day of a week.

    `programme_day`: the letter of a day of the routine, empty without a session.
    """

    date: date
    state: DayState
    programme_day: str
    is_today: bool


@dataclass(frozen=True)
class Week:
    days: tuple[Day, ...]

    @property
    def first(self) -> date:
        return self.days[0].date

    @property
    def last(self) -> date:
        return self.days[-1].date

    @property
    def done(self) -> int:
        return sum(day.state == DayState.DONE for day in self.days)

    @property
    def planned(self) -> int:
        """The number of sessions done and still to come."""
        return sum(day.state in {DayState.DONE, DayState.PLANNED} for day in self.days)


def sample_week(today: date) -> Week:
    """Return a Monday–Wednesday–Friday week with its first session done."""
    monday = week_start(today, 0)
    done, planned, rest = DayState.DONE, DayState.PLANNED, DayState.REST
    states = [done, rest, planned, rest, planned, rest, rest]
    turns = ["A", "", "B", "", "A", "", ""]
    return Week(
        tuple(
            Day(monday + timedelta(days=number), state, turn, is_today=False)
            for number, (state, turn) in enumerate(zip(states, turns, strict=True))
        )
    )


def week_start(day: date, first_weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def weeks_from(user: User, back: BackState, count: int, *, in_flare: bool = False) -> list[Week]:
    """Return the training week of the day of `back` and those after it, `count` in all. One query.

    In a flare-up the rest of this week is gentle, and at least tomorrow: strength work is planned
    again after two calm mornings.
    """
    today = back.today
    first = week_start(today, user.week_start)
    last = first + timedelta(days=7 * count - 1)
    rows = _PLANNED(user=user, first=first, last=last)
    turns = {day: turn for day, turn, _dismissed in rows}
    dismissed = {day for day, _turn, was_dismissed in rows if was_dismissed}
    done = {each.day: each.programme_day for each in reversed(back.done)}
    dates = [first + timedelta(days=number) for number in range(7 * count)]
    gentle_to = max(first + timedelta(days=6), today + timedelta(days=1)) if in_flare else None
    days = [_day(each, today, done, turns, dismissed, gentle_to) for each in dates]
    return [Week(tuple(days[start : start + 7])) for start in range(0, len(days), 7)]


def _day(
    each: date,
    today: date,
    done: dict[date, str],
    turns: dict[date, str],
    dismissed: set[date],
    gentle_to: date | None,
) -> Day:
    if each in done:
        return Day(each, DayState.DONE, done[each], each == today)
    if each in turns:
        is_gentle = gentle_to is not None and each <= gentle_to
        to_come = DayState.GENTLE if is_gentle else DayState.PLANNED
        passed = DayState.DISMISSED if each in dismissed else DayState.MISSED
        state = passed if each < today else to_come
        return Day(each, state, turns[each], each == today)
    return Day(each, DayState.REST, "", each == today)


def missed(week: Week) -> Day | None:
    """Return the last day of this week whose session was missed and not decided about; or None.

    Those of older weeks are dropped without asking (brief.md C3 M2).
    """
    return next((day for day in reversed(week.days) if day.state == DayState.MISSED), None)


def next_planned(days: Iterable[Day], today: date) -> Day | None:
    return next((day for day in days if day.state == DayState.PLANNED and day.date >= today), None)
