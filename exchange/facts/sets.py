"""Every set of a person's log as a row of our own CSV (docs/log-csv.md)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import User
from exchange.logs.rows import Kind, Row, Unit
from exercises.decimals import decimal_text
from exercises.vocabulary import Measure
from routines.labels.routines import session_title
from routines.models import Session, SetLog, Side

AT_ONCE = 1000
SECONDS = {Measure.SECONDS.value: 1, Measure.MINUTES.value: 60}
OF_THE_SESSION = (
    *("local_date", "started_at", "finished_at", "time_zone", "written_later"),
    *("day_name", "programme_day", "note"),
)
COLUMNS = (
    *("item__session", *(f"item__session__{name}" for name in OF_THE_SESSION)),
    *("item__exercise_name", "item__measure", "item__load_helps"),
    *("load", "load_unit", "amount", "rir", "side", "note"),
)
ORDER = (
    *("item__session__local_date", "item__session__started_at", "item__session"),
    *("item__position", "item", "number", "side", "pk"),
)


def sets_of(user: User) -> Iterator[Row]:
    """Yield each set of the log, without those and the sessions that were removed, in the order in
    which they were done. One query."""
    # By the person's sessions alone: with the person named as well, SQLite reads all their sets.
    logs = SetLog.objects.standing().filter(item__session__in=Session.objects.of(user).began())
    found = logs.order_by(*ORDER).values(*COLUMNS)
    for number, log in enumerate(found.iterator(chunk_size=AT_ONCE), 2):
        yield _row(number, log)


def _row(number: int, log: Mapping[str, Any]) -> Row:
    session = {name: log[f"item__session__{name}"] for name in OF_THE_SESSION}
    began, is_timed = _began(session)
    factor = SECONDS.get(log["item__measure"])
    helps = log["item__load_helps"] and log["load"] is not None
    load = None if helps else log["load"]
    return Row(
        line=number,
        session=str(log["item__session"]),
        began=began,
        timed=is_timed,
        workout=session_title(session["programme_day"], session["day_name"]),
        workout_note=session["note"],
        minutes=_minutes(session) if is_timed else None,
        exercise=log["item__exercise_name"],
        kind=Kind.NORMAL,
        load=load,
        unit=None if load is None else Unit(log["load_unit"]),
        reps=log["amount"] if factor is None else None,
        seconds=None if factor is None else log["amount"] * factor,
        metres=None,
        rpe=None if log["rir"] is None else Decimal(10 - log["rir"]),
        note=_with_help(log) if helps else log["note"],
        side="" if log["side"] == Side.BOTH else log["side"],
    )


def _began(session: Mapping[str, Any]) -> tuple[datetime, bool]:
    """Return when a session began by the person's clock, and whether the time is known: not of one
    that was written down later, or was moved to another day."""
    local = session["started_at"].astimezone(_zone(session["time_zone"])).replace(tzinfo=None)
    if session["written_later"] or local.date() != session["local_date"]:
        return datetime.combine(session["local_date"], time()), False
    return local.replace(microsecond=0), True


def _minutes(session: Mapping[str, Any]) -> int | None:
    if session["finished_at"] is None:
        return None
    return int((session["finished_at"] - session["started_at"]).total_seconds() // 60) or None


def _with_help(log: Mapping[str, Any]) -> str:
    """Return the note of a set with help, which is no weight that was lifted."""
    return f"{decimal_text(log['load'])} {log['load_unit']} help. {log['note']}".strip()


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
