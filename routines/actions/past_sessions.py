"""Sessions of the past, brought along from elsewhere: written all at once, and taken back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Min, QuerySet

from accounts.actions import lock_person
from accounts.models import User
from backhealth.prepared import Inserted
from routines.actions.checkpoints import forget_since
from routines.actions.item_sums import keep_sums, keep_sums_of, sums_rows
from routines.actions.renewal import renew
from routines.actions.schedule import replan
from routines.facts.completion import measured
from routines.models import ItemSums, Session, SessionItem, SetLog, Status
from routines.models.session import DONE, FINISHED

Values = Sequence[Sequence[Any]]

_insert_sessions, _insert_items = Inserted(Session), Inserted(SessionItem)
_insert_sets, _insert_sums = Inserted(SetLog), Inserted(ItemSums)


@dataclass(frozen=True, kw_only=True)
class PastRows:
    """What is written of some sessions of the past, as JSON can keep it.

    `sessions`, `items`, `sets` and `sums` are new rows, as the database takes them. `again`: the
    keys of sessions that were taken back and are shown again. `replaced`: of sets of theirs that
    are among the new ones. `restored`: of sets that are brought back as they are. `dropped`: of
    sets that stay away. `extended`: of sessions of the log that get sets. `emptied`: of
    exercises that are left without a set, and `refilled`: of those that get one again.
    """

    sessions: Values = ()
    items: Values = ()
    sets: Values = ()
    sums: Values = ()
    again: Sequence[str] = ()
    replaced: Sequence[str] = ()
    restored: Sequence[str] = ()
    dropped: Sequence[str] = ()
    extended: Sequence[str] = ()
    emptied: Sequence[str] = ()
    refilled: Sequence[str] = ()


def past_rows(
    *,
    sessions: Iterable[Session],
    items: Iterable[SessionItem],
    sets: Iterable[SetLog],
    counted: Iterable[tuple[SessionItem, Sequence[SetLog]]],
    **keys: Iterable[UUID],
) -> PastRows:
    """Return what `write_past` takes, of unsaved rows and of `keys`, the other fields of PastRows.

    `counted`: exercises of sessions that will be done, with their sets, whose sums are written too.
    """
    known = {item: logs for item, logs in counted if logs}
    sums = sums_rows(known, (log for logs in known.values() for log in logs))
    return PastRows(
        sessions=_insert_sessions.rows(sessions),
        items=_insert_items.rows(items),
        sets=_insert_sets.rows(sets),
        sums=_insert_sums.rows(sums),
        **{name: [str(key) for key in found] for name, found in keys.items()},
    )


@transaction.atomic
def write_past(
    *, user: User, rows: Iterable[PastRows], since: date, counts_since: date, now: datetime
) -> None:
    """Write sessions of the past with all that belongs to them, and plan anew around them.

    Nobody asks for anything in them, so no rule refuses them. `since` is the first day of those
    that the targets know, `counts_since` the first day of those that they should. Raises
    IntegrityError if a row has been written meanwhile.
    """
    lock_person(user)
    forget_since(user, since)
    for each in rows:
        _write(user, each, counts_since, now)
    replan(user=user, today=user.local_date(now))
    renew(user)


def _write(user: User, rows: PastRows, counts_since: date, now: datetime) -> None:
    sets = SetLog.objects.filter(user=user)
    sets.filter(pk__in=rows.replaced).delete()
    sets.filter(pk__in=rows.restored).update(removed_at=None)
    sets.filter(pk__in=rows.dropped).update(removed_at=now)
    items = SessionItem.objects.filter(user=user)
    items.filter(pk__in=rows.emptied).update(removed=True, swapped_at=now)
    items.filter(pk__in=rows.refilled).update(removed=False, swapped_at=None)
    again = Session.objects.filter(user=user, pk__in=rows.again)
    again.update(status=Status.COMPLETED)
    again.filter(local_date__lt=counts_since).update(for_targets=False)
    _insert_sessions.insert(rows.sessions)
    _insert_items.insert(rows.items)
    _insert_sets.insert(rows.sets)
    _insert_sums.insert(rows.sums)
    for session in Session.objects.filter(user=user, pk__in=rows.extended):
        _settle(session)


def _settle(session: Session) -> None:
    session.status = measured(session)
    session.save(update_fields=["status"])
    keep_sums(session)


@transaction.atomic
def take_back_past(
    *, user: User, sessions: Sequence[UUID], sets: Sequence[UUID], now: datetime
) -> None:
    """Take sessions of the past back, and `sets` out of sessions that stay; plan anew without them.

    The rows stay, so that all can be brought along again.
    """
    lock_person(user)
    since = [date.max]
    for keys in _parts(sessions):
        found = Session.objects.filter(user=user, pk__in=keys, status__in=FINISHED)
        since.append(_first_day(found))
        ItemSums.objects.filter(session__in=found).delete()
        found.update(status=Status.TAKEN_BACK)
    for keys in _parts(sets):
        logs = SetLog.objects.filter(user=user).standing().filter(pk__in=keys)
        reduced = set(logs.values_list("item__session", flat=True))
        logs.update(removed_at=now)
        rest = Session.objects.filter(user=user, pk__in=reduced)
        since.append(_first_day(rest))
        for session in rest.filter(status__in=DONE):
            _settle(session)
    forget_since(user, min(since))
    replan(user=user, today=user.local_date(now))
    renew(user)


@transaction.atomic
def work_out_anew(*, user: User, sessions: Iterable[UUID], today: date) -> None:
    """Work out anew all that depends on the log, after rows of these sessions were written as they
    are: the sums, the targets, the days ahead."""
    lock_person(user)
    forget_since(user, date.min)
    keep_sums_of(sessions)
    replan(user=user, today=today)


def _first_day(sessions: QuerySet[Session, Any]) -> date:
    found = sessions.filter(for_targets=True).aggregate(day=Min("local_date"))["day"]
    return found or date.max


def _parts(keys: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """Yield the keys in parts that fit into a query."""
    return (keys[at : at + MOST_KEYS] for at in range(0, len(keys), MOST_KEYS))


MOST_KEYS = 1000
