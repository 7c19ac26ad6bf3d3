"""The result of a finished session, and what it means for the next one. Writes nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Prefetch

from exercises.vocabulary import Phase
from routines.facts.back_state import back_state
from routines.facts.doses import ExerciseDose, strength_of
from routines.facts.fold import plan_fold
from routines.facts.next_targets import NextTarget, next_targets
from routines.facts.session_items import at_target
from routines.models import Plan, PlannedSession, Session, SessionItem, SetLog
from routines.planning.comparison import DoneSet, Gain, gain
from routines.planning.loads import Unit, load_of
from routines.planning.steps_up import Code

# A target that stays the same needs no line of its own.
UNCHANGED = frozenset({None, Code.SAME, Code.AT_TOP})


@dataclass(frozen=True, kw_only=True)
class DoneItem:
    """A strength exercise of the session, its sets in `item.logged_rows`.

    `gain` is what increased since the last time, None if nothing did.
    """

    item: SessionItem
    gain: Gain | None


@dataclass(frozen=True, kw_only=True)
class NextTime:
    """The next session of the same programme day.

    `day` is None if none is planned. `changed` holds the exercises with a new target, `same` counts
    the others.
    """

    day: PlannedSession | None
    changed: tuple[ExerciseDose, ...]
    same: int


def done_items(session: Session) -> list[DoneItem]:
    """Return the strength exercises with sets, and those left out, in their order. Two queries."""
    logs = Prefetch("set_logs", SetLog.objects.standing())
    items = session.items.filter(phase=Phase.STRENGTH, swapped_at=None).prefetch_related(logs)
    return [DoneItem(item=item, gain=_gain(item)) for item in items]


def took(session: Session) -> timedelta | None:
    """Return how long the session took; None if it was logged afterwards."""
    if session.finished_at is None or session.off_plan:
        return None
    return session.finished_at - session.started_at


def next_session(session: Session, today: date) -> PlannedSession | None:
    """Return the first session planned after today and after the day of this one. One query."""
    planned = PlannedSession.objects.of(session.user)
    return planned.filter(day__gt=max(session.local_date, today)).first()


def next_time(plan: Plan, session: Session, today: date) -> NextTime:
    """Return the next targets of the exercises of this session's day, by the log as it is now.

    Ten queries.
    """
    strength = strength_of(plan)
    targets = next_targets(plan_fold(plan, strength, back_state(session.user, today)))
    of_day = [each for each in strength if each.programme_day == session.programme_day]
    changed = [each for each in of_day if _changes(targets[each.slug])]
    later = PlannedSession.objects.of(session.user).filter(programme_day=session.programme_day)
    return NextTime(
        day=later.filter(day__gt=max(session.local_date, today)).first(),
        changed=tuple(at_target(each, targets[each.slug]) for each in changed),
        same=len(of_day) - len(changed),
    )


def _changes(aim: NextTarget) -> bool:
    return aim.why.code not in UNCHANGED


def _gain(item: SessionItem) -> Gain | None:
    def done_set(amount: int, load: str | Decimal | None, unit: str) -> DoneSet:
        figure = Decimal(load) if load else None
        return DoneSet(amount=amount, load_kg=load_of(figure, Unit(unit), helps=item.load_helps))

    before = [done_set(each["amount"], each["load"], each["unit"]) for each in item.previous]
    now = [done_set(each.amount, each.load, each.load_unit) for each in item.set_logs.all()]
    return gain(before, now)
