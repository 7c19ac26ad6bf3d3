"""The weeks of the log: a row for each session, and the sets of those that are asked for."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    UUIDField,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import User
from backhealth.prepared import Given, Prepared
from exercises.vocabulary import Phase, Sides
from history.models import Activity
from history.planning.minutes import minutes_of
from history.planning.weeks import first_of_week
from routines.facts.day_notes import NotedDay, noted_days
from routines.facts.logged import LoggedItem, logged_by_session
from routines.models import DayNote, MorningCheck, Session, SessionItem, SetLog, Skip
from routines.models.owned import FIRST, LAST, PERSON
from routines.models.session import DONE

Row = TypeVar("Row")

DAY, WEEK = timedelta(days=1), timedelta(days=7)
WEEKS_A_PAGE = 4


class ShownSession(NamedTuple):
    """What the log shows of a `Session`, under the same names."""

    pk: UUID
    programme_day: str
    day_name: str
    local_date: date
    status: str
    off_plan: bool
    written_later: bool
    wanted_a_week: int
    started_at: datetime
    finished_at: datetime | None
    eased: str
    pain_before: int | None
    pain: int | None
    rir: int | None
    note: str

    @property
    def counts(self) -> bool:
        """Whether it counts for the plan: it was done, and not set aside."""
        return self.status in DONE


class Hurt(NamedTuple):
    """An exercise of a session that hurt or was left out for it; `pain` is its highest, 0 to 10,
    None if none was reported."""

    session: UUID
    name: str
    pain: int | None
    skipped: str


@dataclass(frozen=True, kw_only=True)
class LoggedSession:
    """A session of the log.

    `done` of `asked` sets. `minutes`: None if it was written down later. `pain` is the
    highest of the session, `morning` that of the next morning; None if not reported. `left_out`:
    the exercises that were left out because they hurt. `items`: its exercises with their sets, None
    if they weren't asked for.
    """

    session: ShownSession
    done: int
    asked: int
    minutes: int | None
    pain: int | None
    morning: int | None
    hurt: tuple[Hurt, ...]
    left_out: tuple[str, ...]
    items: list[LoggedItem] | None


@dataclass(frozen=True, kw_only=True)
class LoggedWeek:
    """A training week with what is written down of it; `wanted`: None without a session."""

    first: date
    sessions: tuple[LoggedSession, ...]
    noted: tuple[NotedDay, ...]
    activities: tuple[Activity, ...]

    @property
    def last(self) -> date:
        return self.first + WEEK - DAY

    @property
    def done(self) -> int:
        return sum(each.session.counts for each in self.sessions)

    @property
    def wanted(self) -> int | None:
        return self.sessions[0].session.wanted_a_week if self.sessions else None

    @property
    def minutes(self) -> int:
        """The minutes of its sessions, as far as they are known."""
        return sum(each.minutes or 0 for each in self.sessions)


# --- queries ------------------------------------------------------------------------------------


def _days(order: str) -> QuerySet[Any, tuple[date]]:
    """Select the first or the last of the days up to LAST with anything in the log."""
    sessions = Session.objects.of(PERSON).in_the_log().filter(local_date__lte=LAST)
    notes = DayNote.objects.of(PERSON).standing().filter(day__lte=LAST)
    activities = Activity.objects.of(PERSON).standing().filter(day__lte=LAST)
    of_others = [rows.order_by().values_list("day") for rows in (notes, activities)]
    days = sessions.order_by().values_list("local_date").union(*of_others, all=True)
    return days.order_by(f"{order}local_date")[:1]


_FIRST_DAY, _LAST_DAY = Prepared(lambda: _days("")), Prepared(lambda: _days("-"))
_SESSIONS = Prepared(
    lambda: (
        Session.objects.of(PERSON)
        .in_the_log()
        .between(FIRST, LAST)
        .values_list(*ShownSession._fields)
    )
)
_ACTIVITIES = Prepared(
    lambda: Activity.objects.of(PERSON).standing().filter(day__range=(FIRST, LAST))
)


def _sets() -> QuerySet[SessionItem, Any]:
    """Select how many sets were done and asked for in each session, as its own page counts them:
    each side apart where it has a ✓ of its own. Of an exercise that was exchanged, or left out
    because it hurt, only those that were done were asked for."""
    ticks = SetLog.objects.standing().ticks().filter(item=OuterRef("pk")).order_by()
    done = Coalesce(Subquery(ticks.values("item").annotate(n=Count("pk")).values("n")), 0)
    given_up = Q(swapped_at__isnull=False) | Q(skipped=Skip.HURTS)
    side_by_side = Q(per_side=True, sides=Sides.EACH)  # as the item's own property has it
    asked = Case(
        When(given_up, then="done_sets"),
        When(side_by_side, then=F("sets") * 2),
        default="sets",
        output_field=IntegerField(),
    )
    items = SessionItem.objects.filter(session__in=SESSIONS, phase=Phase.STRENGTH)
    counted = (
        items.order_by()
        .annotate(done_sets=done)
        .values("session")
        .annotate(done=Sum("done_sets"), asked=Sum(asked))
    )
    return counted.values_list("session", "done", "asked")


def _hurt() -> QuerySet[SessionItem, Any]:
    hurt = Q(pain_high__gt=0) | Q(skipped=Skip.HURTS)
    items = SessionItem.objects.filter(hurt, session__in=SESSIONS, phase=Phase.STRENGTH)
    return items.values_list("session", "exercise_name", "pain_high", "skipped")


SESSIONS = Given("sessions", UUIDField())
_SETS, _HURT = Prepared(_sets), Prepared(_hurt)


# --- what the page asks for ---------------------------------------------------------------------


def last_day_of_log(user: User, until: date) -> date | None:
    """Return the last day up to `until` with a session, a note or an activity; None without one.
    One query."""
    days = _LAST_DAY(user=user, last=until)
    return days[0][0] if days else None


def first_day_of_log(user: User, until: date) -> date:
    """Return the first day of the log; `until` if it has none before. One query."""
    days = _FIRST_DAY(user=user, last=until)
    return days[0][0] if days else until


def weeks_of_log(
    user: User, newest: date, *, opened: date, mornings: Mapping[date, int]
) -> list[LoggedWeek]:
    """Return the weeks with anything in them, newest first, of the four up to the day `newest`.

    The sessions of the day `opened` have their sets. `mornings`: the pain of each. Seven queries.
    """
    first = page_start(user, newest)
    found = [ShownSession(*row) for row in _SESSIONS(user=user, first=first, last=newest)]
    sessions = _logged(found, opened=opened, mornings=mornings)
    by_week = _ByWeek(user.week_start)
    shown = by_week(sessions, lambda each: each.session.local_date)
    noted = by_week(noted_days(user, first, newest), lambda each: each.day)
    activities = by_week(_ACTIVITIES(user=user, first=first, last=newest), lambda each: each.day)
    starts = sorted({*shown, *noted, *activities}, reverse=True)
    return [
        LoggedWeek(
            first=start,
            sessions=tuple(shown.get(start, ())),
            noted=tuple(noted.get(start, ())),
            activities=tuple(activities.get(start, ())),
        )
        for start in starts
    ]


def page_start(user: User, newest: date) -> date:
    """Return the first day of the weeks that a page of the log shows."""
    return first_of_week(newest, user.week_start) - (WEEKS_A_PAGE - 1) * WEEK


def logged_session(user: User, session: Session) -> LoggedSession:
    """Return one session of the log with its sets. Five queries."""
    checks = MorningCheck.objects.of(user).filter(day=session.local_date + DAY)
    mornings = dict(checks.values_list("day", "pain"))
    shown = ShownSession(*(getattr(session, name) for name in ShownSession._fields))
    [logged] = _logged([shown], opened=session.local_date, mornings=mornings)
    return logged


def _logged(
    sessions: Sequence[ShownSession], *, opened: date, mornings: Mapping[date, int]
) -> list[LoggedSession]:
    """Return these sessions with what is shown of each. Four queries, none without a session."""
    if not sessions:
        return []
    keys = [each.pk for each in sessions]
    counts = {key: (done, asked) for key, done, asked in _SETS(sessions=keys)}
    hurt = defaultdict(list)
    for row in _HURT(sessions=keys):
        each = Hurt(*row)
        hurt[each.session].append(each)
    to_open = {each.pk for each in sessions if each.local_date == opened}
    sets = logged_by_session(to_open)
    return [
        _row(
            each,
            counts.get(each.pk, (0, 0)),
            hurt[each.pk],
            mornings.get(each.local_date + DAY),
            sets[each.pk] if each.pk in to_open else None,
        )
        for each in sessions
    ]


def _row(
    session: ShownSession,
    counts: tuple[int, int],
    hurt: list[Hurt],
    morning: int | None,
    items: list[LoggedItem] | None,
) -> LoggedSession:
    said = [each for each in (session.pain, *(item.pain for item in hurt)) if each is not None]
    return LoggedSession(
        session=session,
        done=counts[0],
        asked=counts[1],
        minutes=minutes_of(
            session.started_at, session.finished_at, written_later=session.written_later
        ),
        pain=max(said, default=None),
        morning=morning,
        hurt=tuple(each for each in hurt if each.pain),
        left_out=tuple(each.name for each in hurt if each.skipped == Skip.HURTS),
        items=items,
    )


class _ByWeek:
    """Groups what was written down by the first day of its week."""

    def __init__(self, week_start: int) -> None:
        self.week_start = week_start

    def __call__(self, rows: Iterable[Row], day_of: Callable[[Row], date]) -> dict[date, list[Row]]:
        found = defaultdict(list)
        for row in rows:
            found[first_of_week(day_of(row), self.week_start)].append(row)
        return found


class HurtOften(NamedTuple):
    """In how many sessions an exercise hurt, its highest pain, and how often it was left out."""

    name: str
    sessions: int
    pain: int
    left_out: int


def hurt_in(weeks: Iterable[LoggedWeek]) -> list[HurtOften]:
    """Return which exercises hurt in these weeks or were left out for it, the most often first."""
    sessions, left_out, pain = Counter[str](), Counter[str](), defaultdict[str, int](int)
    for week in weeks:
        for each in week.sessions:
            left_out.update(each.left_out)
            for item in each.hurt:
                sessions[item.name] += 1
                pain[item.name] = max(pain[item.name], item.pain or 0)
    names = sorted(
        {*sessions, *left_out}, key=lambda name: (-sessions[name] - left_out[name], name)
    )
    return [HurtOften(name, sessions[name], pain[name], left_out[name]) for name in names]
