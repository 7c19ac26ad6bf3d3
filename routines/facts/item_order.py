"""The order of a session's exercises after one of them took another place."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias
from uuid import UUID

from exercises.vocabulary import Phase
from routines.models import SessionItem
from routines.planning.exercise_order import Slot, join_next, leave, step

Order: TypeAlias = Sequence[Slot[UUID]]
STEPS: dict[str, Callable[[Order, UUID], Order]] = {
    "earlier": partial(step, by=-1),
    "later": partial(step, by=1),
    "join": join_next,
    "leave": leave,
}


def order_after(item: SessionItem, way: str) -> list[tuple[UUID, int]]:
    """Return the items of the session in order, with the numbers of their supersets, after this
    one went a way of STEPS. One query."""
    items = SessionItem.objects.filter(
        session=item.session_id, phase=Phase.STRENGTH, swapped_at=None
    )
    slots = [Slot(each.pk, each.superset) for each in items]
    if item.pk not in {slot.key for slot in slots}:
        return []
    return [(slot.key, slot.group) for slot in STEPS[way](slots, item.pk)]
