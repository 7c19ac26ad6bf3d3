"""Weeks as the pages show them: which day was done, is planned, or is for rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from routines.models import PlannedSession, Session


@dataclass(frozen=True)
class Day:
    """One day of a week.

    `state`: done, planned, gentle (planned, while the back flares up), missed (planned, passed, not
    done), dismissed (missed, and the person chose not to make up for it), or rest.
    """

    date: date
    state: str
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
        return sum(day.state == "done" for day in self.days)

    @property
    def planned(self) -> int:
        """The number of sessions done and still to come."""
        return sum(day.state in {"done", "planned"} for day in self.days)


def sample_week(today: date) -> Week:
    """Return a Monday–Wednesday–Friday week with its first session done."""
    monday = week_start(today, 0)
    states = ["done", "rest", "planned", "rest", "planned", "rest", "rest"]
    turns = ["A", "", "B", "", "A", "", ""]
    return Week(
        tuple(
            Day(monday + timedelta(days=number), state, turn, is_today=False)
            for number, (state, turn) in enumerate(zip(states, turns, strict=True))
        )
    )


def week_start(day: date, first_weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def weeks_from(user: User, today: date, count: int, *, in_flare: bool = False) -> list[Week]:
    """Return this training week and those after it, `count` in all. Two queries.

    In a flare-up the rest of this week is gentle, and at least tomorrow: strength work is planned
    again after two calm mornings.
    """
    first = week_start(today, user.week_start)
    last = first + timedelta(days=7 * count - 1)
    planned = PlannedSession.objects.of(user).between(first, last)
    turns = {each.day: each.programme_day for each in planned}
    dismissed = {each.day for each in planned if each.dismissed}
    done = {
        each.local_date: each.programme_day
        for each in Session.objects.of(user).done().between(first, last)
    }
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
        return Day(each, "done", done[each], each == today)
    if each in turns:
        to_come = "gentle" if gentle_to and each <= gentle_to else "planned"
        passed = "dismissed" if each in dismissed else "missed"
        state = passed if each < today else to_come
        return Day(each, state, turns[each], each == today)
    return Day(each, "rest", "", each == today)


def next_planned(days: Iterable[Day], today: date) -> Day | None:
    return next((day for day in days if day.state == "planned" and day.date >= today), None)
