"""The exercises of a session that are done in turn: which comes next, and the rest between them."""

from collections.abc import Iterable
from string import ascii_uppercase
from uuid import UUID

from routines.models import SessionItem, SetLog, Side
from routines.planning.supersets import goes_on, next_in_turn

__all__ = ["labels_of", "next_in_turn", "rest_after"]


def rest_after(item: SessionItem, *, number: int, side: str) -> int:
    """Return the seconds of rest after a set that was just logged.

    None between the two sides of a set done side by side, nor between the exercises of a superset;
    after the last one of a round, the longest rest of them. Two queries for a superset.
    """
    if item.side_by_side and side == Side.LEFT:
        return 0
    members = _members(item) if item.superset else []
    if item not in members:
        return item.rest_s
    logs = SetLog.objects.standing().filter(item__in=members)
    done = set(logs.values_list("item", "number", "side"))
    open_sets = [_next_set(each, done) for each in members]
    if goes_on(open_sets, members.index(item), number):
        return 0
    return max(each.rest_s for each in members)


def _members(item: SessionItem) -> list[SessionItem]:
    """Return the exercises of the item's superset that weren't left out, in order."""
    items = SessionItem.objects.filter(session=item.session_id, superset=item.superset)
    return list(items.filter(swapped_at=None, skipped=""))


def _next_set(item: SessionItem, done: set[tuple[UUID, int, str]]) -> int | None:
    """Return the number of the exercise's first set that isn't wholly done; None if all are."""
    sides = {Side.LEFT, Side.RIGHT} if item.side_by_side else set()
    for number in range(1, item.sets + 1):
        logged = {side for key, at, side in done if (key, at) == (item.pk, number)}
        if not logged or sides - logged:
            return number
    return None


def labels_of(items: Iterable[SessionItem]) -> dict[UUID, tuple[str, list[str]]]:
    """Return the label of each exercise in a superset, "A1", and the names of the others in it.

    By the key of its item. `items` are a session's, in order; those swapped out have none.
    """
    groups: dict[int, list[SessionItem]] = {}
    for item in items:
        if item.superset and item.swapped_at is None:
            groups.setdefault(item.superset, []).append(item)
    together = [members for members in groups.values() if len(members) > 1]
    found = {}
    for letter, members in zip(ascii_uppercase, together, strict=False):
        for place, item in enumerate(members, start=1):
            others = [each.exercise_name for each in members if each != item]
            found[item.pk] = (f"{letter}{place}", others)
    return found
