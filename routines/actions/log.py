"""Logging a set, correcting it, taking it back."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from routines.actions.session import KeyTaken, measured
from routines.models import Session, SessionItem, SetLog, Side
from routines.models.session import DONE


@dataclass(frozen=True, kw_only=True)
class Done:
    """What was done in one set. `load` is in `unit`; None means that no weight was named."""

    number: int
    amount: int
    side: str = Side.BOTH
    load: Decimal | None = None
    unit: str = "kg"
    rir: int | None = None
    note: str = ""


def log_set(*, item: SessionItem, key: UUID, done: Done, now: datetime) -> SetLog:
    """Writes a set under the page's key, or corrects the one there: sent twice, written once.

    A session that is over takes it as well: the log never refuses the truth. Raises KeyTaken.
    """
    try:
        return _write(item, key, done, now)
    except IntegrityError:
        # The same key a moment earlier on another connection: now there is a row to correct.
        return _write(item, key, done, now)


@transaction.atomic
def _write(item: SessionItem, key: UUID, done: Done, now: datetime) -> SetLog:
    found = SetLog.objects.select_for_update().filter(pk=key).first()
    if found and found.item_id != item.pk:
        raise KeyTaken
    log = found or SetLog(pk=key, user_id=item.user_id, item=item, logged_at=now)
    log.number, log.side, log.amount = done.number, done.side, done.amount
    log.rir, log.note, log.removed_at = done.rir, done.note, None
    log.weigh(done.load, done.unit)
    log.save(force_insert=found is None)
    _settle(item)
    return log


@transaction.atomic
def remove_set(*, log: SetLog, now: datetime) -> SetLog:
    """Takes a set back; the row stays, so that it can be logged again under the same key."""
    log.removed_at = log.removed_at or now
    log.save(update_fields=["removed_at"])
    _settle(log.item)
    return log


def _settle(item: SessionItem) -> None:
    """A correction after the end may change whether the session counts as completed."""
    session = item.session
    if session.status in DONE:
        Session.objects.filter(pk=session.pk).update(status=measured(session))
