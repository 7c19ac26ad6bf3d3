"""The lines of a file → its cells, and the figures in them."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from exchange.logs.rows import Fault, Refusal, RefusedFile, Wrong

DELIMITERS = ",;\t"
MOST_BLANK_LINES = 100  # above the headings
MOST_LETTERS = 10_000  # in a cell
MOST_LINES = 100  # of one row: a quotation mark that is never closed would take in all others
SHOWN = 60  # letters of a value in a fault

PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
# 1,234.5 and 1.234,5
GROUPED = re.compile(r"[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]+|(?:\.[0-9]{3})+,[0-9]+)")
# In a file with decimal points: one thousand or so, or a little more than one?
UNCLEAR = re.compile(r"[0-9]{1,3},[0-9]{3}")


@dataclass(frozen=True)
class Table:
    """A file whose headings were read. `records`: the cells of each row below with the number of
    its first line, none of a blank row; a fault for a row that has other columns."""

    delimiter: str
    headings: tuple[str, ...]
    records: Iterator[tuple[int, list[str]] | Fault]


def table_of(lines: Iterator[str]) -> Table:
    """Read the headings. Raises RefusedFile if there are none."""
    for number, line in zip(range(1, MOST_BLANK_LINES), lines, strict=False):
        if line.strip("\ufeff \t\r\n,;"):
            cuts = {each: _cells(line, each) for each in DELIMITERS}
            delimiter = max(DELIMITERS, key=lambda each: len(cuts[each]))
            headings = cuts[delimiter]
            records = _records(lines, delimiter, headings, above=number)
            return Table(delimiter, tuple(each.strip() for each in headings), records)
    raise RefusedFile(Refusal.EMPTY)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter))
    except csv.Error:
        return []


def _records(
    lines: Iterator[str], delimiter: str, headings: list[str], *, above: int
) -> Iterator[tuple[int, list[str]] | Fault]:
    source = _Lines(lines, above)
    reader = csv.reader(source, delimiter=delimiter)
    width = len(headings)
    while True:
        line = source.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell of more than 131,072 letters, or a row of MOST_LINES
            yield Fault(line, Wrong.TOO_LARGE, value=source.give_back().strip()[:SHOWN])
            continue
        if len(cells) > width and not any(cells[width:]):
            del cells[width:]
        longest = max(cells, key=len, default="")
        if not longest:
            yield line, []
        elif len(cells) != width:
            yield Fault(line, Wrong.COLUMNS, value=source.give_back().strip()[:SHOWN])
        elif len(longest) > MOST_LETTERS:
            source.give_back()
            column = headings[cells.index(longest)].strip()
            yield Fault(line, Wrong.TOO_LARGE, column, longest[:SHOWN])
        else:
            yield line, cells


class _Lines:
    """Lines for the CSV reader. A row that can't be read gives back all its lines but the first,
    so that a quotation mark that is never closed costs one line and not the rest of the file."""

    def __init__(self, lines: Iterator[str], above: int) -> None:
        self._lines, self._above = lines, above
        self._taken: list[str] = []
        self._returned: deque[str] = deque()

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self._taken) == MOST_LINES:
            raise csv.Error
        line = self._returned.popleft() if self._returned else next(self._lines)
        self._taken.append(line)
        return line

    def begin(self) -> int:
        """Begin a row, and return the number of its first line."""
        self._above += len(self._taken)
        self._taken = []
        return self._above + 1

    def give_back(self) -> str:
        """Return all lines of the row but the first to be read again; return that first one."""
        first, *others = self._taken
        self._returned.extendleft(reversed(others))
        self._taken = [first]
        return first


@lru_cache(maxsize=4096)
def number(text: str, *, decimal_comma: bool) -> Decimal | None:
    """Return the figure in a cell, None if it is no number: 82.5, 82,5, 1,234.5 or 1.234,5.

    `decimal_comma`: whether 1,234 is a little more than one. Without, it is no number, because
    nobody can tell. Neither is a figure below 0.
    """
    if PLAIN.fullmatch(text) and (decimal_comma or not UNCLEAR.fullmatch(text)):
        return Decimal(text.replace(",", "."))
    if GROUPED.fullmatch(text):
        whole, part = re.split(r"[.,](?=[0-9]+$)", text)
        return Decimal(f"{re.sub('[.,]', '', whole)}.{part}")
    return None
