"""What was done of each exercise: rows of the log → values that `planning` judges."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from accounts.models import User
from exercises.vocabulary import Phase, Sides
from routines.facts.back_state import BackState
from routines.models import Session, SessionItem, SetLog, Side
from routines.models.session import SessionQuerySet
from routines.planning.cut_offs import Zone, zone
from routines.planning.flare import Course, FlareState
from routines.planning.loads import Unit
from routines.planning.progression import Performance, SetResult

SIDES = {Side.LEFT.value, Side.RIGHT.value}


class LoggedItem(NamedTuple):
    """The columns of a strength item, and of its session, that decide about targets."""

    pk: UUID
    slug: str
    pattern: str
    load_unit: str
    form_kept: bool | None
    pain_high: int | None
    per_side: bool
    sides: str
    session: UUID
    day: date
    started_at: datetime
    eased: str
    pain: int | None
    rir: int | None
    stopped: bool

    @property
    def is_sided(self) -> bool:
        """Whether a set is whole only with both of its sides."""
        return self.per_side and self.sides in set(Sides)


_COLUMNS = (
    *("pk", "exercise", "exercise__pattern", "load_unit", "form_kept", "pain_high", "per_side"),
    *("sides", "session", "session__local_date", "session__started_at", "session__eased"),
    *("session__pain", "session__rir", "session__stopped"),
)


class LoggedSet(NamedTuple):
    """The columns of a set that decide about targets."""

    item: UUID
    number: int
    side: str
    amount: int
    load_kg: Decimal | None
    rir: int | None


@dataclass(frozen=True, kw_only=True)
class Log:
    """The strength items of finished sessions, oldest first, and the sets of each."""

    items: Sequence[LoggedItem]
    sets: Mapping[UUID, Sequence[LoggedSet]]


@dataclass(frozen=True, kw_only=True)
class DatedPerformance:
    """A performance, and when its session began."""

    started_at: datetime
    performance: Performance


@dataclass(frozen=True, kw_only=True)
class Before:
    """What the performances after a `day` depend on of earlier ones.

    `trained`: the last day of each pattern; `comfortable`: by slug, whether the form was confirmed
    last.
    """

    day: date = date.min
    trained: Mapping[str, date]
    comfortable: Mapping[str, bool]


NOTHING_BEFORE = Before(trained={}, comfortable={})


def read_log(user: User, *, after: date = date.min, to: date, until: datetime | None = None) -> Log:
    """Return what was done after one day and up to another. Two queries; one if it is nothing.

    Of the last day itself, only sessions that began before `until`.
    """
    done = Session.objects.of(user).done()
    sessions = done.before(to, until) if until else done.filter(local_date__lte=to)
    sessions = sessions.filter(local_date__gt=after) if after > date.min else sessions
    items = SessionItem.objects.of(user).filter(phase=Phase.STRENGTH, session__in=sessions)
    items = items.order_by("session__local_date", "session__started_at", "position", "pk")
    found = [LoggedItem(*row) for row in items.values_list(*_COLUMNS)]
    return Log(items=found, sets=_sets(user, sessions) if found else {})


def _sets(user: User, sessions: SessionQuerySet) -> dict[UUID, list[LoggedSet]]:
    logs = (
        SetLog.objects.of(user)
        .standing()
        .filter(item__phase=Phase.STRENGTH, item__session__in=sessions)
        .order_by("number", "logged_at")
        .values_list("item", "number", "side", "amount", "load_kg", "rir")
    )
    found: dict[UUID, list[LoggedSet]] = defaultdict(list)
    for row in logs:
        each = LoggedSet(*row)
        found[each.item].append(each)
    return found


def days_of_patterns(log: Log, before: Before = NOTHING_BEFORE) -> dict[str, list[date]]:
    """Return the days on which each pattern was trained, ascending."""
    found = defaultdict(list, {pattern: [day] for pattern, day in before.trained.items()})
    for item in log.items:
        if item.day > before.day and item.pk in log.sets:
            found[item.pattern].append(item.day)
    return found


def comfortable_after(log: Log, slugs: Container[str], before: Before) -> dict[str, bool]:
    """Return, by slug, whether the form of an exercise was confirmed when it was last reported."""
    said = {
        item.slug: item.form_kept
        for item in log.items
        if item.slug in slugs and item.day > before.day and item.form_kept is not None
    }
    return {**before.comfortable, **said}


def performances(
    log: Log,
    slugs: Iterable[str],
    back: BackState,
    courses: Mapping[date, Course],
    before: Before = NOTHING_BEFORE,
) -> dict[str, list[DatedPerformance]]:
    """Return the performances of each exercise after the day of `before`, by slug, oldest first.

    `back` and `courses` must reach back to that day. An exercise that hurt before its first set was
    over counts too.
    """
    found: dict[str, list[DatedPerformance]] = {slug: [] for slug in slugs}
    trained = days_of_patterns(log, before)
    comfortable = dict(before.comfortable)
    for item in log.items:
        if item.slug not in found or item.day <= before.day:
            continue
        if item.form_kept is not None:
            comfortable[item.slug] = item.form_kept
        if item.pk not in log.sets and zone(_pain(item, back)) == Zone.GREEN:
            continue
        done = _performance(
            item,
            _whole_sets(item, log.sets.get(item.pk, [])),
            back=back,
            course=courses.get(item.day) or nothing_said(back),
            days_off=_days_off(item, trained[item.pattern]),
            comfortable=comfortable.get(item.slug, False),
        )
        found[item.slug].append(DatedPerformance(started_at=item.started_at, performance=done))
    return found


def nothing_said(back: BackState) -> Course:
    """Return the state of flare before the first report."""
    return Course(state=FlareState.NORMAL, baseline=back.usual)


def _pain(item: LoggedItem, back: BackState) -> int:
    """Return the pain that counts for an exercise.

    That is its own; the whole session's counts too, unless one exercise was reported to hurt as
    much.
    """
    whole = item.pain or 0
    own = item.pain_high or 0
    return own if back.named.get(item.session, 0) >= whole else max(own, whole)


def _performance(
    item: LoggedItem,
    sets: tuple[SetResult, ...],
    *,
    back: BackState,
    course: Course,
    days_off: int | None,
    comfortable: bool,
) -> Performance:
    morning = back.mornings.get(item.day + timedelta(days=1))
    return Performance(
        day=item.day,
        sets=sets,
        pain=_pain(item, back),
        own_pain=item.pain_high or 0,
        form_kept=item.form_kept is not False,
        morning_pain=morning.pain if morning else None,
        stop_symptom=item.stopped,
        effort=None if item.rir is None else 10 - item.rir,
        baseline=course.baseline,
        state=course.state,
        days_off=days_off,
        eased=bool(item.eased),
        unit=Unit(item.load_unit),
        comfortable=comfortable,
    )


def _days_off(item: LoggedItem, trained: Sequence[date]) -> int | None:
    """Return the days since its pattern was last trained; None the first time."""
    before = bisect_left(trained, item.day)
    return (item.day - trained[before - 1]).days if before else None


def _whole_sets(item: LoggedItem, rows: Sequence[LoggedSet]) -> tuple[SetResult, ...]:
    """Return one result for each set: the weaker side's, and none for a set of one side only."""
    by_number: dict[int, list[LoggedSet]] = defaultdict(list)
    for row in rows:
        by_number[row.number].append(row)
    return tuple(
        _weaker(group)
        for group in by_number.values()
        if not item.is_sided or {row.side for row in group} >= SIDES
    )


def _weaker(rows: Sequence[LoggedSet]) -> SetResult:
    left = [row.rir for row in rows if row.rir is not None]
    return SetResult(
        amount=min(row.amount for row in rows),
        load=min(row.load_kg or Decimal(0) for row in rows),
        rir=min(left, default=None),
    )
