"""The exercises and sets of past sessions, as values with what the pages of the log show."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from exercises.vocabulary import Phase
from routines.models import Session, SessionItem, SetLog
from routines.models.set_log import LoggedRow, rows_of
from routines.planning.dose import Counting

SET = ("pk", "item_id", "number", "side", "amount", "load", "load_unit", "rir", "note")


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


class LoggedItem(NamedTuple):
    """An exercise of a session with its rows of logged sets.

    The logs in its rows are no models: they have only the fields in SET.
    """

    item: ShownItem
    rows: list[LoggedRow]


def logged_by_session(sessions: Iterable[Session]) -> dict[UUID, list[LoggedItem]]:
    """Return the exercises with sets of these sessions, by the session's key. Two queries."""
    # By the sessions alone: with the person named as well, SQLite reads ten years of theirs.
    keys = [session.pk for session in sessions]
    found = defaultdict(list)
    for each in with_sets(SessionItem.objects.filter(session__in=keys, phase=Phase.STRENGTH)):
        found[each.item.session_id].append(each)
    return found


def with_sets(items: QuerySet[SessionItem]) -> list[LoggedItem]:
    """Return those of the items that have sets, each with its rows. Two queries."""
    columns = [field.name for field in fields(ShownItem)][1:]
    found = [ShownItem(*each) for each in items.values_list("session__local_date", *columns)]
    logs = defaultdict(list)
    standing = SetLog.objects.standing().filter(item__in=[item.pk for item in found])
    for log in standing.values_list(*SET, named=True):
        logs[log.item_id].append(log)
    return [
        LoggedItem(item, rows_of(logs[item.pk], is_paired=item.is_paired))
        for item in found
        if logs[item.pk]
    ]
