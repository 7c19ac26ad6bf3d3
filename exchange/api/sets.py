"""One set: read it, correct it, take it back, bring it back."""

from typing import Annotated, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router
from pydantic import StringConstraints

from exchange.api.access import LOG, READ, ApiRequest
from exchange.api.items import Amount, check_amount, checked_load
from exchange.api.problems import wrong_field
from exchange.api.shapes.fields import Load, Reserve, SentLater, Text
from exchange.api.shapes.log import LoggedSet
from routines import actions
from routines.models import SetLog

router = Router(tags=["Sets"])
ONE = "sets/{uuid:key}"


class Correction(SentLater):
    """What was wrong with a set. What isn't sent stays."""

    amount: Amount | None = None
    load: Load | None = None
    unit: Literal["kg", "lb"] | None = None
    rir: Reserve | None = None
    note: Annotated[Text, StringConstraints(max_length=200)] | None = None


@router.api_operation(["GET", "HEAD"], ONE, auth=READ, response=LoggedSet, summary="Read a set")
def read_set(request: ApiRequest, key: UUID) -> LoggedSet:
    """Return one set, also one that was taken back."""
    return LoggedSet.of(_log(request, key))


@router.patch(ONE, auth=LOG, response=LoggedSet, summary="Correct a set")
def correct_set(request: ApiRequest, key: UUID, said: Correction) -> LoggedSet:
    """Correct a set, one side of it if the sides alternate; it keeps its key and its number."""
    log = _log(request, key)
    now, word = said.when(timezone.now())
    actions.correct_set(log=log, entry=_entry(log, said), now=now, word=word)
    return LoggedSet.of(_log(request, key))


def _entry(log: SetLog, said: Correction) -> actions.SetEntry:
    """Return the set as it should be. Raises Refused."""
    sent = said.model_fields_set
    amount = said.amount if "amount" in sent else log.amount
    if amount is None:
        raise wrong_field("amount", "A set has an amount.")
    check_amount(log.item, amount, "amount")
    return actions.SetEntry(
        number=log.number,
        side=log.side,
        amount=amount,
        load=checked_load(log.item, said.load) if "load" in sent else log.load,
        unit=said.unit or log.load_unit,
        rir=said.rir if "rir" in sent else log.rir,
        note=(said.note or "") if "note" in sent else log.note,
    )


@router.post(f"{ONE}/remove", auth=LOG, response=LoggedSet, summary="Take a set back")
def remove_set(request: ApiRequest, key: UUID) -> LoggedSet:
    """Take a set back, both sides if they share a row; it can be brought back."""
    actions.remove_set(log=_log(request, key), now=timezone.now())
    return LoggedSet.of(_log(request, key))


@router.post(f"{ONE}/restore", auth=LOG, response=LoggedSet, summary="Bring a set back")
def restore_set(request: ApiRequest, key: UUID) -> LoggedSet:
    """Bring back a set that was taken back, as it was."""
    actions.restore_set(log=_log(request, key), now=timezone.now())
    return LoggedSet.of(_log(request, key))


def _log(request: ApiRequest, key: UUID) -> SetLog:
    logs = SetLog.objects.of(request.auth.user).select_related("item__session", "item__exercise")
    found: SetLog = get_object_or_404(logs, pk=key)
    return found
