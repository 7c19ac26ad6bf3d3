"""The state of a person's back on a day, worked out from the reports of half a year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from statistics import mean
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from backhealth.prepared import Prepared
from routines.models import FlareMark, MorningCheck, Said, Session, SessionItem
from routines.models.owned import FIRST, LAST, PERSON
from routines.models.session import DONE
from routines.planning.baseline import COUNTS_FOR
from routines.planning.deload import Signs
from routines.planning.easing import Ease
from routines.planning.flare import (
    RAMPS,
    Advice,
    Course,
    FlareState,
    Reports,
    advice,
    follow,
    is_recent,
)

# How many days back entries are read: long enough for the advice, and the same after ten years.
# What a page shows or refuses because of a flare-up depends on these alone; targets depend on
# all reports (`facts.fold`).
DAYS_READ = COUNTS_FOR.days
DAY = timedelta(days=1)


class DoneSession(NamedTuple):
    """The columns of a session that decide about the back and about targets.

    `named` is the highest pain reported for one of its exercises, `pain_before` the pain before it,
    `tired` 1 to 5.
    """

    pk: UUID
    day: date
    started_at: datetime
    pain: int | None
    named: int | None
    pain_before: int | None
    tired: int | None
    rir: int | None
    eased: str
    stopped: bool
    plan: UUID | None
    programme_day: str
    status: str
    short: bool

    @property
    def is_done(self) -> bool:
        return self.status in DONE


class Started(NamedTuple):
    """A session that runs, and the pain before it, None if it wasn't reported."""

    day: date
    started_at: datetime
    pain_before: int | None


_COLUMNS = (
    *("pk", "local_date", "started_at", "pain", "named"),
    *("pain_before", "tiredness"),
    *("rir", "eased", "stopped", "plan", "programme_day", "status", "short"),
)


@dataclass(frozen=True, kw_only=True)
class BackState:
    """The reports from `since` up to `today`, and what follows from them.

    `usual`: the usual pain given at the start, None if it wasn't. `earlier`: the last day of a
    session before `since`. `mornings`: the pain of each. `done`: the strength sessions, oldest
    first. `running`: the one that runs, None if none does. `marks`: the person's reports of
    flare-ups, by day. `courses`: the state of flare on each day.
    """

    since: date
    today: date
    usual: Decimal | None
    mornings: Mapping[date, int]
    done: Sequence[DoneSession]
    marks: Mapping[date, str]
    courses: Mapping[date, Course]
    earlier: date | None = None
    running: Started | None = None

    @cached_property
    def sessions(self) -> dict[date, int]:
        """The highest pain of the strength sessions of each day, ascending."""
        found: dict[date, int] = {}
        for each in self.done:
            found[each.day] = max(found.get(each.day, 0), each.pain or 0, each.named or 0)
        return found

    @property
    def has_trained(self) -> bool:
        """Whether any strength session was done, now or long ago."""
        return bool(self.done) or self.earlier is not None

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
    def flared_recently(self) -> bool:
        """Whether there is a flare or a way back, or was one within the last 14 days (brief.md
        D7)."""
        return is_recent(self.course, self.today)

    @property
    def advice(self) -> Advice | None:
        return advice(self.course, self.today)

    @property
    def this_morning(self) -> int | None:
        return self.mornings.get(self.today)

    @property
    def asks_this_morning(self) -> bool:
        """Whether to ask for today's pain: the day after a session, and daily in a flare (brief.md
        D1, D7)."""
        after_session = self.today - DAY in self.sessions
        return self.this_morning is None and (after_session or self.state != FlareState.NORMAL)

    def mean_pain(self, first: date, last: date) -> Decimal | None:
        """Return the mean pain of the mornings from `first` to `last`, both included; None without
        any."""
        found = [Decimal(pain) for day, pain in self.mornings.items() if first <= day <= last]
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
            tired=list(self._tired_since(self.today - week).values()),
        )

    def _tired_since(self, first: date) -> dict[date, int]:
        return {each.day: each.tired for each in self.done if each.day >= first and each.tired}


def back_state(user: User, today: date) -> BackState:
    """Return the state of the back on a day. Three queries."""
    since = today - timedelta(days=DAYS_READ)
    back = _reports(user, since, today)
    return replace(back, courses=courses(back))


def pain_before_next(back: BackState, until: datetime | None = None) -> dict[date, int | None]:
    """Return, for each day with a session, the pain before the next one on a later day.

    None if it wasn't reported; a day without a next session is missing. On the last day, only
    sessions that began by `until` count. A session that runs counts if it is the latest.
    """
    begun: list[DoneSession | Started] = [
        each
        for each in back.done
        if until is None or each.day < back.today or each.started_at <= until
    ]
    if back.running and (not begun or begun[-1].day < back.running.day):
        begun.append(back.running)
    first: dict[date, int | None] = {}
    for each in begun:
        first.setdefault(each.day, each.pain_before)
    return {day: first[later] for day, later in pairwise(first)}


def courses(back: BackState, *, start: tuple[date, Course] | None = None) -> dict[date, Course]:
    """Return the state of flare on each day of its reports, or on each one after `start`."""
    reports = Reports(
        mornings=back.mornings,
        said={day for day, kind in back.marks.items() if kind == Said.SAID},
        settled={day for day, kind in back.marks.items() if kind == Said.ENDED},
        sessions=back.sessions,
        before={each.day: each.pain_before for each in back.done if each.pain_before is not None},
        usual=back.usual,
    )
    return follow(reports, until=back.today, start=start)


def reaching(back: BackState, user: User, first: date) -> BackState:
    """Return the state with the reports from an earlier day on; what follows stays as it was.

    Three queries if any of these reports is missing, otherwise none.
    """
    if back.since <= first:
        return back
    before = _reports(user, first, back.since - DAY)
    return replace(
        back,
        since=first,
        mornings={**before.mornings, **back.mornings},
        done=[*before.done, *back.done],
        running=back.running or before.running,
        marks={**before.marks, **back.marks},
    )


def _reports(user: User, first: date, last: date) -> BackState:
    asked = {"user": user, "first": first, "last": last}
    sessions = [DoneSession(*row) for row in _SESSIONS(**asked)]
    return BackState(
        since=first,
        today=last,
        usual=None if user.usual_pain is None else Decimal(user.usual_pain),
        mornings=dict(_MORNINGS(**asked)),
        done=[each for each in sessions if each.is_done and each.day >= first],
        running=next((_started(each) for each in sessions if not each.is_done), None),
        marks=dict(_MARKS(**asked)),
        courses={},
        earlier=next((each.day for each in sessions if each.is_done and each.day < first), None),
    )


def _started(each: DoneSession) -> Started:
    return Started(each.day, each.started_at, each.pain_before)


def _sessions() -> QuerySet[Session, Any]:
    """Select the sessions from the first day to the last, and before them the last ones before.

    The one that runs is among them, if its day is.
    """
    # What was brought along long after it was trained is a fact for the log alone.
    mine = Session.objects.of(PERSON).filter(for_targets=True)
    began, done = mine.began(), mine.done()
    day_before = done.filter(local_date__lt=FIRST).order_by("-local_date").values("local_date")[:1]
    hurt = SessionItem.objects.filter(session=OuterRef("pk"), pain_high__isnull=False)
    return (
        began.filter(local_date__gte=Coalesce(Subquery(day_before), FIRST), local_date__lte=LAST)
        .order_by("local_date", "started_at")
        .annotate(named=Subquery(hurt.order_by("-pain_high").values("pain_high")[:1]))
        .values_list(*_COLUMNS)
    )


_SESSIONS = Prepared(_sessions)
_MORNINGS = Prepared(
    lambda: (
        MorningCheck.objects.of(PERSON).filter(day__range=(FIRST, LAST)).values_list("day", "pain")
    )
)
_MARKS = Prepared(
    lambda: FlareMark.objects.of(PERSON).filter(day__range=(FIRST, LAST)).values_list("day", "kind")
)


def without_this_morning(back: BackState) -> BackState:
    """Return the state as it was before today's entry."""
    mornings = {day: pain for day, pain in back.mornings.items() if day != back.today}
    back = replace(back, mornings=mornings)
    return replace(back, courses=courses(back))


def with_morning(back: BackState, day: date, pain: int) -> BackState:
    """Return the state with the entry of a day, new or corrected; the same for a day that it
    doesn't reach back to."""
    if not back.since <= day <= back.today:
        return back
    changed = replace(back, mornings={**back.mornings, day: pain})
    # The days before stay as they are.
    before = back.courses.get(day - DAY)
    later = courses(changed, start=(day - DAY, before) if before else None)
    return replace(changed, courses={**back.courses, **later})


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
