"""The exercises of a session: a set of one, tick one, how one hurts, leave one out."""

from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router
from pydantic import Field, StringConstraints

from exchange.api.access import LOG, LOG_HEALTH, ApiRequest, need
from exchange.api.problems import wrong_field
from exchange.api.shapes.fields import Load, Reserve, SentLater, Text, ZeroToTen
from exchange.api.shapes.log import LoggedItem, LoggedSet
from exchange.models import Scope
from exercises.vocabulary import Phase
from routines import actions
from routines.forms.log import MOST
from routines.models import SessionItem, SetLog, Skip

router = Router(tags=["Exercises of a session"])
Amount = Annotated[int, Field(ge=0, le=3600, strict=True)]


class SetSaid(SentLater):
    """What was done in one set. What isn't sent is as the item's target asks."""

    number: Annotated[int, Field(ge=1, le=99, strict=True)] = Field(
        description="Which set it is; the first free number if another one has it."
    )
    side: Literal["both", "left", "right"] = "both"
    amount: Amount | None = Field(
        None,
        description="Repetitions, seconds or minutes; of the left side if sides alternate.",
    )
    amount_right: Amount | None = Field(
        None, description="The right side’s if the sides alternate; as the left one’s without it."
    )
    load: Load | None = Field(None, description="null: without weight.")
    unit: Literal["kg", "lb"] | None = None
    rir: Reserve | None = Field(None, description="Good repetitions that were left, 5 for more.")
    note: Annotated[Text, StringConstraints(max_length=200)] = ""


class Trouble(SentLater):
    """How much an exercise hurts."""

    pain: ZeroToTen | None = Field(description="null: not any more.")
    slip: bool = Field(default=False, description="Whether all earlier reports were a mistake.")


class Ticked(SentLater):
    """Whether a warm-up or a cool-down is done."""

    done: bool = True


class LeftOut(SentLater):
    """Why the rest of an exercise is left out."""

    reason: Literal["", "busy", "kit", "tired", "hurts", "other"] = Field(
        description="“”: it is brought back. hurts needs the scope health."
    )


@router.put(
    "items/{uuid:item_id}/sets/{uuid:key}", auth=LOG, response=LoggedSet, summary="Log a set"
)
def log_set(request: ApiRequest, item_id: UUID, key: UUID, said: SetSaid) -> LoggedSet:
    """Log a set under a key of your own (a UUID): sent twice it is one set, and the second time
    corrects it.

    If the sides alternate, one call writes both: the right one’s key is this one with its last bit
    turned. A session that is over takes sets, too.
    """
    item = _item(request, item_id, strength=True)
    now, word = said.when(timezone.now())
    log = actions.log_set(item=item, key=key, entry=_entry(item, said), now=now, word=word)
    return LoggedSet.of(SetLog.objects.of(request.auth.user).get(pk=log.pk))


def _entry(item: SessionItem, said: SetSaid) -> actions.SetEntry:
    """Return what to write, filled from the item's target. Raises Refused."""
    if "load" not in said.model_fields_set and said.unit not in {None, item.load_unit}:
        raise wrong_field("unit", "Send the load, too: the target’s is in another unit.")
    check_amount(item, said.amount, "amount")
    check_amount(item, said.amount_right, "amount_right")
    return actions.SetEntry(
        number=said.number,
        side=said.side,
        amount=item.aim if said.amount is None else said.amount,
        amount_right=said.amount_right,
        load=checked_load(item, said.load if "load" in said.model_fields_set else item.load),
        unit=said.unit or item.load_unit,
        rir=said.rir,
        note=said.note,
    )


def check_amount(item: SessionItem, amount: int | None, field: str) -> None:
    """Refuse an amount that doesn't fit what the item counts. Raises Refused."""
    most = MOST[item.measure]
    if amount is not None and amount > most:
        raise wrong_field(field, f"At most {most} {item.measure}.")


def checked_load(item: SessionItem, load: Decimal | None) -> Decimal | None:
    """Return a load for an item that takes one. Raises Refused."""
    if load is not None and not item.takes_load:
        raise wrong_field("load", "This exercise takes no weight.")
    return load


@router.post("items/{uuid:item_id}/tick", auth=LOG, response=LoggedItem, summary="Tick an exercise")
def tick(request: ApiRequest, item_id: UUID, said: Ticked) -> LoggedItem:
    """Tick an exercise of the warm-up or the cool-down, which have no sets; or untick it."""
    item = _item(request, item_id, strength=False)
    now, word = said.when(timezone.now())
    actions.tick_item(item=item, ticked=said.done, now=now, word=word)
    return _shown(request, item_id)


@router.post(
    "items/{uuid:item_id}/trouble", auth=LOG_HEALTH, response=LoggedItem, summary="Say how it hurts"
)
def trouble(request: ApiRequest, item_id: UUID, said: Trouble) -> LoggedItem:
    """Record how much an exercise hurts now, 0 to 10. It may hold the next target, or lower it."""
    item = _item(request, item_id)
    now, word = said.when(timezone.now())
    if said.slip:
        actions.forget_pain(item=item, now=now, word=word)
    else:
        actions.say_pain(item=item, pain=said.pain, now=now, word=word)
    return _shown(request, item_id)


@router.post(
    "items/{uuid:item_id}/skip", auth=LOG, response=LoggedItem, summary="Leave an exercise out"
)
def skip(request: ApiRequest, item_id: UUID, said: LeftOut) -> LoggedItem:
    """Leave out the rest of an exercise, or bring it back. Sets that were done stay."""
    if said.reason == Skip.HURTS:
        need(request.auth, Scope.HEALTH)
    now, word = said.when(timezone.now())
    actions.skip_item(item=_item(request, item_id), reason=said.reason, now=now, word=word)
    return _shown(request, item_id)


def _item(request: ApiRequest, item_id: UUID, *, strength: bool | None = None) -> SessionItem:
    """Return an item; with `strength`, one that has sets, or one that is ticked."""
    mine = SessionItem.objects.of(request.auth.user).select_related("session__plan", "exercise")
    if strength is not None:
        phase = {"phase": Phase.STRENGTH}
        mine = mine.filter(**phase) if strength else mine.exclude(**phase)
    found: SessionItem = get_object_or_404(mine, pk=item_id)
    return found


def _shown(request: ApiRequest, item_id: UUID) -> LoggedItem:
    mine = SessionItem.objects.of(request.auth.user).prefetch_related("set_logs")
    item = get_object_or_404(mine, pk=item_id)
    return LoggedItem.of(item, with_health=request.auth.allows(Scope.HEALTH))
