"""The state of a person's back on a day, worked out from their reports; nothing of it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import mean
from typing import TypeVar
from uuid import UUID

from django.db.models import Max

from accounts.models import User
from routines.models import FlareMark, MorningCheck, Said, Session
from routines.planning.deload import Signs
from routines.planning.easing import Ease
from routines.planning.flare import RAMPS, Advice, Course, FlareState, advice, follow

Row = TypeVar("Row")
# How many days back entries are read: long enough for the advice, and the same after ten years.
DAYS_READ = 182


@dataclass(frozen=True, kw_only=True)
class BackState:
    """The reports up to `today`, and what follows from them.

    `usual`: the usual pain given at the start. `sessions`: the highest pain of each day's strength
    sessions. `tired`: 1 to 5, by the day of the session. `marks`: the person's reports of
    flare-ups, by day. `named`: the highest pain reported for a single exercise, by session.
    `courses`: the state of flare on each day.
    """

    today: date
    usual: Decimal
    mornings: Mapping[date, MorningCheck]
    sessions: Mapping[date, int]
    tired: Mapping[date, int]
    marks: Mapping[date, str]
    named: Mapping[UUID, int]
    courses: Mapping[date, Course]

    @property
    def course(self) -> Course:
        return self.courses[self.today]

    def course_on(self, day: date) -> Course:
        """Return the state of flare on any day; NORMAL before the first report."""
        nothing_said = Course(state=FlareState.NORMAL, baseline=self.usual)
        return self.courses.get(day, nothing_said)

    @property
    def state(self) -> str:
        return self.course.state.value

    @property
    def in_flare(self) -> bool:
        return self.course.state == FlareState.FLARE

    @property
    def is_ramping(self) -> bool:
        return self.course.state in RAMPS

    @property
    def advice(self) -> Advice | None:
        return advice(self.course, self.today)

    @property
    def this_morning(self) -> MorningCheck | None:
        return self.mornings.get(self.today)

    @property
    def asks_this_morning(self) -> bool:
        """Whether to ask for today's pain: the day after a session, and daily in a flare (brief.md
        D1, D7)."""
        after_session = self.today - timedelta(days=1) in self.sessions
        return self.this_morning is None and (after_session or self.state != FlareState.NORMAL)

    def mean_pain(self, first: date, last: date) -> Decimal | None:
        """Return the mean pain of the mornings from `first` to `last`, both included; None without
        any."""
        found = [Decimal(each.pain) for day, each in self.mornings.items() if first <= day <= last]
        return mean(found) if found else None

    @property
    def ease(self) -> Ease | None:
        """How the way back from a flare eases a session today; None if it doesn't."""
        return RAMPS.get(self.course.state)

    def signs(self) -> Signs:
        """Return the figures of mornings and sessions that may suggest a lighter week (brief.md
        C6)."""
        week = timedelta(days=6)
        before = self.today - timedelta(days=7)
        return Signs(
            mean_pain=self.mean_pain(self.today - week, self.today),
            mean_pain_before=self.mean_pain(before - week, before),
            tired=[tired for day, tired in self.tired.items() if day >= self.today - week],
        )


def back_state(user: User, today: date, *, since: date | None = None) -> BackState:
    """Return the state of the back on a day. Three queries.

    Entries are read from `since` on, by default from `DAYS_READ` days before today.
    """
    window = (since or today - timedelta(days=DAYS_READ), today)
    mornings = {each.day: each for each in MorningCheck.objects.of(user).filter(day__range=window)}
    marks = dict(FlareMark.objects.of(user).filter(day__range=window).values_list("day", "kind"))
    sessions: dict[date, int] = {}
    tired: dict[date, int] = {}
    named: dict[UUID, int] = {}
    for key, day, said, worst, tiredness in (
        Session.objects.of(user)
        .done()
        .between(*window)
        .annotate(worst=Max("items__pain_high"))
        .values_list("pk", "local_date", "pain", "worst", "tiredness")
        .order_by()
    ):
        sessions[day] = max(sessions.get(day, 0), said or 0, worst or 0)
        named |= {key: worst} if worst else {}
        tired |= {day: tiredness} if tiredness else {}
    return _followed(
        BackState(
            today=today,
            usual=Decimal(user.usual_pain or 0),
            mornings=mornings,
            sessions=sessions,
            tired=tired,
            marks=marks,
            named=named,
            courses={},
        )
    )


def _followed(back: BackState) -> BackState:
    """Return the state with the courses that follow from its reports."""
    courses = follow(
        mornings={day: each.pain for day, each in back.mornings.items()},
        said={day for day, kind in back.marks.items() if kind == Said.SAID},
        settled={day for day, kind in back.marks.items() if kind == Said.ENDED},
        sessions=back.sessions,
        usual=back.usual,
        until=back.today,
    )
    return replace(back, courses=courses)


def recent(back: BackState) -> BackState:
    """Reduce a full back state to the days that Today reads.

    Every page must show and refuse the same because of a flare-up as Today does.
    """
    since = back.today - timedelta(days=DAYS_READ)

    def kept(said: Mapping[date, Row]) -> dict[date, Row]:
        return {day: each for day, each in said.items() if day >= since}

    return _followed(
        replace(
            back,
            mornings=kept(back.mornings),
            sessions=kept(back.sessions),
            tired=kept(back.tired),
            marks=kept(back.marks),
        )
    )


def without_this_morning(back: BackState) -> BackState:
    """Return the state as it was before today's entry."""
    mornings = {day: each for day, each in back.mornings.items() if day != back.today}
    return _followed(replace(back, mornings=mornings))


def full_back_state(user: User, today: date) -> BackState:
    """Return the state of the back with its whole history. Three queries.

    Targets need it: they must not change because a report grows old.
    """
    return back_state(user, today, since=date.min)


def is_ramping(user: User, today: date) -> bool:
    """Return whether two days of rest are required between sessions now, on the way back from a
    flare.

    Two queries if nothing was reported, otherwise up to five.
    """
    since = today - timedelta(days=DAYS_READ)
    said = FlareMark.objects.of(user).filter(day__gte=since).exists()
    if not said and not MorningCheck.objects.of(user).filter(day__gte=since).exists():
        return False
    return back_state(user, today).is_ramping
