"""The rows of the session page: one for each set, or for each set and side."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from accounts.keys import new_keys
from exercises.vocabulary import Measure
from routines.facts.found_weights import FoundWeight, found_weights
from routines.facts.supersets import labels_of, next_in_turn
from routines.forms import SetForm
from routines.models import SessionItem, SetLog, Side

# (item, key, form): the form to show in a row's fields.
Filled = tuple[UUID, UUID, SetForm]


@dataclass(frozen=True, kw_only=True)
class SetRow:
    """One row of the session page.

    `log` is None until the set is done; if one row holds both sides it is the left one's, and
    `other` the right one's. `form` holds the figures typed, or copied from the last time.

    `undo`: the log that was just taken back from it. `found`: while the session looks for the
    weight, the one for an open row; in the last row done, the one for the next time.
    """

    item: SessionItem
    key: UUID
    number: int
    side: str
    log: SetLog | None = None
    other: SetLog | None = None
    form: SetForm | None = None
    is_extra: bool = False
    undo: SetLog | None = None
    found: FoundWeight | None = None

    @property
    def previous(self) -> dict[str, Any] | None:
        """The same set of the last time, or None: {number, side, amount, load, unit, rir, note},
        with amount_right, load_right and unit_right if one row holds both sides."""
        return self.item.previous_of(self.number, self.side)

    @property
    def is_plain_extra(self) -> bool:
        """Whether it is the row for an extra set, and differs in nothing else from the others."""
        return self.is_extra and not (self.log or self.form or self.undo or self.previous)

    @property
    def place(self) -> str:
        """A name of the row that is the same on two pages of a session, unlike its key."""
        return f"{self.number}-{self.side}"


@dataclass(frozen=True, kw_only=True)
class ItemCard:
    """An exercise of the session with its rows; in a superset, its `label` in it ("A1") and the
    names of the others, its `partners`."""

    item: SessionItem
    rows: tuple[SetRow, ...]
    label: str = ""
    partners: tuple[str, ...] = ()

    @property
    def done(self) -> int:
        return sum(row.log is not None for row in self.rows)

    @property
    def total(self) -> int:
        return self.item.rows_wanted(self.done)

    @property
    def is_out(self) -> bool:
        """Whether it was swapped out: only the sets done with it are shown."""
        return self.item.swapped_at is not None and not self.item.removed

    @property
    def is_done(self) -> bool:
        """Whether nothing prescribed is left to do."""
        if self.item.skipped or self.item.swapped_at:
            return True
        if not self.item.is_strength:
            return self.item.ticked_at is not None
        return self.next_row is None

    @property
    def next_row(self) -> SetRow | None:
        return next((row for row in self.rows if not row.log and not row.is_extra), None)

    @property
    def now_row(self) -> SetRow | None:
        """The current row: the next one, or an extra one if all prescribed sets are done."""
        return self.next_row or next(iter(self.open_rows), None)

    @property
    def finds(self) -> bool:
        """Whether its rows ask how many more good ones there were, to find the weight."""
        return self.item.finds is not None and self.item.session.is_running

    @property
    def asks_for_more(self) -> bool:
        """Whether the row for an extra set is in use."""
        return any(row.is_extra and row.form for row in self.open_rows)

    @property
    def open_rows(self) -> list[SetRow]:
        return [row for row in self.rows if not row.log]

    @property
    def shown_rows(self) -> list[SetRow]:
        """The rows on the page: without the one for an extra set while nothing is done.

        A script makes that one, as a copy of the last row, unless it has something of its own.
        """
        has_own = any(row.is_extra and not row.is_plain_extra for row in self.rows)
        if self.done or self.next_row is None or has_own:
            return list(self.rows)
        return [row for row in self.rows if not row.is_extra]

    @property
    def cue(self) -> str:
        """The cue for the next row; a different one with each row done."""
        cues = self.item.exercise.cues
        return cues[self.done % len(cues)] if cues else ""

    @property
    def run_s(self) -> int:
        """The seconds it takes in a guided run, for one side if the sides follow each other."""
        if self.item.is_timed:
            return self.item.aim * (60 if self.item.measure == Measure.MINUTES else 1)
        seconds = self.item.exercise.dose.est_seconds or 3 * self.item.aim
        return seconds // 2 if self.item.side_by_side else seconds


def cards(
    items: Iterable[SessionItem],
    logs: Iterable[SetLog],
    *,
    filled: Filled | None = None,
    undo: SetLog | None = None,
    weighed: Container[UUID] = (),
) -> list[ItemCard]:
    """Return a card for each item that is in the session or has sets.

    `undo` is the set that was just taken back. `weighed`: the items, by key, whose rows have the
    weights that were found; they must have been read with their exercises.
    """
    by_item = defaultdict(list)
    for log in logs:
        by_item[log.item_id].append(log)
    asked = {filled and filled[0], undo and undo.item_id}
    # The last bit stays free for the other side of a set (`other_side`).
    keys = new_keys(apart=2)
    found = []
    for item in items:
        is_gone = item.swapped_at and not item.removed
        if is_gone and not by_item[item.pk] and item.pk not in asked:
            continue
        done = by_item[item.pk]
        weights = found_weights(item, done) if done and item.pk in weighed else {}
        rows = _rows(item, done, keys, weights) if item.is_strength else []
        if filled and filled[0] == item.pk:
            rows = _with_form(item, rows, filled[1], filled[2])
        if undo and undo.item_id == item.pk:
            rows = _with_undo(rows, undo)
        found.append(ItemCard(item=item, rows=tuple(rows)))
    return _labelled(found)


def _labelled(found: list[ItemCard]) -> list[ItemCard]:
    labels = labels_of(card.item for card in found)
    for index, card in enumerate(found if labels else []):
        label, partners = labels.get(card.item.pk, ("", []))
        found[index] = replace(card, label=label, partners=tuple(partners))
    return found


def progress(found: Iterable[ItemCard]) -> tuple[int, int]:
    """Return the number of strength rows done, and of all that are wanted."""
    strength = [card for card in found if card.item.is_strength]
    return sum(card.done for card in strength), sum(card.total for card in strength)


def next_up(found: Sequence[ItemCard], after: UUID | None = None) -> tuple[ItemCard, SetRow] | None:
    """Return the first row still to do from this item's card on, or else the first of all.

    The exercises of a superset take turns.
    """
    turns = in_turn(found)
    start = next((at for at, turn in enumerate(turns) if after in {c.item.pk for c in turn}), 0)
    for turn in [*turns[start:], *turns[:start]]:
        rows = [None if card.is_done else card.next_row for card in turn]
        place = next_in_turn([row.number if row else None for row in rows])
        if place is not None and (row := rows[place]):
            return turn[place], row
    return None


def in_turn(found: Iterable[ItemCard]) -> list[list[ItemCard]]:
    """Return the cards in order, those of a superset in one list; without those removed."""
    turns: list[list[ItemCard]] = []
    for card in found:
        if card.item.removed:
            continue
        if turns and card.item.superset and turns[-1][0].item.superset == card.item.superset:
            turns[-1].append(card)
        else:
            turns.append([card])
    return turns


def last_logged(logs: Iterable[SetLog]) -> UUID | None:
    """Return the item of the last logged set, where the session goes on."""
    last = max(logs, key=lambda log: log.logged_at, default=None)
    return last.item_id if last else None


def _rows(
    item: SessionItem,
    logs: list[SetLog],
    keys: Iterator[UUID],
    found: Mapping[int, FoundWeight],
) -> list[SetRow]:
    """Return the sets done and those still to do in their order, then one row for an extra set."""
    done = [_done_row(item, log, other) for log, other in item.rows_of(logs)]
    if (item.swapped_at and not item.removed) or item.skipped:
        return done
    sides = [Side.LEFT, Side.RIGHT] if item.side_by_side else [Side.BOTH]
    taken = {(row.number, row.side) for row in done}
    last = max([item.sets, *(row.number for row in done)])
    still_to_do = [
        SetRow(
            item=item,
            key=next(keys),
            number=number,
            side=side,
            is_extra=number > item.sets,
            found=_found_for(number, found),
        )
        for number in range(1, last + 2)
        for side in sides
        if (number, side) not in taken
    ]
    if found and all(row.is_extra for row in still_to_do):
        done[-1] = replace(done[-1], found=found[done[-1].number])
    return sorted([*still_to_do, *done], key=lambda row: (row.number, row.side))


def _found_for(number: int, found: Mapping[int, FoundWeight]) -> FoundWeight | None:
    """Return the weight of the set's other side, or else the one found by the previous set."""
    if other := found.get(number):
        return replace(other, load=other.lifted, turn=None)
    before = max((each for each in found if each < number), default=None)
    return None if before is None else found[before]


def _done_row(item: SessionItem, log: SetLog, other: SetLog | None) -> SetRow:
    side = Side.BOTH if item.is_paired else log.side
    return SetRow(
        item=item,
        key=log.pk,
        number=log.number,
        side=side,
        log=log,
        other=other,
        is_extra=log.number > item.sets,
    )


def _with_form(item: SessionItem, rows: list[SetRow], key: UUID, form: SetForm) -> list[SetRow]:
    """Put the form back into its row, under the key it was sent with.

    If another tab has done that set meanwhile, put it into the row for an extra set.
    """
    sent_for = (str(form["number"].value()), form["side"].value())
    for index, row in enumerate(rows):
        is_last = index == len(rows) - 1
        if row.log is None and ((str(row.number), row.side) == sent_for or is_last):
            return [*rows[:index], replace(row, key=key, form=form), *rows[index + 1 :]]
    number = max((row.number for row in rows), default=0) + 1
    row = SetRow(item=item, key=key, number=number, side=Side.BOTH, form=form, is_extra=True)
    return [*rows, row]


def _with_undo(rows: list[SetRow], undo: SetLog) -> list[SetRow]:
    """Give the open row of a set that was taken back its old key, for bringing it back."""
    place = f"{undo.number}-{Side.BOTH if undo.item.is_paired else undo.side}"
    return [
        replace(row, key=undo.row_key, undo=undo) if row.log is None and row.place == place else row
        for row in rows
    ]
