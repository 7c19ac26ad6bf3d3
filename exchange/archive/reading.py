"""Read a file of everything row by row, so that ten years of it are never in memory at once."""

import codecs
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from exchange.archive.shape import MOST_ROW, MOST_ROWS, Refusal, RefusedArchive

SPACE = " \t\n\r"
# By how a file begins: marks of encodings that a text editor may save in.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Entry:
    """A row, or a value that is none: `row` counts the rows of a part from 1, None for a value."""

    part: str
    row: int | None
    value: Any
    text: str


def entries(pieces: Iterable[bytes]) -> Iterator[Entry]:
    """Yield the rows of each list of the file, and its other values, in their order.

    `pieces` are the bytes of the file, a few at a time. Raises RefusedArchive.
    """
    text = _Text(pieces)
    if not text.next():
        raise RefusedArchive(Refusal.EMPTY)
    text.take("{")
    seen: set[str] = set()
    rows = 0
    while text.next() != "}":
        if seen:
            text.take(",")
        part = _name(text)
        if part in seen:
            raise RefusedArchive(Refusal.TWICE, part[:60])
        seen.add(part)
        for entry in _entries_of(text, part):
            rows += 1
            if rows > MOST_ROWS:
                raise RefusedArchive(Refusal.TOO_LARGE)
            yield entry
    text.take("}")
    if text.next():
        raise RefusedArchive(Refusal.NOT_JSON, text.where)


def _name(text: "_Text") -> str:
    if text.next() != '"':
        text.refuse()
    name, _raw = text.value()
    text.take(":")
    return str(name)


def _entries_of(text: "_Text", part: str) -> Iterator[Entry]:
    if text.next() != "[":
        yield Entry(part, None, *text.value())
        return
    text.take("[")
    row = 0
    while text.next() != "]":
        if row:
            text.take(",")
        row += 1
        yield Entry(part, row, *text.value())
    text.take("]")


class _Text:
    """The text of a file, of which only the part around `at` is held."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._decoder: codecs.IncrementalDecoder | None = None
        self._held, self._at, self._line, self._ended = "", 0, 1, False
        self._json = json.JSONDecoder(
            object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite
        )

    @property
    def where(self) -> str:
        """The line that is being read."""
        return str(self._line + self._held.count("\n", 0, self._at))

    def refuse(self) -> None:
        """Raise RefusedArchive about the sign here."""
        raise RefusedArchive(Refusal.NOT_JSON if self.next() else Refusal.CUT_OFF, self.where)

    def next(self) -> str:
        """Return the next character that is no space, without passing it; "" at the end."""
        while True:
            while self._at < len(self._held):
                if self._held[self._at] not in SPACE:
                    return self._held[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, sign: str) -> None:
        if self.next() != sign:
            self.refuse()
        self._at += 1

    def value(self) -> tuple[Any, str]:
        """Return the value that begins here, and its text."""
        self.next()
        while True:
            try:
                found, end = self._json.raw_decode(self._held, self._at)
            except RecursionError:
                raise RefusedArchive(Refusal.TOO_DEEP, self.where) from None
            except json.JSONDecodeError:
                # Perhaps the rest of it is still to come.
                if not self._more():
                    self.refuse_value()
                continue
            except ValueError as fault:
                raise RefusedArchive(Refusal.NOT_JSON, self.where) from fault
            # A number may go on in what is still to come.
            if end < len(self._held) or not self._more():
                break
        text, self._at = self._held[self._at : end], end
        if len(text) > MOST_ROW:
            raise RefusedArchive(Refusal.LONG_ROW, self.where)
        return found, text

    def refuse_value(self) -> None:
        """Raise RefusedArchive about a value that is none, also with all of the file in view."""
        try:
            self._json.raw_decode(self._held, self._at)
        except json.JSONDecodeError as fault:
            is_end = fault.pos >= len(self._held.rstrip()) or "Unterminated" in fault.msg
            why = Refusal.CUT_OFF if is_end else Refusal.NOT_JSON
            raise RefusedArchive(why, self.where) from None

    def _more(self) -> bool:
        """Hold another piece of the file; return False at its end."""
        if self._ended:
            return False
        if len(self._held) - self._at > MOST_ROW:
            raise RefusedArchive(Refusal.LONG_ROW, self.where)
        piece = next(self._pieces, b"")
        self._ended = not piece
        self._line += self._held.count("\n", 0, self._at)
        self._held, self._at = self._held[self._at :] + self._decoded(piece), 0
        return not self._ended or bool(self._held)

    def _decoded(self, piece: bytes) -> str:
        if self._decoder is None:
            mark, name = next((each for each in MARKS if piece.startswith(each[0])), (b"", "utf-8"))
            self._decoder, piece = codecs.getincrementaldecoder(name)(), piece[len(mark) :]
        try:
            return self._decoder.decode(piece, final=self._ended)
        except UnicodeDecodeError:
            why = Refusal.CUT_OFF if self._ended else Refusal.NOT_TEXT
            raise RefusedArchive(why, self.where) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object, each of whose names stands there once."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands there twice")
    return found


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    if not math.isfinite(found := float(text)):
        raise ValueError(f"{text} is no number")
    return found
