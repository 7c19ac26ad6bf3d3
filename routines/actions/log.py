"""Logging a set, correcting it, taking it back and bringing it back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import CharField, DateTimeField, IntegerField, UUIDField

from accounts.actions import lock_person
from backhealth.metrics import SETS
from backhealth.prepared import Given, Inserted, Prepared, Updated
from routines.actions.checkpoints import forget_since
from routines.actions.item_sums import keep_sums
from routines.actions.renewal import renew
from routines.actions.schedule import replan
from routines.actions.session import KeyTaken
from routines.facts.completion import measured
from routines.facts.supersets import rest_after
from routines.models import Session, SessionItem, SetLog, Side, other_side
from routines.models.last_word import CLOCKS_APART, Word, is_overruled, moment
from routines.models.session import DONE, FINISHED
from routines.models.set_log import SetLogQuerySet

NUMBERS = range(1, 100)


@dataclass(frozen=True, kw_only=True)
class SetEntry:
    """What was done in one set. `load` is in `unit`; None means without weight.

    For an alternating exercise `amount` is the left side's and `amount_right` the right side's;
    None means the same as the left.
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
    """Write a set under the page's key, or correct the set with that key: sent twice, written once.

    `now` is when it was done, by this server's clock. `word` is the time of a change that a device
    stored and sent later: a change newer than it stays. A form sent directly has no `word` and is
    always the newest. The rest begins with the set. A session that is over accepts sets too: the
    log always takes the truth. Raises KeyTaken.
    """
    try:
        log, how = _add(item, key, entry, now, word), "new"
    except IntegrityError:
        # The key is usually new, and looking first would cost a query for every set. Here the key
        # exists, perhaps since a moment ago on another connection: correct that row.
        log, how = _correct(item, key, entry, now, word), "again"
    SETS.labels(how).inc()
    return log


def correct_set(*, log: SetLog, entry: SetEntry, now: datetime, word: Word | None = None) -> SetLog:
    """Overwrite one log, which keeps its key; of an alternating set, this side alone."""
    return _correct(log.item, log.pk, entry, now, word)


@transaction.atomic
def _add(item: SessionItem, key: UUID, entry: SetEntry, now: datetime, word: Word | None) -> SetLog:
    lock_person(item.user_id)
    entry = replace(entry, number=_free_number(item, key, entry))
    logs = [
        _fill(SetLog(pk=pk, item=item, logged_at=now), half, moment(word, now))
        for pk, half in _halves(item, key, entry)
    ]
    _insert_logs(logs)
    _bring_back(item)
    session = item.session
    seconds = 0 if session.written_later else rest_after(item, number=entry.number, side=entry.side)
    session.rest_started_at = now if seconds else None
    session.rest_s = seconds or None
    # Ask the database, not the row read a moment ago: the session may have ended since. A set that
    # arrives late doesn't end the rest after a newer one; a rest that begins later than this
    # server's clock was written while the clock was wrong.
    clock = (word.heard if word else now) + CLOCKS_APART
    rest = {"started": session.rest_started_at, "seconds": session.rest_s}
    if not _begin_rest(session=session, now=now, clock=clock, **rest):
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
    # It keeps its number: the page that corrects it may know it under another one.
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
        _bring_back(item)
    _settle(item, now, word)
    return logs[0]


_insert_logs = Inserted(SetLog)
_begin_rest = Updated(
    lambda: (
        Session.objects.in_progress()
        .filter(pk=Given("session", UUIDField()))
        .exclude(
            rest_started_at__gt=Given("now", DateTimeField()),
            rest_started_at__lte=Given("clock", DateTimeField()),
        )
    ),
    rest_started_at=Given("started", DateTimeField()),
    rest_s=Given("seconds", IntegerField()),
)
_OTHERS = Prepared(
    lambda: (
        SetLog.objects.standing()
        .filter(item=Given("item", UUIDField()), side__in=Given("sides", CharField()))
        .exclude(pk__in=Given("keys", UUIDField()))
        .values_list("number")
    )
)


def _free_number(item: SessionItem, key: UUID, entry: SetEntry) -> int:
    """Return the number for a set: the one it was sent with, or the first free one.

    Another device may have logged that number meanwhile. Call this while the person's row is
    locked.
    """
    halves = dict(_halves(item, key, entry))
    sides = [half.side for half in halves.values()]
    taken = {number for (number,) in _OTHERS(item=item, sides=sides, keys=list(halves))}
    if entry.number not in taken:
        return entry.number
    return next((number for number in NUMBERS if number not in taken), entry.number)


def _halves(item: SessionItem, key: UUID, entry: SetEntry) -> Iterable[tuple[UUID, SetEntry]]:
    """Return the logs that a set is written as: one, or one for each side if they alternate."""
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


@transaction.atomic
def remove_set(*, log: SetLog, now: datetime, word: Word | None = None) -> SetLog:
    """Take a set back, both sides if they share a row, and end the rest that it began.

    The rows stay, so that the set can be brought back or logged again under the same key. A set
    with a change newer than `word` stays, as in `log_set`.
    """
    lock_person(log.item.user_id)
    if _say_again(log, word, removed_at=now, client_ts=moment(word, now)):
        rest = Session.objects.filter(pk=log.item.session_id, rest_started_at=log.logged_at)
        rest.update(rest_started_at=None, rest_s=None)
        _settle(log.item, now, word)
    return log


@transaction.atomic
def restore_set(*, log: SetLog, now: datetime, word: Word | None = None) -> SetLog:
    """Bring back a set that was taken back, as it was.

    It gets the first free number if its own has been logged again. A set taken back after `word`
    stays away.
    """
    lock_person(log.item.user_id)
    side = Side.BOTH if log.item.is_paired else log.side
    entry = SetEntry(number=log.number, amount=log.amount, side=side)
    number = _free_number(log.item, log.row_key, entry)
    if _say_again(log, word, removed_at=None, client_ts=moment(word, now), number=number):
        _bring_back(log.item)
        _settle(log.item, now, word)
    return log


def _say_again(log: SetLog, word: Word | None, **said: Any) -> bool:
    """Write the changes to those halves of a set that nothing newer has changed.

    Returns whether any was written. `log` then has the stored values.
    """
    halves = _both_halves(log).in_bulk()
    open_ones = [key for key, each in halves.items() if not is_overruled(word, by=each.client_ts)]
    for name, value in said.items():
        setattr(log, name, value if log.pk in open_ones else getattr(halves[log.pk], name))
    return bool(SetLog.objects.filter(pk__in=open_ones).update(**said)) if open_ones else False


def _both_halves(log: SetLog) -> SetLogQuerySet:
    """Return the log, and the other side's if one row holds both."""
    keys = [log.pk, other_side(log.pk)] if log.item.is_paired else [log.pk]
    return SetLog.objects.filter(pk__in=keys, item=log.item)


def _bring_back(item: SessionItem) -> None:
    """Put an exercise back into the session it was removed from: a set of it was done."""
    if item.removed:
        item.removed, item.swapped_at = False, None
        item.save(update_fields=["removed", "swapped_at"])


def _settle(item: SessionItem, now: datetime, word: Word | None) -> None:
    """Update the session after a change to one of its sets, if the session is over.

    Its status may change, and with it the plan. The targets of later sessions are worked out anew.
    """
    session = Session.objects.select_related("user").get(pk=item.session_id)
    item.session = session
    if session.status not in FINISHED:
        return
    forget_since(session.user, session.local_date)
    was_done = session.status in DONE
    session.status = measured(session)
    session.save(update_fields=["status"])
    keep_sums(session)
    if was_done != (session.status in DONE):
        replan(user=session.user, today=session.user.local_date(word.heard if word else now))
    renew(session.user)
