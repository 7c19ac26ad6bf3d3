"""What the log has already of the sessions of a file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from accounts.models import User
from exchange.models import LogImport
from history.models import Activity
from routines.models import Session, SessionItem, SetLog, Status


@dataclass(kw_only=True)
class Known:
    """A session of the log, its exercises and its sets, the removed ones as well, by their keys."""

    session: Session
    items: dict[UUID, SessionItem] = field(default_factory=dict)
    logs: dict[UUID, SetLog] = field(default_factory=dict)


def known_sessions(user: User, keys: Iterable[UUID]) -> dict[UUID, Known]:
    """Return those sessions that the log has. Three queries, one if there are none."""
    sessions = Session.objects.of(user).filter(pk__in=list(keys))
    found = {each.pk: Known(session=each) for each in sessions}
    if not found:
        return found
    for item in SessionItem.objects.filter(session__in=list(found)):
        known = found[item.session_id]
        item.session = known.session
        known.items[item.pk] = item
    logs = SetLog.objects.filter(item__session__in=list(found)).select_related("item")
    for log in logs:
        found[log.item.session_id].logs[log.pk] = log
    return found


def exported_from_here(user: User, texts: Iterable[str]) -> set[str]:
    """Return those texts that name a session of this log: our own file has their keys. One query,
    none if no text is a key."""
    by_key = {}
    for text in texts:
        try:
            by_key[UUID(text)] = text
        except ValueError:
            continue
    if not by_key:
        return set()
    mine = Session.objects.of(user).filter(pk__in=list(by_key))
    shown = mine.exclude(status=Status.TAKEN_BACK)
    return {by_key[key] for key in shown.values_list("pk", flat=True)}


def known_activities(user: User, keys: Iterable[UUID]) -> dict[UUID, datetime | None]:
    """Return when each of those activities that are written was removed, None if it wasn't. One
    query."""
    rows = Activity.objects.of(user).filter(pk__in=list(keys))
    return dict(rows.values_list("pk", "removed_at"))


def taken_back_at(user: User) -> set[datetime]:
    """Return the moments at which an import took sets away, and not the person one by one. One
    query."""
    moments = LogImport.objects.of(user).values_list("taken_back_at", "written_at")
    return {moment for row in moments for moment in row if moment}
