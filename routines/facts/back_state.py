"""The state of a person's back on a day, worked out from the reports of half a year."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import mean
from typing import TypeVar
from uuid import UUID

from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from routines.models import FlareMark, MorningCheck, Said, Session
from routines.planning.deload import Signs
from routines.planning.easing import Ease
from routines.planning.flare import RAMPS, Advice, Course, FlareState, advice, follow

Row = TypeVar("Row")
# How many days back entries are read: long enough for the advice, and the same after ten years.
# Whatever a page shows or refuses because of a flare-up depends on these alone; targets depend on
# all reports (`facts.fold`).
DAYS_READ = 182


@dataclass(frozen=True, kw_only=True)
class BackState:
    """The reports from `since` up to `today`, and what follows from them.

    `usual`: the usual pain given at the start. `earlier`: the last day of a session before `since`.
    `sessions`: the highest pain of each day's strength
    sessions. `tired`: 1 to 5, by the day of the session. `marks`: the person's reports of
    flare-ups, by day. `named`: the highest pain reported for a single exercise, by session.
    `courses`: the state of flare on each day.
    """

    since: date
    today: date
    usual: Decimal
    mornings: Mapping[date, MorningCheck]
    sessions: Mapping[date, int]
    tired: Mapping[date, int]
    marks: Mapping[date, str]
    named: Mapping[UUID, int]
    courses: Mapping[date, Course]
    earlier: date | None = None

    @property
    def course(self) -> Course:
        return self.courses[self.today]

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


def back_state(user: User, today: date) -> BackState:
    """Return the state of the back on a day. Three queries."""
    since = today - timedelta(days=DAYS_READ)
    back = _reports(user, since, today)
    return replace(back, courses=courses(back))


def courses(back: BackState, *, start: tuple[date, Course] | None = None) -> dict[date, Course]:
    """Return the state of flare on each day of its reports, or on each one after `start`."""
    return follow(
        mornings={day: each.pain for day, each in back.mornings.items()},
        said={day for day, kind in back.marks.items() if kind == Said.SAID},
        settled={day for day, kind in back.marks.items() if kind == Said.ENDED},
        sessions=back.sessions,
        usual=back.usual,
        until=back.today,
        start=start,
    )


def reaching(back: BackState, user: User, first: date) -> BackState:
    """Return the state with the reports from an earlier day on; what follows stays as it was.

    Three queries if any of these reports is missing, otherwise none.
    """
    if back.since <= first:
        return back
    before = _reports(user, first, back.since - timedelta(days=1))
    return replace(
        back,
        since=first,
        mornings={**before.mornings, **back.mornings},
        sessions={**before.sessions, **back.sessions},
        tired={**before.tired, **back.tired},
        marks={**before.marks, **back.marks},
        named={**before.named, **back.named},
    )


def _reports(user: User, first: date, last: date) -> BackState:
    window = (first, last)
    mornings = {each.day: each for each in MorningCheck.objects.of(user).filter(day__range=window)}
    marks = dict(FlareMark.objects.of(user).filter(day__range=window).values_list("day", "kind"))
    sessions: dict[date, int] = {}
    tired: dict[date, int] = {}
    named: dict[UUID, int] = {}
    earlier = None
    done = Session.objects.of(user).done()
    last_before = done.filter(local_date__lt=first).values("local_date").order_by("-local_date")
    for key, day, said, worst, tiredness in (
        done.filter(local_date__gte=Coalesce(Subquery(last_before[:1]), first))
        .filter(local_date__lte=last)
        .annotate(worst=Max("items__pain_high"))
        .values_list("pk", "local_date", "pain", "worst", "tiredness")
        .order_by()
    ):
        if day < first:
            earlier = day
            continue
        sessions[day] = max(sessions.get(day, 0), said or 0, worst or 0)
        named |= {key: worst} if worst else {}
        tired |= {day: tiredness} if tiredness else {}
    return BackState(
        since=first,
        today=last,
        usual=Decimal(user.usual_pain or 0),
        mornings=mornings,
        sessions=sessions,
        tired=tired,
        marks=marks,
        named=named,
        courses={},
        earlier=earlier,
    )


def without_this_morning(back: BackState) -> BackState:
    """Return the state as it was before today's entry."""
    mornings = {day: each for day, each in back.mornings.items() if day != back.today}
    back = replace(back, mornings=mornings)
    return replace(back, courses=courses(back))


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
