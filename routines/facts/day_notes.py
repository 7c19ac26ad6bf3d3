"""What was noted about a day, and which of the chosen habits pause on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from django.db.models import OuterRef, Q, Subquery

from accounts.models import User
from backhealth.prepared import Prepared
from exercises.vocabulary import Pattern
from routines.facts.back_state import BackState
from routines.models import DayNote, DayState, Plan, SessionItem
from routines.models.owned import FIRST, LAST, PERSON
from routines.planning.habits import (
    HABITS,
    OF_HEALTH,
    TIMED,
    About,
    Answer,
    Pause,
    why_paused,
)

_NOTED = Prepared(
    lambda: DayNote.objects.of(PERSON).standing().filter(day__range=(FIRST, LAST)).order_by("-day")
)
_NOTES_AND_CALVES = Prepared(
    lambda: (
        DayNote.objects.of(PERSON)
        .filter(Q(day=LAST) | Q(about=About.CALVES, day__lt=LAST))
        .order_by("day")
    )
)


@dataclass(frozen=True, kw_only=True)
class HabitOfDay:
    """One habit on one day; `pause` is why it isn't suggested, None if it is or was done.

    `noted_at`: when it was last noted or taken back, None if it never was.
    """

    about: About
    is_done: bool
    minutes: int | None
    noted_at: datetime | None
    pause: Pause | None = None

    @property
    def is_timed(self) -> bool:
        return self.about in TIMED

    @property
    def asks_calves(self) -> bool:
        """Whether a calf that hurts can be reported beside it, or that it no longer does."""
        return self.about == About.CALF_RAISES and self.pause in {None, Pause.CALVES_HURT}


@dataclass(frozen=True, kw_only=True)
class DayNotes:
    """What was noted about a day.

    `night`: an `Answer`, empty without one. `calves_hurt_on`: the day of the last report that a
    calf hurts, None if it was followed by one that they are fine. `last_at`: when night or calves
    were last noted.
    """

    day: date
    night: str
    calves_hurt_on: date | None
    last_at: datetime | None
    habits: tuple[HabitOfDay, ...]

    def only(self, about: str) -> "DayNotes":
        """Return the notes with one habit alone."""
        return replace(self, habits=tuple(each for each in self.habits if each.about == about))


class NotedDay(NamedTuple):
    """The notes of one day, in the order of `About`."""

    day: date
    notes: list[DayNote]


def noted_days(user: User, first: date, last: date) -> list[NotedDay]:
    """Return the days with notes from the first day to the last, newest first. One query."""
    order = list(About)
    by_day = groupby(_NOTED(user=user, first=first, last=last), key=lambda note: note.day)
    return [
        NotedDay(day, sorted(of_day, key=lambda note: order.index(About(note.about))))
        for day, of_day in by_day
    ]


def notes_of(user: User, day: date) -> DayNotes:
    """Return what was noted about a day: its night, and each habit chosen or done. One query."""
    of_day: dict[str, DayNote] = {}
    hurt_on = None
    for note in _NOTES_AND_CALVES(user=user, last=day):
        if note.about == About.CALVES and note.answer:
            hurt_on = note.day if note.answer == Answer.HURT else None
        if note.day == day:
            of_day[note.about] = note
    said = [of_day[about].noted_at for about in OF_HEALTH if about in of_day]
    return DayNotes(
        day=day,
        night=of_day[About.NIGHT].answer if About.NIGHT in of_day else "",
        calves_hurt_on=hurt_on,
        last_at=max(said, default=None),
        habits=tuple(
            _habit(habit, of_day.get(habit))
            for habit in HABITS
            if habit in user.habits or (habit in of_day and of_day[habit].answer)
        ),
    )


def _habit(about: About, note: DayNote | None) -> HabitOfDay:
    if note is None:
        return HabitOfDay(about=about, is_done=False, minutes=None, noted_at=None)
    return HabitOfDay(
        about=about,
        is_done=bool(note.answer),
        minutes=note.minutes,
        noted_at=note.noted_at,
    )


def with_pauses(
    notes: DayNotes, plan: Plan, back: BackState, *, is_locked: bool, state: str, turn: str
) -> DayNotes:
    """Return the notes of the day of `back` with the reason why a habit pauses on it.

    `state` and `turn` are the day's state and the programme day of its session. At most one query,
    if calf raises are chosen and the day has a session.
    """
    open_now = [each.about for each in notes.habits if not each.is_done]
    works_calves = About.CALF_RAISES in open_now and _works_calves(plan, back, state, turn)
    return replace(
        notes,
        habits=tuple(
            replace(
                each,
                pause=why_paused(
                    each.about,
                    is_locked=is_locked,
                    in_flare=back.in_flare,
                    calves_hurt=notes.calves_hurt_on is not None,
                    works_calves=works_calves,
                ),
            )
            if each.about in open_now
            else each
            for each in notes.habits
        ),
    )


def _works_calves(plan: Plan, back: BackState, state: str, turn: str) -> bool:
    """Return whether today's session, planned or done, works the calves with weight or on one leg.

    That is an exercise that isn't fit for every day (`daily_ok`), or one with weight: today, or in
    the last session of the same programme day.
    """
    calf_work = SessionItem.objects.filter(exercise__pattern=Pattern.CALF, swapped_at=None)
    if state == DayState.DONE:
        of_today = [each.pk for each in back.done if each.day == back.today]
        done = calf_work.filter(session__in=of_today, skipped="")
        return _is_hard(done.values_list("exercise__daily_ok", "load"))
    if state != DayState.PLANNED:
        return False
    before = [each.pk for each in back.done if each.programme_day == turn][-1:]
    last = calf_work.filter(session__in=before, exercise=OuterRef("exercise"))
    planned = plan.prescriptions.filter(programme_day=turn, exercise__pattern=Pattern.CALF)
    return _is_hard(
        planned.annotate(last_load=Subquery(last.values("load")[:1])).values_list(
            "exercise__daily_ok", "last_load"
        )
    )


def _is_hard(rows: Iterable[tuple[bool, Decimal | None]]) -> bool:
    return any(load or not daily_ok for daily_ok, load in rows)
