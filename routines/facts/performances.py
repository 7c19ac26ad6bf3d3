"""What was done of each exercise: rows of the log → values that `planning` judges."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import UUIDField

from backhealth.prepared import Given, Prepared
from exercises.vocabulary import Phase, Sides
from routines.facts.back_state import BackState, DoneSession, pain_before_next
from routines.models import SessionItem, SetLog, Side
from routines.planning.cut_offs import Zone, zone
from routines.planning.find_weight import Finds
from routines.planning.flare import Course, FlareState
from routines.planning.loads import Unit, load_of
from routines.planning.progression import Performance, SetResult

SIDES = {Side.LEFT.value, Side.RIGHT.value}
WAYS = {way.value for way in Sides}


class LoggedItem(NamedTuple):
    """The columns of a strength item that decide about targets."""

    pk: UUID
    slug: str
    pattern: str
    load_unit: str
    load: Decimal | None
    load_helps: bool
    form_kept: bool | None
    pain_high: int | None
    per_side: bool
    sides: str
    session: UUID
    sets: int
    lo: int
    finds: str | None
    out_of_time: int

    @property
    def is_sided(self) -> bool:
        """Whether a set is whole only with both of its sides."""
        return self.per_side and self.sides in WAYS


_COLUMNS = (
    *("pk", "exercise", "exercise__pattern", "load_unit", "load", "load_helps"),
    *(
        "form_kept",
        "pain_high",
        "per_side",
        "sides",
        "session",
        "sets",
        "lo",
        "why__finds",
        "out_of_time",
    ),
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
    """The strength items of finished sessions, oldest first with the session of each, and the sets
    of each."""

    items: Sequence[tuple[DoneSession, LoggedItem]]
    sets: Mapping[UUID, Sequence[LoggedSet]]


@dataclass(frozen=True, kw_only=True)
class DatedPerformance:
    """A performance, and when its session began."""

    started_at: datetime
    performance: Performance


@dataclass(frozen=True, kw_only=True)
class Before:
    """What the performances after a `day` depend on of earlier ones.

    `trained`: the last day of each pattern; `comfortable`: by slug, whether the form is known to
    hold.
    """

    day: date = date.min
    trained: Mapping[str, date]
    comfortable: Mapping[str, bool]


NOTHING_BEFORE = Before(trained={}, comfortable={})


_SESSIONS = Given("sessions", UUIDField())
# By the person's sessions alone: with the person named as well, SQLite reads all their items.
_ITEMS = Prepared(
    lambda: (
        SessionItem.objects.filter(phase=Phase.STRENGTH, session__in=_SESSIONS)
        .order_by("position", "pk")
        .values_list(*_COLUMNS)
    )
)
_SETS = Prepared(
    lambda: (
        SetLog.objects.standing()
        .filter(item__phase=Phase.STRENGTH, item__session__in=_SESSIONS)
        .order_by("number", "logged_at")
        .values_list("item", "number", "side", "amount", "load_kg", "rir")
    )
)


def read_log(sessions: Iterable[DoneSession]) -> Log:
    """Return what was done in these sessions of a person. Two queries, none without a session."""
    by_key = {each.pk: each for each in sessions}
    if not by_key:
        return Log(items=[], sets={})
    by_session: dict[UUID, list[LoggedItem]] = defaultdict(list)
    for row in _ITEMS(sessions=list(by_key)):
        each = LoggedItem(*row)
        by_session[each.session].append(each)
    return Log(
        items=[(session, item) for key, session in by_key.items() for item in by_session[key]],
        sets=_sets(by_key),
    )


def _sets(sessions: Iterable[UUID]) -> dict[UUID, list[LoggedSet]]:
    found: dict[UUID, list[LoggedSet]] = defaultdict(list)
    for row in _SETS(sessions=list(sessions)):
        each = LoggedSet(*row)
        found[each.item].append(each)
    return found


def days_of_patterns(log: Log, before: Before = NOTHING_BEFORE) -> dict[str, list[date]]:
    """Return the days on which each pattern was trained, ascending."""
    found = defaultdict(list, {pattern: [day] for pattern, day in before.trained.items()})
    for session, item in log.items:
        if session.day > before.day and item.pk in log.sets:
            found[item.pattern].append(session.day)
    return found


def comfortable_after(log: Log, slugs: Container[str], before: Before) -> dict[str, bool]:
    """Return, by slug, whether the form of an exercise is known to hold."""
    found = dict(before.comfortable)
    for session, item in log.items:
        if item.slug in slugs and session.day > before.day:
            found[item.slug] = _form_holds(item, log, was_known=found.get(item.slug, False))
    return found


def _form_holds(item: LoggedItem, log: Log, *, was_known: bool) -> bool:
    """Return whether the form is known to hold after a session: as the person said, or else because
    every set reached what was asked (brief.md D4)."""
    if item.form_kept is not None:
        return item.form_kept
    if was_known:
        return True
    sets = _whole_sets(item, log.sets.get(item.pk, []))
    return len(sets) >= item.sets and all(each.amount >= item.lo for each in sets)


def performances(
    log: Log,
    slugs: Iterable[str],
    back: BackState,
    courses: Mapping[date, Course],
    before: Before = NOTHING_BEFORE,
    *,
    until: datetime | None = None,
) -> dict[str, list[DatedPerformance]]:
    """Return the performances of each exercise after the day of `before`, by slug, oldest first.

    `back` and `courses` must reach back to that day. An exercise that hurt before its first set was
    over counts too. On the last day of `back`, the pain before a session counts if that began by
    `until`.
    """
    found: dict[str, list[DatedPerformance]] = {slug: [] for slug in slugs}
    trained = days_of_patterns(log, before)
    comfortable = dict(before.comfortable)
    next_before = pain_before_next(back, until)
    for session, item in log.items:
        if item.slug not in found or session.day <= before.day:
            continue
        was_known = comfortable.get(item.slug, False)
        comfortable[item.slug] = _form_holds(item, log, was_known=was_known)
        course = courses.get(session.day) or nothing_said(back)
        in_zone = zone(_pain(session, item), course.baseline)
        if item.pk not in log.sets and in_zone == Zone.GREEN:
            continue
        morning = back.mornings.get(session.day + timedelta(days=1))
        done = _performance(
            session,
            item,
            _whole_sets(item, log.sets.get(item.pk, [])),
            morning=morning,
            # Only where no morning is: the next session may come after a checkpoint.
            next_before=next_before.get(session.day) if morning is None else None,
            course=course,
            days_off=_days_off(session.day, trained[item.pattern]),
            comfortable=comfortable[item.slug],
        )
        found[item.slug].append(DatedPerformance(started_at=session.started_at, performance=done))
    return found


def nothing_said(back: BackState) -> Course:
    """Return the state of flare before the first report."""
    return Course(state=FlareState.NORMAL, baseline=back.usual)


def _pain(session: DoneSession, item: LoggedItem) -> int:
    """Return the pain that counts for an exercise.

    That is its own; the whole session's counts too, unless one exercise was reported to hurt as
    much.
    """
    whole = session.pain or 0
    own = item.pain_high or 0
    return own if (session.named or 0) >= whole else max(own, whole)


def _performance(  # noqa: PLR0913 — all that decides about a target
    session: DoneSession,
    item: LoggedItem,
    sets: tuple[SetResult, ...],
    *,
    morning: int | None,
    next_before: int | None,
    course: Course,
    days_off: int | None,
    comfortable: bool,
) -> Performance:
    return Performance(
        day=session.day,
        sets=sets,
        pain=_pain(session, item),
        own_pain=item.pain_high or 0,
        form_kept=item.form_kept is not False,
        morning_pain=morning,
        next_before=next_before,
        stop_symptom=session.stopped,
        effort=None if session.rir is None else 10 - session.rir,
        baseline=course.baseline,
        state=course.state,
        days_off=days_off,
        eased=bool(session.eased),
        unit=Unit(item.load_unit),
        comfortable=comfortable,
        finds=Finds(item.finds) if item.finds else None,
        asked_sets=item.sets if item.out_of_time else None,
    )


def _days_off(day: date, trained: Sequence[date]) -> int | None:
    """Return the days since a pattern was last trained; None the first time."""
    before = bisect_left(trained, day)
    return (day - trained[before - 1]).days if before else None


def _whole_sets(item: LoggedItem, rows: Sequence[LoggedSet]) -> tuple[SetResult, ...]:
    """Return one result for each set: the weaker side's, and none for a set of one side only."""
    by_number: dict[int, list[LoggedSet]] = defaultdict(list)
    for row in rows:
        by_number[row.number].append(row)
    return tuple(
        _weaker(group, item)
        for group in by_number.values()
        if not item.is_sided or {row.side for row in group} >= SIDES
    )


def _weaker(rows: Sequence[LoggedSet], item: LoggedItem) -> SetResult:
    left = [row.rir for row in rows if row.rir is not None]
    return SetResult(
        amount=min(row.amount for row in rows),
        load=min(_load(row, item) for row in rows),
        rir=min(left, default=None),
    )


def _load(row: LoggedSet, item: LoggedItem) -> Decimal:
    """Return the load of a set in kg, below 0 for help; if none was typed, the help asked for."""
    if not item.load_helps:
        return row.load_kg or Decimal(0)
    if row.load_kg is None:
        return load_of(item.load, Unit(item.load_unit), helps=True)
    return load_of(row.load_kg, Unit.KG, helps=True)
