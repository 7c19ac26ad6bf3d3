"""Keeping the sums of a session's exercises equal to its sets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import islice
from uuid import UUID

from backhealth.prepared import Inserted
from exercises.vocabulary import Phase
from routines.models import ItemSums, Session, SessionItem, SetLog
from routines.models.session import DONE
from routines.planning.item_sums import SetFigures, sums_of
from routines.planning.loads import Unit, load_of

# The columns that are counted.
OF_AN_ITEM = ("user", "session", "exercise", "measure", "height_cm", "band", "load_helps")
OF_A_SET = ("item", "number", "side", "amount", "load_kg", "rir")
_INSERTED = Inserted(ItemSums)


def keep_sums(session: Session) -> None:
    """Write the sums of a session's exercises anew, or delete them if it no longer counts.

    Every verb that changes a set, the day or the status of a session that is over calls this in its
    transaction, with the session as it is stored, while the person's row is locked. Two to four
    queries, one if the session doesn't count.
    """
    ItemSums.objects.filter(session=session).delete()
    if session.removed_at is None and session.status in DONE:
        items = session.items.filter(phase=Phase.STRENGTH)
        logs = SetLog.objects.standing().filter(item__session=session)
        ItemSums.objects.bulk_create(sums_rows(items, logs))


def keep_sums_of(sessions: Iterable[UUID]) -> None:
    """Write the sums of many sessions anew, as `keep_sums` does for one: 100 at a time, so that ten
    years of sets are never in memory at once."""
    waiting = iter(sessions)
    while some := list(islice(waiting, 100)):
        ItemSums.objects.filter(session__in=some).delete()
        counted = Session.objects.done().filter(pk__in=some).values("pk")
        items = SessionItem.objects.filter(session__in=counted, phase=Phase.STRENGTH)
        items = items.select_related("session").only(*OF_AN_ITEM, "session__local_date")
        logs = SetLog.objects.standing().filter(item__session__in=counted).only(*OF_A_SET)
        _INSERTED(sums_rows(items, logs))


def sums_rows(items: Iterable[SessionItem], logs: Iterable[SetLog]) -> list[ItemSums]:
    """Return the sums of those exercises that have standing sets among `logs`, unsaved.

    The items are strength exercises of sessions that are done.
    """
    by_item: dict[UUID, list[SetLog]] = defaultdict(list)
    for log in logs:
        by_item[log.item_id].append(log)
    return [_row(item, by_item[item.pk]) for item in items if item.pk in by_item]


def _row(item: SessionItem, logs: Sequence[SetLog]) -> ItemSums:
    return ItemSums(
        id=item.pk,
        user_id=item.user_id,
        session=item.session,
        item=item,
        exercise_id=item.exercise_id,
        local_date=item.session.local_date,
        measure=item.measure,
        height_cm=item.height_cm,
        band=item.band,
        **asdict(sums_of([_figures(log, helps=item.load_helps) for log in logs])),
    )


def _figures(log: SetLog, *, helps: bool) -> SetFigures:
    return SetFigures(
        number=log.number,
        side=log.side,
        amount=log.amount,
        load=load_of(log.load_kg, Unit.KG, helps=helps),
        rir=log.rir,
    )
