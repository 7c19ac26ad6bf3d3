"""What was done of each exercise: rows of the log → values that `planning` judges."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts.models import User
from exercises.vocabulary import Phase
from routines.facts.back_state import BackState
from routines.models import Session, SessionItem, SetLog, Side
from routines.models.session import SessionQuerySet
from routines.planning.cut_offs import Zone, zone
from routines.planning.loads import Unit
from routines.planning.progression import Performance, SetResult

COLUMNS = (
    "load_unit",
    "exercise__pattern",
    "form_kept",
    "pain_high",
    "per_side",
    "sides",
    "session__eased",
    "session__local_date",
    "session__pain",
    "session__rir",
    "session__started_at",
    "session__stopped",
)
SIDES = {Side.LEFT.value, Side.RIGHT.value}


@dataclass(frozen=True, kw_only=True)
class DatedPerformance:
    """A performance, and when its session began."""

    started_at: datetime
    performance: Performance


def histories(
    user: User, slugs: Iterable[str], back: BackState, *, until: datetime | None = None
) -> dict[str, list[DatedPerformance]]:
    """Return the performances of each exercise in finished sessions, by slug, oldest first.

    Up to the day of `back`; on that day itself, only sessions that began before `until`. An
    exercise that hurt before its first set was over counts too. Three queries, for any number of
    sessions.
    """
    items = list(
        SessionItem.objects.of(user)
        .filter(exercise__in=list(slugs), phase=Phase.STRENGTH)
        .filter(session__in=_sessions(user, back.today, until))
        .select_related("session", "exercise")
        .order_by("session__local_date", "session__started_at", "position", "pk")
        .only(*COLUMNS)
    )
    sets = _sets(user, slugs)
    trained = _days_of_patterns(user)
    found: dict[str, list[DatedPerformance]] = {slug: [] for slug in slugs}
    comfortable: dict[str, bool] = defaultdict(bool)
    for item in items:
        pain = _pain(item, back.named.get(item.session_id, 0))
        if item.form_kept is not None:
            comfortable[item.exercise_id] = item.form_kept
        if not sets[item.pk] and zone(pain) == Zone.GREEN:
            continue
        done = _performance(
            item,
            _whole_sets(item, sets[item.pk]),
            pain=pain,
            back=back,
            days_off=_days_off(item, trained[item.exercise.pattern]),
            comfortable=comfortable[item.exercise_id],
        )
        found[item.exercise_id].append(
            DatedPerformance(started_at=item.session.started_at, performance=done)
        )
    return found


def _sessions(user: User, day: date, until: datetime | None) -> SessionQuerySet:
    done = Session.objects.of(user).done()
    return done.before(day, until) if until else done.filter(local_date__lte=day)


def _pain(item: SessionItem, highest: int) -> int:
    """Return the pain that counts for an exercise.

    That is its own; the whole session's counts too, unless one exercise was reported to hurt as
    much.
    """
    whole = item.session.pain or 0
    own = item.pain_high or 0
    return own if highest >= whole else max(own, whole)


def _performance(
    item: SessionItem,
    sets: tuple[SetResult, ...],
    *,
    pain: int,
    back: BackState,
    days_off: int | None,
    comfortable: bool,
) -> Performance:
    session = item.session
    course = back.course_on(session.local_date)
    morning = back.mornings.get(session.local_date + timedelta(days=1))
    return Performance(
        day=session.local_date,
        sets=sets,
        pain=pain,
        own_pain=item.pain_high or 0,
        form_kept=item.form_kept is not False,
        morning_pain=morning.pain if morning else None,
        stop_symptom=session.stopped,
        effort=None if session.rir is None else 10 - session.rir,
        baseline=course.baseline,
        state=course.state,
        days_off=days_off,
        eased=bool(session.eased),
        unit=Unit(item.load_unit),
        comfortable=comfortable,
    )


def _days_of_patterns(user: User) -> dict[str, list[date]]:
    """Return the days on which each pattern was trained, ascending."""
    rows = (
        SessionItem.objects.of(user)
        .filter(phase=Phase.STRENGTH, session__in=Session.objects.of(user).done())
        .filter(Exists(SetLog.objects.standing().filter(item=OuterRef("pk"))))
        .values_list("exercise__pattern", "session__local_date")
        .order_by("session__local_date")
        .distinct()
    )
    found: dict[str, list[date]] = defaultdict(list)
    for pattern, day in rows:
        found[pattern].append(day)
    return found


def _days_off(item: SessionItem, trained: Sequence[date]) -> int | None:
    """Return the days since its pattern was last trained; None the first time."""
    day = item.session.local_date
    before = trained[: bisect_left(trained, day)]
    return (day - before[-1]).days if before else None


_SetRow = tuple[UUID, int, str, int, Decimal | None, int | None]


def _sets(user: User, slugs: Iterable[str]) -> dict[UUID, list[_SetRow]]:
    logs = (
        SetLog.objects.of(user)
        .standing()
        .filter(item__exercise__in=list(slugs))
        .order_by("number", "logged_at")
        .values_list("item", "number", "side", "amount", "load_kg", "rir")
    )
    found: dict[UUID, list[_SetRow]] = defaultdict(list)
    for row in logs:
        found[row[0]].append(row)
    return found


def _whole_sets(item: SessionItem, rows: Sequence[_SetRow]) -> tuple[SetResult, ...]:
    """Return one result for each set: the weaker side's, and none for a set of one side only."""
    by_number: dict[int, list[_SetRow]] = defaultdict(list)
    for row in rows:
        by_number[row[1]].append(row)
    sided = item.side_by_side or item.is_paired
    return tuple(
        _weaker(group)
        for group in by_number.values()
        if not sided or {row[2] for row in group} >= SIDES
    )


def _weaker(rows: Sequence[_SetRow]) -> SetResult:
    left = [row[5] for row in rows if row[5] is not None]
    return SetResult(
        amount=min(row[3] for row in rows),
        load=min(row[4] or Decimal(0) for row in rows),
        rir=min(left, default=None),
    )
