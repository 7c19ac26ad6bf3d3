"""A row of a file as a line of JSON, while it waits to be written."""

import json
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from exchange.logs.rows import Kind, Row, Unit


def compact(row: Row, *, with_session: bool) -> str:
    """Return a row as text; without what is the same in all rows of a session, unless asked for."""
    once = [row.workout_note, row.minutes] if with_session else ["", None]
    of_set = [row.exercise, row.kind, _text(row.load), row.unit, row.reps, row.seconds]
    return json.dumps(
        [
            [row.session, row.began.isoformat(), row.timed, row.workout, *once],
            [*of_set, _text(row.metres), _text(row.rpe), row.note, row.side],
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def restored(line: int, text: str) -> Row:
    """Return the row again."""
    of_session, of_set = json.loads(text)
    session, began, timed, workout, workout_note, minutes = of_session
    exercise, kind, load, unit, reps, seconds, metres, rpe, note, side = of_set
    return Row(
        line=line,
        session=session,
        began=datetime.fromisoformat(began),
        timed=timed,
        workout=workout,
        workout_note=workout_note,
        minutes=minutes,
        exercise=exercise,
        kind=Kind(kind),
        load=_figure(load),
        unit=Unit(unit) if unit else None,
        reps=reps,
        seconds=seconds,
        metres=_figure(metres),
        rpe=_figure(rpe),
        note=note,
        side=side,
    )


def compact_reason(why: str, column: str, value: str) -> str:
    """Return as text why a row isn't written, and the value in its column."""
    return json.dumps([why, column, value], ensure_ascii=False)


class Reason(NamedTuple):
    """Why a row isn't written: a `Wrong` or a `LeftOut`, and the value in a column."""

    line: int
    why: str
    column: str
    value: str


def restored_reason(line: int, text: str) -> Reason:
    return Reason(line, *json.loads(text))


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else str(figure)


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
