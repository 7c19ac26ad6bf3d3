"""The exercises and sets of past sessions, as values with what the pages of the log show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, UUIDField

from accounts.models import User
from backhealth.prepared import Given, Prepared
from exercises.vocabulary import Phase
from routines.models import Session, SessionItem, SetLog, Status
from routines.models.session import FINISHED
from routines.models.set_log import LoggedRow, rows_of
from routines.planning.dose import Counting


@dataclass(frozen=True)
class ShownItem(Counting):
    """What the log shows of a `SessionItem`, under the same names; `day` is its session's."""

    day: date
    pk: UUID
    session_id: UUID
    exercise_id: str
    exercise_name: str
    phase: str
    measure: str
    load_helps: bool
    lo: int
    hi: int
    per_side: bool
    sides: str
    height_cm: Decimal
    length_unit: str
    band: int
    hold_s: int
    pause_s: int
    pain_high: int | None


class ShownSet(NamedTuple):
    """What the log shows of a `SetLog`, under the same names."""

    pk: UUID
    item_id: UUID
    number: int
    side: str
    amount: int
    load: Decimal | None
    load_unit: str
    rir: int | None
    note: str


class LoggedItem(NamedTuple):
    """An exercise of a session with its rows of logged sets, which hold a `ShownSet` each."""

    item: ShownItem
    rows: list[LoggedRow]


def sessions_with(user: User, exercise: str) -> QuerySet[Session]:
    """Return the sessions of the log in which a person has a set of this exercise, newest first.

    A page of them is found from the newest session on, without a look at the older ones.
    """
    logged = Exists(SetLog.objects.standing().filter(item=OuterRef("pk")))
    items = SessionItem.objects.filter(session=OuterRef("pk"), exercise=exercise).filter(logged)
    over = Session.objects.of(user).standing().filter(status__in=(*FINISHED, Status.DISCARDED))
    return over.filter(Exists(items))


def logged_by_session(sessions: Iterable[Session | UUID]) -> dict[UUID, list[LoggedItem]]:
    """Return the exercises with sets of these sessions, or of those with these keys, by the
    session's key. Two queries."""
    found = defaultdict(list)
    for each in logged_items(sessions):
        found[each.item.session_id].append(each)
    return found


def _items(sessions: Iterable[Session] | Given) -> QuerySet[SessionItem, Any]:
    columns = [field.name for field in fields(ShownItem)][1:]
    # By the sessions alone: with the person or the exercise named as well, SQLite reads all of
    # theirs.
    return (
        SessionItem.objects.filter(session__in=sessions, phase=Phase.STRENGTH)
        .order_by("-session__local_date", "-session__started_at", "position", "pk")
        .values_list("session__local_date", *columns)
    )


_ITEMS = Prepared(lambda: _items(Given("sessions", UUIDField())))
_SETS = Prepared(
    lambda: (
        SetLog.objects.standing()
        .filter(item__in=Given("items", UUIDField()))
        .values_list(*ShownSet._fields)
    )
)


def logged_items(sessions: Iterable[Session | UUID], *, exercise: str = "") -> list[LoggedItem]:
    """Return the exercises with sets of these sessions, or only one of them, the newest session
    first.

    At most two queries, none without a session; sessions that were not read yet become a part of
    the first.
    """
    rows: Iterable[tuple[Any, ...]]
    if isinstance(sessions, QuerySet):
        rows = _items(sessions)
    else:
        read = list(sessions)
        rows = _ITEMS(sessions=read) if read else []
    items = [ShownItem(*each) for each in rows]
    if exercise:
        items = [item for item in items if item.exercise_id == exercise]
    if not items:
        return []
    logs = defaultdict(list)
    for row in _SETS(items=[item.pk for item in items]):
        log = cast(SetLog, ShownSet(*row))
        logs[log.item_id].append(log)
    return [
        LoggedItem(item, rows_of(logs[item.pk], is_paired=item.is_paired))
        for item in items
        if logs[item.pk]
    ]
