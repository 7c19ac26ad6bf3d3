"""What every file of everything has in common: its head, and why one can't be read."""

from enum import StrEnum

FORMAT = "backhealth"
# Raised when a reader of the version before would misunderstand the file. A new column or a new
# kind of row is no such change: the page names it as unknown, and all else is read.
VERSION = 1
HEAD = ("format", "version", "made_at")
PERSON = "person"
OWN, LIBRARY = "Exercise", "LibraryExercise"

MB = 1024 * 1024
MOST_BYTES = 60 * MB  # some fifteen years of three sessions a week
MOST_ROW = MB  # characters of one row
MOST_ROWS = 500_000


class Refusal(StrEnum):
    """Why a whole file can't be read. Its sentence is in `labels.archive`.

    NOT_TEXT: a picture, an archive, or other bytes. NOT_JSON: text, but not JSON. CUT_OFF: it ends
    too early. TWICE: a part of the file is there twice. NOT_OURS: JSON, but no file of everything.
    NEWER: of a version that this app doesn't know yet. SOMEBODY_ELSES: rows of it belong to another
    person here.
    """

    EMPTY = "empty"
    NOT_TEXT = "not_text"
    NOT_JSON = "not_json"
    CUT_OFF = "cut_off"
    TOO_DEEP = "too_deep"
    TOO_LARGE = "too_large"
    LONG_ROW = "long_row"
    TWICE = "twice"
    NOT_OURS = "not_ours"
    NEWER = "newer"
    SOMEBODY_ELSES = "somebody_elses"


class RefusedArchive(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """A file that can't be read as a whole; `about` names the place or the value, "" for none."""

    def __init__(self, why: Refusal, about: str = "") -> None:
        super().__init__(why, about)
        self.why, self.about = why, about
