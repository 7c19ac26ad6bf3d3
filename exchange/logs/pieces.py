"""A file cut into pieces that can be read one by one, so that no request reads all of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import BinaryIO

from exchange.logs.cells import table_of
from exchange.logs.read import MOST_ROWS, Log, read
from exchange.logs.reading import Note, Reader
from exchange.logs.rows import App, Fault, Refusal, RefusedFile, Row
from exchange.logs.shapes import shape_of
from exchange.logs.text import lines

RECORDS = 5000
# A piece never has more, even if it ends within a session.
MOST_RECORDS = 7000


@dataclass(frozen=True)
class Piece:
    """Some whole rows of a file below its headings, in UTF-8. `first_line`: the line of
    the first one."""

    first_line: int
    text: str


@dataclass(frozen=True)
class Cut:
    """A file whose headings were read, and its pieces, once. Raises RefusedFile like `Log`."""

    app: App
    pieces: Iterator[Piece]


def cut(stream: BinaryIO, *, today: date) -> Cut:
    """Read the headings of a file, and cut the rest as its pieces are asked for: between sessions,
    because a note in a row of its own belongs to a row beside it. Raises RefusedFile."""
    taken: list[str] = []
    table = table_of(_kept(lines(stream), taken))
    shape = shape_of(table.headings)
    reader = Reader(shape, table.headings, decimal_comma=table.delimiter != ",", today=today)
    return Cut(shape.app, _pieces(table.records, reader, taken))


def _kept(every: Iterator[str], taken: list[str]) -> Iterator[str]:
    for line in every:
        # The last line may have no end, and the rest of a very long one is dropped with its end.
        taken.append(line if line.endswith(("\n", "\r")) else f"{line}\n")
        yield line


def _pieces(
    records: Iterator[tuple[int, list[str]] | Fault], reader: Reader, taken: list[str]
) -> Iterator[Piece]:
    heading, above = taken[-1].lstrip("\ufeff"), len(taken)
    taken.clear()
    first, held, session = above + 1, 0, ""
    for count, record in enumerate(records, start=1):
        if count > MOST_ROWS:
            raise RefusedFile(Refusal.TOO_LARGE)
        line = record.line if isinstance(record, Fault) else record[0]
        if held >= RECORDS - 1:
            found = None if isinstance(record, Fault) else reader.read(*record)
            now = found.session if isinstance(found, Row | Note) else session
            if (held >= RECORDS and now != session) or held >= MOST_RECORDS:
                yield Piece(first, heading + "".join(taken[: line - first]))
                del taken[: line - first]
                first, held = line, 0
            session = now
        held += 1
    if held:
        yield Piece(first, heading + "".join(taken))


def read_piece(piece: Piece, *, today: date) -> Log:
    """Read one piece; its rows have the lines that they have in the file."""
    log = read(BytesIO(piece.text.encode()), today=today)
    return Log(log.app, (_moved(each, piece.first_line - 2) for each in log.rows))


def _moved(each: Row | Fault, by: int) -> Row | Fault:
    # Quicker than `replace`, which builds the object anew.
    object.__setattr__(each, "line", each.line + by)
    return each
