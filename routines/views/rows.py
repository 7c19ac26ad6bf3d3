"""The rows of the session page: one a set, or one a set and side."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from accounts.keys import new_key
from routines.forms import SetForm
from routines.models import SessionItem, SetLog, Side


@dataclass(frozen=True, kw_only=True)
class SetRow:
    """`log` is None until the set is done. `form` is there where what was typed was refused.

    `previous` is the same set of the last time: {number, side, amount, load, unit}, or None.
    """

    key: UUID
    number: int
    side: str
    previous: dict[str, Any] | None
    log: SetLog | None = None
    form: SetForm | None = None
    is_extra: bool = False


@dataclass(frozen=True, kw_only=True)
class ItemCard:
    """An exercise of the session with its rows; `cue` is the one for the row that comes next."""

    item: SessionItem
    rows: tuple[SetRow, ...]
    cue: str

    @property
    def done(self) -> int:
        return sum(row.log is not None for row in self.rows)

    @property
    def is_done(self) -> bool:
        """Whether nothing prescribed is left to do."""
        if not self.item.is_strength:
            return self.item.ticked_at is not None
        return all(row.log or row.is_extra for row in self.rows)

    @property
    def next_key(self) -> UUID | None:
        return next((row.key for row in self.rows if not row.log and not row.is_extra), None)


def cards(
    items: Iterable[SessionItem],
    logs: Iterable[SetLog],
    refused: tuple[UUID, UUID, SetForm] | None = None,
) -> list[ItemCard]:
    """A card for each item. `refused` is (item, key, form) of a set that was turned down."""
    by_item = defaultdict(list)
    for log in logs:
        by_item[log.item_id].append(log)
    return [card(item, by_item[item.pk], refused) for item in items]


def card(
    item: SessionItem,
    logs: list[SetLog],
    refused: tuple[UUID, UUID, SetForm] | None = None,
) -> ItemCard:
    rows = _rows(item, logs) if item.is_strength else []
    if refused and refused[0] == item.pk:
        rows = _with_form(rows, refused[1], refused[2])
    cues = item.exercise.cues
    done = sum(row.log is not None for row in rows)
    return ItemCard(item=item, rows=tuple(rows), cue=cues[done % len(cues)] if cues else "")


def _rows(item: SessionItem, logs: list[SetLog]) -> list[SetRow]:
    """The sets done and those still to do in their order, then one more for who wants it."""
    sides = [Side.LEFT, Side.RIGHT] if item.side_by_side else [Side.BOTH]
    done = {(log.number, log.side) for log in logs}
    last = max([item.sets, *(log.number for log in logs)])
    previous = {(each["number"], each["side"]): each for each in item.previous}
    open_rows = [
        SetRow(
            key=new_key(),
            number=number,
            side=side,
            previous=previous.get((number, side)),
            is_extra=number > item.sets,
        )
        for number in range(1, last + 2)
        for side in sides
        if (number, side) not in done and (number <= item.sets or number == last + 1)
    ]
    done_rows = [
        SetRow(
            key=log.pk,
            number=log.number,
            side=log.side,
            previous=previous.get((log.number, log.side)),
            log=log,
        )
        for log in logs
    ]
    return sorted([*open_rows, *done_rows], key=lambda row: (row.number, row.side))


def _with_form(rows: list[SetRow], key: UUID, form: SetForm) -> list[SetRow]:
    """The refused form goes back into its row, under the key that it was sent with; where another
    tab has done that set meanwhile, into a row of its own."""
    for index, row in enumerate(rows):
        sent_for = (form.data.get("number"), form.data.get("side"))
        if row.log is None and (str(row.number), row.side) == sent_for:
            rows[index] = replace(row, key=key, form=form)
            return rows
    return [*rows, replace(rows[-1], key=key, form=form)]
