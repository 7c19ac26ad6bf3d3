"""What every reader of a file yields: a row for each set, or a fault if it can't be read."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class App(StrEnum):
    """Who wrote the file, in which of its shapes."""

    STRONG_CLASSIC = "strong_classic"
    STRONG_UNITS = "strong_units"
    STRONG_2025 = "strong_2025"
    HEVY = "hevy"
    FITNOTES = "fitnotes"
    OURS = "ours"


class Kind(StrEnum):
    """What a set was for."""

    NORMAL = "normal"
    WARM_UP = "warm_up"
    DROP = "drop"
    FAILURE = "failure"


class Unit(StrEnum):
    KG = "kg"
    LB = "lb"


@dataclass(frozen=True)
class Row:
    """One set as the file has it, in the order of the file.

    `line` counts from 1, the headings included. `session` tells the sessions of the file apart:
    rows of one session have one text, however the file marks it; in a later file of the same log it
    may be another. `began` is the person's local time, and midnight if the file knows the day alone
    (`timed` is False then). `minutes`: how long the whole session took, None if unknown. `unit` is
    None where the file doesn't say; `load` is then a plain figure. A load has two decimals and is
    at most 9999.99. `seconds` is the time of the set, a day at most, `metres` its distance. `rpe`:
    5 to 10 in halves. `side`: "left", "right" or "" for both. None stands for a figure that the
    file doesn't have, also where it writes 0 for that.
    """

    line: int
    session: str
    began: datetime
    timed: bool
    workout: str
    workout_note: str
    minutes: int | None
    exercise: str
    kind: Kind
    load: Decimal | None
    unit: Unit | None
    reps: int | None
    seconds: int | None
    metres: Decimal | None
    rpe: Decimal | None
    note: str
    side: str = ""


class Wrong(StrEnum):
    """What is wrong with a row."""

    COLUMNS = "columns"  # more or fewer cells than headings
    DATE = "date"  # no date, or one that isn't in the calendar
    FUTURE = "future"
    NUMBER = "number"  # a cell that should hold a number
    TOO_LARGE = "too_large"  # beyond what a set can be, or a cell of 10,000 characters
    NOTHING_DONE = "nothing_done"  # a set without repetitions, seconds or distance
    NO_NAME = "no_name"  # no exercise is named


@dataclass(frozen=True)
class Fault:
    """A row that can't be read: its line, what is wrong, the column as the file calls it, and the
    first 60 characters of its value."""

    line: int
    wrong: Wrong
    column: str = ""
    value: str = ""


class Refusal(StrEnum):
    """Why a whole file can't be read."""

    EMPTY = "empty"
    NOT_TEXT = "not_text"  # a picture, an archive, or another file of bytes
    TOO_LARGE = "too_large"  # more than 20 MB or 200,000 rows
    UNKNOWN = "unknown"  # text, but headings of no app that we know
    TRANSLATED = "translated"  # headings of a known app in another language
    NOT_CSV = "not_csv"  # a workbook, JSON or HTML


class RefusedFile(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """A file that can't be read as a whole.

    `app`: the name of the app that wrote it, as it calls itself; "" if that can't be known.
    """

    def __init__(self, why: Refusal, app: str = "") -> None:
        super().__init__(why)
        self.why, self.app = why, app
