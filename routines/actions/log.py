"""Logging a set, correcting it, taking it back and bringing it back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.actions import lock_person
from routines.actions.renewal import renew
from routines.actions.schedule import replan
from routines.actions.session import KeyTaken
from routines.facts.completion import measured
from routines.models import Session, SessionItem, SetLog, Side, other_side
from routines.models.last_word import CLOCKS_APART, Word, is_overruled, moment
from routines.models.session import DONE, FINISHED
from routines.models.set_log import SetLogQuerySet

NUMBERS = range(1, 100)


@dataclass(frozen=True, kw_only=True)
class SetEntry:
    """What was done in one set. `load` is in `unit`; None means that no weight was named.

    Of an alternating exercise `amount` is the left side's and `amount_right` the right one's;
    None means as many.
    """

    number: int
    amount: int
    amount_right: int | None = None
    side: str = Side.BOTH
    load: Decimal | None = None
    unit: str = "kg"
    rir: int | None = None
    note: str = ""


def log_set(
    *, item: SessionItem, key: UUID, entry: SetEntry, now: datetime, word: Word | None = None
) -> SetLog:
    """Writes a set under the page's key, or corrects the one there: sent twice, written once.

    `now` is when it was done, by this server's clock. What was said later than a `word` of a device
    stays; a form sent plainly has none, and is the newest. The rest begins with it. A session that
    is over takes it as well: the log never refuses the truth. Raises KeyTaken.
    """
    try:
        return _add(item, key, entry, now, word)
    except IntegrityError:
        # Most often a new key, so that looking first would cost every set a query. Here the key
        # is known, perhaps since a moment ago on another connection: a row to correct.
        return _correct(item, key, entry, now, word)


def correct_set(*, log: SetLog, entry: SetEntry, now: datetime, word: Word | None = None) -> SetLog:
    """Writes over one log; of an alternating set over this side alone. It keeps its key."""
    return _correct(log.item, log.pk, entry, now, word)


@transaction.atomic
def _add(item: SessionItem, key: UUID, entry: SetEntry, now: datetime, word: Word | None) -> SetLog:
    lock_person(item.user_id)
    entry = replace(entry, number=_free_number(item, key, entry))
    logs = [
        _fill(SetLog(pk=pk, item=item, logged_at=now), half, moment(word, now))
        for pk, half in _halves(item, key, entry)
    ]
    SetLog.objects.bulk_create(logs)
    session = item.session
    seconds = 0 if session.written_later else _rest_after(item, entry)
    session.rest_started_at = now if seconds else None
    session.rest_s = seconds or None
    # Asks the database, not the row read a moment ago: the session may have ended since. A set
    # that comes late doesn't end the rest after a newer one; a rest that begins later than this
    # server's clock says was written while that was wrong.
    clock = (word.heard if word else now) + CLOCKS_APART
    newer = Q(rest_started_at__gt=now, rest_started_at__lte=clock)
    running = Session.objects.in_progress().filter(pk=session.pk).exclude(newer)
    if not running.update(rest_started_at=session.rest_started_at, rest_s=session.rest_s):
        _settle(item, now, word)
    return logs[0]


@transaction.atomic
def _correct(
    item: SessionItem, key: UUID, entry: SetEntry, now: datetime, word: Word | None
) -> SetLog:
    lock_person(item.user_id)
    halves = dict(_halves(item, key, entry))
    found = SetLog.objects.in_bulk(list(halves))
    if any(log.item_id != item.pk for log in found.values()):
        raise KeyTaken
    logs = [found.get(pk) or SetLog(pk=pk, item=item, logged_at=now) for pk in halves]
    # It keeps the place that it has: the page that corrects it may know it under another number.
    number = next((log.number for log in found.values()), entry.number)
    if any(log.removed_at for log in found.values()):
        number = _free_number(item, key, replace(entry, number=number))
    for log, half in zip(logs, halves.values(), strict=True):
        if is_overruled(word, by=log.client_ts):
            continue
        log.removed_at = None
        _fill(log, replace(half, number=number), moment(word, now)).save(
            force_insert=log.pk not in found
        )
    _settle(item, now, word)
    return logs[0]


def _free_number(item: SessionItem, key: UUID, entry: SetEntry) -> int:
    """The number that a set is logged under: the one it was sent with, or the first free one where
    another device has logged that meanwhile. Asked while the person's row is held."""
    halves = dict(_halves(item, key, entry))
    sides = {half.side for half in halves.values()}
    others = SetLog.objects.standing().filter(item=item, side__in=sides).exclude(pk__in=halves)
    taken = set(others.values_list("number", flat=True))
    if entry.number not in taken:
        return entry.number
    return next((number for number in NUMBERS if number not in taken), entry.number)


def _halves(item: SessionItem, key: UUID, entry: SetEntry) -> Iterable[tuple[UUID, SetEntry]]:
    """The logs that a set is written as: one, or one a side where the sides take turns."""
    if not item.is_paired or entry.side != Side.BOTH:
        return [(key, entry)]
    right = entry.amount if entry.amount_right is None else entry.amount_right
    return [
        (key, replace(entry, side=Side.LEFT)),
        (other_side(key), replace(entry, side=Side.RIGHT, amount=right)),
    ]


def _fill(log: SetLog, entry: SetEntry, at: datetime) -> SetLog:
    log.client_ts = at
    log.user_id = log.item.user_id
    log.number, log.side, log.amount = entry.number, entry.side, entry.amount
    log.rir, log.note = entry.rir, entry.note
    log.weigh(entry.load, entry.unit)
    return log


def _rest_after(item: SessionItem, entry: SetEntry) -> int:
    """Seconds of rest; none between the two sides of a set that is done side by side."""
    return 0 if item.side_by_side and entry.side == Side.LEFT else item.rest_s


@transaction.atomic
def remove_set(*, log: SetLog, now: datetime, word: Word | None = None) -> SetLog:
    """Takes a set back, both its sides where they are one row; a rest that it began ends. The
    rows stay, so that it can be brought back or logged again under the same key. One that was
    changed later than that was said, as in `log_set`, stays."""
    lock_person(log.item.user_id)
    if _say_again(log, word, removed_at=now, client_ts=moment(word, now)):
        rest = Session.objects.filter(pk=log.item.session_id, rest_started_at=log.logged_at)
        rest.update(rest_started_at=None, rest_s=None)
        _settle(log.item, now, word)
    return log


@transaction.atomic
def restore_set(*, log: SetLog, now: datetime, word: Word | None = None) -> SetLog:
    """Brings back what was taken back, as it was, under the first free number where its own has
    been logged again since; not what was taken back later than that was said."""
    lock_person(log.item.user_id)
    side = Side.BOTH if log.item.is_paired else log.side
    entry = SetEntry(number=log.number, amount=log.amount, side=side)
    number = _free_number(log.item, log.row_key, entry)
    if _say_again(log, word, removed_at=None, client_ts=moment(word, now), number=number):
        _settle(log.item, now, word)
    return log


def _say_again(log: SetLog, word: Word | None, **said: Any) -> bool:
    """Writes what was said of a set into those of its halves of which nothing newer was
    said; whether into any. `log` is as it stands then."""
    halves = _both_halves(log).in_bulk()
    open_ones = [key for key, each in halves.items() if not is_overruled(word, by=each.client_ts)]
    for name, value in said.items():
        setattr(log, name, value if log.pk in open_ones else getattr(halves[log.pk], name))
    return bool(SetLog.objects.filter(pk__in=open_ones).update(**said)) if open_ones else False


def _both_halves(log: SetLog) -> SetLogQuerySet:
    """The log, and the other side's where one row took both."""
    keys = [log.pk, other_side(log.pk)] if log.item.is_paired else [log.pk]
    return SetLog.objects.filter(pk__in=keys, item=log.item)


def _settle(item: SessionItem, now: datetime, word: Word | None) -> None:
    """A change after the end may change whether the session counts as completed, and whether at
    all; what follows it bends back."""
    session = Session.objects.select_related("user").get(pk=item.session_id)
    item.session = session
    if session.status not in FINISHED:
        return
    was_done = session.status in DONE
    session.status = measured(session)
    session.save(update_fields=["status"])
    if was_done != (session.status in DONE):
        replan(user=session.user, today=session.user.local_date(word.heard if word else now))
    renew(session.user)
