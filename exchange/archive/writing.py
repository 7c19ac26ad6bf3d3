"""Write a file of everything, one row on a line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from exchange.archive.shape import FORMAT, PERSON, VERSION

Row = Mapping[str, Any]


def written(
    *, made_at: datetime, person: Row, parts: Iterable[tuple[str, Iterable[Row]]]
) -> Iterator[str]:
    """Yield the text of the file in pieces of a line."""
    head = {"format": FORMAT, "version": VERSION, "made_at": made_at, PERSON: person}
    yield "{\n" + ",\n".join(f"{_text(name)}: {_text(value)}" for name, value in head.items())
    for name, rows in parts:
        yield f",\n{_text(name)}: ["
        between = "\n"
        for row in rows:
            yield between + _text(row)
            between = ",\n"
        yield "\n]"
    yield "\n}\n"


def _plain(value: object) -> str:
    """Return the text of what JSON has no word for, with every digit of a moment: a row that comes
    back is the same row."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"{type(value)} in the file")


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_plain, allow_nan=False)


def _text(value: object) -> str:
    return _ENCODER.encode(value)
