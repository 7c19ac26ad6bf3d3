"""The order of a day's exercises, and which of them are done in turn (supersets)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Generic, TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True)
class Slot(Generic[Key]):
    """One exercise in the order of its day.

    `group`: the number that neighbours share which are done in turn, with no rest until the last of
    them; 0 if it is done alone.
    """

    key: Key
    group: int = 0


def settle(slots: Iterable[Slot[Key]]) -> tuple[Slot[Key], ...]:
    """Return the order with its groups numbered from 1 on; one exercise alone is no group."""
    settled: list[Slot[Key]] = []
    number = 0
    for group, run in groupby(slots, key=lambda slot: slot.group):
        members = list(run)
        together = bool(group) and len(members) > 1
        number += together
        settled.extend(replace(slot, group=number if together else 0) for slot in members)
    return tuple(settled)


def move(slots: Sequence[Slot[Key]], key: Key, to: int) -> tuple[Slot[Key], ...]:
    """Put an exercise at a position from 0; the last one, if there are fewer.

    It joins a group whose exercises are on both of its sides, stays in its own if one of them is
    beside it, and is done alone anywhere else.
    """
    moved = _slot(slots, key)
    others = [slot for slot in slots if slot.key != key]
    to = max(0, min(to, len(others)))
    before, after = _group_at(others, to - 1), _group_at(others, to)
    if before and before == after:
        group = before
    else:
        group = moved.group if moved.group in (before, after) else 0
    return settle([*others[:to], replace(moved, group=group), *others[to:]])


def arranged(now: Iterable[Key], named: Sequence[Slot[Key]]) -> tuple[Slot[Key], ...]:
    """Return a new order of the keys `now`, as `named`; those not named stay behind the one that
    they follow, and in a group if it is on both of their sides."""
    there = list(now)
    slots = [slot for slot in named if slot.key in there]
    known = {slot.key for slot in slots}
    before: Key | None = None
    for key in there:
        if key not in known:
            place = next((at for at, slot in enumerate(slots, 1) if slot.key == before), 0)
            group = _group_at(slots, place - 1)
            slots.insert(place, Slot(key, group if group == _group_at(slots, place) else 0))
        before = key
    return settle(slots)


def step(slots: Sequence[Slot[Key]], key: Key, by: int) -> tuple[Slot[Key], ...]:
    """Put an exercise one place earlier (`by` -1) or later (1); a group of others counts as one.

    At the edge of its own group it leaves the group first. static/js/session/order.js does the
    same.
    """
    moved = _slot(slots, key)
    place = slots.index(moved)
    to = place + by
    if not 0 <= to < len(slots):
        return settle(slots)
    group = slots[to].group
    if moved.group and group != moved.group:
        return leave(slots, key)
    while group and group != moved.group and _group_at(slots, to + by) == group:
        to += by
    others = [slot for slot in slots if slot.key != key]
    return settle([*others[:to], moved, *others[to:]])


def join_next(slots: Sequence[Slot[Key]], key: Key) -> tuple[Slot[Key], ...]:
    """Do an exercise in turn with the next one, and with the groups that both are in."""
    place = slots.index(_slot(slots, key))
    pair = slots[place : place + 2]
    if len(pair) < 2:
        return settle(slots)
    groups = {slot.group for slot in pair if slot.group}
    keys, together = {slot.key for slot in pair}, max((slot.group for slot in slots), default=0) + 1
    return settle(
        replace(slot, group=together) if slot.key in keys or slot.group in groups else slot
        for slot in slots
    )


def leave(slots: Sequence[Slot[Key]], key: Key) -> tuple[Slot[Key], ...]:
    """Do an exercise alone; those before it and those after it stay together."""
    return settle(replace(slot, group=0) if slot.key == key else slot for slot in slots)


def _slot(slots: Sequence[Slot[Key]], key: Key) -> Slot[Key]:
    return next(slot for slot in slots if slot.key == key)


def _group_at(slots: Sequence[Slot[Key]], place: int) -> int:
    return slots[place].group if 0 <= place < len(slots) else 0
