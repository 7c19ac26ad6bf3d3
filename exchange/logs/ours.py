"""Our own CSV: one row a set, in columns that docs/log-csv.md describes. Read and written here.

It opens in a spreadsheet in the language's way: with commas and decimal points, or with semicolons
and decimal commas. No cell can begin a formula there.
"""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal

from exchange.logs.rows import Row
from exercises.decimals import decimal_text

# What a spreadsheet takes for a formula at the beginning of a cell, and the mark that tells it not
# to, which is doubled where it belongs to the text.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
MARK = "'"

# Heading → the field of a row, in the order of the file.
COLUMNS = {
    "session": "session",
    "began": "began",
    "workout": "workout",
    "workout note": "workout_note",
    "minutes": "minutes",
    "exercise": "exercise",
    "kind": "kind",
    "load": "load",
    "unit": "unit",
    "repetitions": "reps",
    "seconds": "seconds",
    "metres": "metres",
    "rpe": "rpe",
    "side": "side",
    "note": "note",
}


def written(rows: Iterable[Row], *, delimiter: str = ",") -> Iterator[str]:
    """Yield the lines of a file, its ends included; to be encoded as UTF-8, the mark is there.

    `delimiter`: a comma, or a semicolon for languages with decimal commas.
    """
    writer = csv.writer(_Echo(), delimiter=delimiter)
    yield "\ufeff" + writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow(_cell(row, field, delimiter) for field in COLUMNS.values())


class _Echo:
    """A file for the CSV writer that gives each line back."""

    def write(self, line: str) -> str:
        return line


def _cell(row: Row, field: str, delimiter: str) -> str:
    value = getattr(row, field)
    if value is None:
        return ""
    if field == "began":
        return f"{value:%Y-%m-%d %H:%M:%S}" if row.timed else f"{value:%Y-%m-%d}"
    if isinstance(value, Decimal):
        text = decimal_text(value)
        return text.replace(".", ",") if delimiter == ";" else text
    return _defused(value) if isinstance(value, str) else str(value)


def _defused(text: str) -> str:
    return MARK + text if text.startswith((*FORMULA, MARK)) else text


def as_typed(cell: str) -> str:
    """Return the text of a cell without the mark that `written` put before it."""
    return cell[1:] if cell.startswith(MARK) and cell[1:].startswith((*FORMULA, MARK)) else cell
