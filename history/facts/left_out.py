"""The exercises that were left out, taken out or replaced in sessions, and why."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from accounts.models import User
from exercises.vocabulary import Phase
from history.planning.report import Interval
from routines.models import SessionItem, Skip
from routines.models.session import FINISHED


class Change(StrEnum):
    """What happened to an exercise of a session.

    SKIPPED: left out, or its last sets. SWAPPED: the person took another one in its place. REMOVED:
    taken out of the session. RESTED: another stands in for it, as it hurt. LOCKED: another stands
    in for it until it is unlocked.
    """

    SKIPPED = "skipped"
    SWAPPED = "swapped"
    REMOVED = "removed"
    RESTED = "rested"
    LOCKED = "locked"


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One change of an exercise, which may have been made in many sessions.

    `instead`: the name of the exercise in its place, "" for none. `reason`: why it was skipped, ""
    without a reason. `hurt_much`: it was rested because it hurt much twice, not because even its
    smallest dose was too much.
    """

    change: Change
    name: str
    instead: str = ""
    reason: str = ""
    hurt_much: bool = False


class LeftOut(NamedTuple):
    """A change, in how many sessions it was made, on which day last, and the highest pain that was
    reported then for the exercise, None without a report."""

    what: Changed
    times: int
    day: date
    pain: int | None


class _Row(NamedTuple):
    day: date
    name: str
    skipped: str
    removed: bool
    added: bool
    swapped_at: datetime | None
    pain: int | None
    why: dict[str, Any]
    replaced: str | None
    pain_of_replaced: int | None


_COLUMNS = (
    *("session__local_date", "exercise_name", "skipped", "removed", "added", "swapped_at"),
    *("pain_high", "why", "instead_of__exercise_name", "instead_of__pain_high"),
)


def left_out_in(user: User, period: Interval) -> list[LeftOut]:
    """Return what was left out or replaced in the strength work of a period, the most frequent
    first. One query."""
    found: dict[Changed, list[tuple[date, int | None]]] = defaultdict(list)
    for columns in _rows(user, period):
        row = _Row(*columns)
        for what, pain in _changes(row):
            found[what].append((row.day, pain))
    counted = [
        LeftOut(
            what,
            times=len(times),
            day=max(day for day, _pain in times),
            pain=max((pain for _day, pain in times if pain is not None), default=None),
        )
        for what, times in found.items()
    ]
    return sorted(counted, key=lambda each: (-each.times, each.what.name, each.what.change))


def _rows(user: User, period: Interval) -> QuerySet[SessionItem, Any]:
    # By the sessions alone: with the person named as well, SQLite reads all items of theirs.
    return SessionItem.objects.filter(
        Q(skipped__gt="")
        | Q(instead_of__isnull=False)
        | Q(removed=True, added=False)
        | Q(why__has_any_keys=["left_out", "locked"]),
        phase=Phase.STRENGTH,
        session__user=user,
        session__local_date__range=(period.first, period.last),
        session__removed_at=None,
        session__status__in=FINISHED,
    ).values_list(*_COLUMNS)


def _changes(row: _Row) -> Iterator[tuple[Changed, int | None]]:
    """Return what happened to one item, each with the pain that was reported."""
    if row.removed:
        if not row.added:
            yield Changed(change=Change.REMOVED, name=row.name), row.pain
        return
    if row.swapped_at is not None:
        return  # its substitute says so, unless the swap was undone
    if row.replaced:
        swapped = Changed(change=Change.SWAPPED, name=row.replaced, instead=row.name)
        yield swapped, row.pain_of_replaced
    if row.skipped:
        reason = "" if row.skipped == Skip.OTHER else row.skipped
        yield Changed(change=Change.SKIPPED, name=row.name, reason=reason), row.pain
    if name := row.why.get("left_out"):
        hurt_much = bool(row.why.get("hurt_much"))
        rested = Changed(change=Change.RESTED, name=name, instead=row.name, hurt_much=hurt_much)
        yield rested, None
    elif name := row.why.get("locked"):
        yield Changed(change=Change.LOCKED, name=name, instead=row.name), None
