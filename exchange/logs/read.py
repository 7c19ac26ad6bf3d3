"""Read a log that another app wrote, or ours, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from exchange.logs.cells import Table, table_of
from exchange.logs.reading import Note, Reader
from exchange.logs.rows import App, Fault, Refusal, RefusedFile, Row
from exchange.logs.shapes import shape_of
from exchange.logs.text import lines

MOST_ROWS = 200_000  # the blank ones included


@dataclass(frozen=True)
class Log:
    """A file whose headings were read: the app that wrote it, and its rows in their order, once.

    Going on with `rows` raises RefusedFile at the row or the byte that is too many.
    """

    app: App
    rows: Iterator[Row | Fault]


def read(stream: BinaryIO, *, today: date) -> Log:
    """Read the headings of a file, and go on as its rows are asked for.

    `today` is the person's; a set may be of tomorrow, where they were then. Raises RefusedFile.
    """
    table = table_of(lines(stream))
    shape = shape_of(table.headings)
    reader = Reader(shape, table.headings, decimal_comma=table.delimiter != ",", today=today)
    return Log(shape.app, _with_notes(_read(table, reader)))


def _read(table: Table, reader: Reader) -> Iterator[Row | Note | Fault]:
    for count, record in enumerate(table.records, start=1):
        if count > MOST_ROWS:
            raise RefusedFile(Refusal.TOO_LARGE)
        if isinstance(record, Fault):
            yield record
        elif record[1] and (found := reader.read(*record)):
            yield found


def _with_notes(every: Iterator[Row | Note | Fault]) -> Iterator[Row | Fault]:
    """Give a note to the set of its exercise before it, or to the next one if there is none."""
    last: Row | None = None  # not yet passed on
    early: Note | None = None
    for each in every:
        if isinstance(each, Note):
            if last and each.is_about(last):
                last = replace(last, note=_joined(last.note, each.text))
            else:
                early = each
            continue
        if last:
            yield last
            last = None
        if isinstance(each, Fault):
            yield each
            continue
        if early and early.is_about(each):
            last = replace(each, note=_joined(early.text, each.note))
        else:
            last = each
        early = None
    if last:
        yield last


def _joined(*notes: str) -> str:
    return "\n".join(filter(None, notes))
