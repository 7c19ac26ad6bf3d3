"""Writing what a file brings along, all of it at once; taking it back; leaving it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.actions import lock_person
from accounts.models import User
from backhealth.prepared import Inserted
from exchange.actions.choosing import compare_again
from exchange.actions.session_rows import SPEAKS_FOR
from exchange.models import ImportedActivity, ImportedSession, LogImport, State
from history.models import Activity
from routines import actions as training

KEYS_AT_ONCE = 1000
ROWS_AT_ONCE = 10_000  # that are deleted in one transaction

_insert_activities = Inserted(Activity)
_insert_links = Inserted(ImportedSession)
_insert_activity_links = Inserted(ImportedActivity)


def write_import(*, log_import: LogImport, now: datetime) -> LogImport:
    """Write all that a file brings along, or nothing if anything fails. Sent twice, it is written
    once.

    If the log has got some of it in another way since the comparison, it is compared again.
    """
    try:
        return _write(log_import, now)
    except IntegrityError:
        return compare_again(log_import=log_import)


@transaction.atomic
def _write(log_import: LogImport, now: datetime) -> LogImport:
    user = log_import.user
    lock_person(user)
    mine = LogImport.objects.select_for_update(of=("self",)).get(pk=log_import.pk)
    if mine.state != State.PREVIEW:
        return mine
    beside = _Beside()
    since = mine.counts.get("since")
    training.write_past(
        user=user,
        rows=(beside.without(each) for each in _pieces(mine)),
        since=date.fromisoformat(since) if since else date.max,
        counts_since=user.local_date(now) - SPEAKS_FOR,
        now=now,
    )
    beside.write(user)
    mine.state, mine.written_at, mine.newest = State.DONE, now, []
    mine.save(update_fields=["state", "written_at", "newest"])
    return mine


class _Beside:
    """What is written beside sessions, collected while these are written."""

    def __init__(self) -> None:
        self._links: list[Any] = []
        self._activities: list[Any] = []
        self._again: list[str] = []
        self._activity_links: list[Any] = []

    def without(self, piece: dict[str, Any]) -> training.PastRows:
        """Keep what is beside, and return the rest of a piece."""
        self._links += piece["links"]
        self._activities += piece["activities"]
        self._again += piece["activities_again"]
        self._activity_links += piece["activity_links"]
        return training.PastRows(**piece["past"])

    def write(self, user: User) -> None:
        _insert_links.insert(self._links)
        _insert_activities.insert(self._activities)
        for at in range(0, len(self._again), KEYS_AT_ONCE):
            again = Activity.objects.of(user).filter(pk__in=self._again[at : at + KEYS_AT_ONCE])
            again.update(removed_at=None)
        _insert_activity_links.insert(self._activity_links)


def _pieces(mine: LogImport) -> Iterator[dict[str, Any]]:
    """Yield what waits to be written, a part at a time, so that memory stays small."""
    stored = mine.stored.filter(is_text=False).order_by("number")
    for key in list(stored.values_list("pk", flat=True)):
        yield stored.get(pk=key).value


def clear_import(*, log_import: LogImport) -> None:
    """Delete what is no more needed of a file: its text and its rows, in short transactions."""
    log_import.stored.all().delete()
    while keys := list(log_import.rows.order_by("pk").values_list("pk", flat=True)[:ROWS_AT_ONCE]):
        log_import.rows.filter(pk__lte=keys[-1]).delete()


def abandon_import(*, log_import: LogImport) -> None:
    """Leave a file that isn't written: nothing of it stays, except what its names stand for."""
    with transaction.atomic():
        lock_person(log_import.user_id)
        mine = LogImport.objects.select_for_update(of=("self",)).get(pk=log_import.pk)
        if mine.state in {State.DONE, State.TAKEN_BACK}:
            return
        mine.state = State.LEFT
        mine.save(update_fields=["state"])
    clear_import(log_import=mine)
    mine.delete()


@transaction.atomic
def take_back_import(*, log_import: LogImport, now: datetime) -> LogImport:
    """Take all that an import wrote out of the log; the same file brings it again."""
    user = log_import.user
    lock_person(user)
    mine = LogImport.objects.select_for_update(of=("self",)).get(pk=log_import.pk)
    if mine.state != State.DONE:
        return mine
    links = list(mine.written.values_list("session", "sets"))
    training.take_back_past(
        user=user,
        sessions=[session for session, sets in links if not sets],
        sets=[UUID(key) for _session, sets in links for key in sets],
        now=now,
    )
    written = Activity.objects.of(user).filter(removed_at=None)
    written.filter(pk__in=mine.activities.values("activity")).update(removed_at=now)
    mine.state, mine.taken_back_at = State.TAKEN_BACK, now
    mine.save(update_fields=["state", "taken_back_at"])
    return mine
