"""What a finished session came to, and what it means for the next. Writes nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Prefetch

from routines.facts.back_state import full_back_state
from routines.facts.next_targets import NextTarget, next_targets, strength_of, take_on
from routines.models import Plan, PlannedSession, Prescription, Session, SessionItem, SetLog
from routines.planning.comparison import DoneSet, Gain, gain
from routines.planning.loads import Unit, in_kg

# What asks for the same as before needs no line of its own.
UNCHANGED = frozenset({"", "same", "at_top"})


@dataclass(frozen=True, kw_only=True)
class DoneItem:
    """A strength exercise of the session: its sets stand in `item.logged_rows`. `gain` is what
    went up from the last time, None where nothing did."""

    item: SessionItem
    gain: Gain | None


@dataclass(frozen=True, kw_only=True)
class NextTime:
    """The next session of the same programme day: `day` is None where none is planned. `changed`
    holds what asks for something else than before, `same` how many exercises don't."""

    day: PlannedSession | None
    changed: tuple[tuple[Prescription, NextTarget], ...]
    same: int


def done_items(session: Session) -> list[DoneItem]:
    """The strength exercises with sets, and those that were left out, in their order. Two
    queries."""
    logs = Prefetch("set_logs", SetLog.objects.standing())
    items = session.items.filter(phase="strength", swapped_at=None).prefetch_related(logs)
    return [DoneItem(item=item, gain=_gain(item)) for item in items]


def took(session: Session) -> timedelta | None:
    """How long it took; None where the day was written down afterwards."""
    if session.finished_at is None or session.off_plan:
        return None
    return session.finished_at - session.started_at


def next_session(session: Session, today: date) -> PlannedSession | None:
    """The first session that is planned after today and after the day of this one. One query."""
    planned = PlannedSession.objects.of(session.user)
    return planned.filter(day__gt=max(session.local_date, today)).first()


def next_time(plan: Plan, session: Session, today: date) -> NextTime:
    """What the exercises of this session's day ask for next, by all that is logged now. Ten
    queries."""
    prescriptions = strength_of(plan)
    standing = next_targets(plan, prescriptions, full_back_state(session.user, today))
    of_day = [each for each in prescriptions if each.programme_day == session.programme_day]
    changed = [each for each in of_day if _changes(standing[each.exercise_id])]
    for each in changed:
        take_on(each, standing[each.exercise_id])
    later = PlannedSession.objects.of(session.user).filter(programme_day=session.programme_day)
    return NextTime(
        day=later.filter(day__gt=max(session.local_date, today)).first(),
        changed=tuple((each, standing[each.exercise_id]) for each in changed),
        same=len(of_day) - len(changed),
    )


def _changes(aim: NextTarget) -> bool:
    return bool(aim.why) and aim.why["code"] not in UNCHANGED


def _gain(item: SessionItem) -> Gain | None:
    before = [_done_set(each["amount"], each["load"], each["unit"]) for each in item.previous]
    return gain(before, [_logged(each) for each in item.set_logs.all()])


def _done_set(amount: int, load: str | None, unit: str) -> DoneSet:
    kg = in_kg(Decimal(load), Unit(unit)) if load else Decimal(0)
    return DoneSet(amount=amount, load_kg=kg)


def _logged(log: SetLog) -> DoneSet:
    return _done_set(log.amount, str(log.load) if log.load else None, log.load_unit)
