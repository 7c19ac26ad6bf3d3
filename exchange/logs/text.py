"""The bytes of a file → its lines, in pieces, whichever encoding they are in."""

import codecs
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from exchange.logs.rows import Refusal, RefusedFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_BYTES = 20 * 1024 * 1024
HEAD = 4096  # bytes that are looked at before anything is decoded
LONGEST_LINE = 200_000  # letters; the rest of a longer line is dropped
BY_BYTE = "read-as-windows-1252"  # our handler of bytes that are no UTF-8

# How files begin that are no text, or text of another kind.
BEGINNINGS = {
    b"\x89PNG": Refusal.NOT_TEXT,
    b"\xff\xd8\xff": Refusal.NOT_TEXT,  # JPEG
    b"GIF8": Refusal.NOT_TEXT,
    b"RIFF": Refusal.NOT_TEXT,  # WebP
    b"%PDF": Refusal.NOT_TEXT,
    b"PK\x03\x04": Refusal.NOT_TEXT,  # ZIP
    b"PK\x05\x06": Refusal.NOT_TEXT,  # an empty one
    b"\x1f\x8b": Refusal.NOT_TEXT,  # gzip
    b"BZh": Refusal.NOT_TEXT,
    b"\xfd7zXZ": Refusal.NOT_TEXT,
    b"7z\xbc\xaf": Refusal.NOT_TEXT,
    b"Rar!": Refusal.NOT_TEXT,
    b"SQLite format 3": Refusal.NOT_TEXT,
    b"\xd0\xcf\x11\xe0": Refusal.NOT_CSV,  # a workbook as they were until 2007
}
WORKBOOK = (b"[Content_Types].xml", b"xl/", b"opendocument.spreadsheet")  # in a ZIP's first names
# What the files of an app hold that only it writes.
MARKS = {b"training_log": "FitNotes", b"exercise_template_id": "Hevy", b"backhealth": "backhealth"}


def lines(stream: BinaryIO) -> Iterator[str]:
    """Yield the lines of a file with their ends (LF, CRLF or CR), never more than a few in memory.

    UTF-8, UTF-16 or Windows-1252. NUL, which no database keeps, becomes U+FFFD. Raises RefusedFile,
    also in the middle if there are more than MOST_BYTES.
    """
    source = _Source(stream)
    encoding = _encoding(source.head)
    _refuse_other_files(source.head, encoding)
    errors = BY_BYTE if encoding == "utf-8-sig" else "replace"
    text = io.TextIOWrapper(
        io.BufferedReader(source, io.DEFAULT_BUFFER_SIZE), encoding, errors, newline=""
    )
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            rest = line
            while rest and rest[-1] not in "\r\n":
                rest = text.readline(LONGEST_LINE)
        yield line.replace("\0", "\ufffd")


class _Source(io.RawIOBase):
    """A stream whose first bytes, `head`, are known before it is read; counts what is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._count, self._rest = stream, 0, b""
        self.head = b""
        while len(self.head) < HEAD and (some := stream.read(HEAD - len(self.head))):
            self.head += some
        self._rest = self.head

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        data = self._rest[: len(view)] or self._stream.read(len(view))
        self._rest = self._rest[len(view) :]
        self._count += len(data)
        if self._count > MOST_BYTES:
            raise RefusedFile(Refusal.TOO_LARGE)
        view[: len(data)] = data
        return len(data)


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Without a mark it is plain from the headings: every other byte is 0.
    even, odd = head[:40:2], head[1:40:2]
    if head and all(even) and odd and not any(odd):
        return "utf-16-le"
    if odd and all(odd) and not any(even):
        return "utf-16-be"
    return "utf-8-sig"


def _refuse_other_files(head: bytes, encoding: str) -> None:
    app = next((name for mark, name in MARKS.items() if mark in head), "")
    for beginning, why in BEGINNINGS.items():
        if head.startswith(beginning):
            is_workbook = beginning[:2] == b"PK" and any(name in head for name in WORKBOOK)
            raise RefusedFile(Refusal.NOT_CSV if is_workbook else why, app)
    text = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    if not text:
        raise RefusedFile(Refusal.EMPTY)
    if text.startswith(("{", "[", "<")):  # JSON, HTML
        raise RefusedFile(Refusal.NOT_CSV, app)
    if "\0" in text.splitlines()[0]:
        raise RefusedFile(Refusal.NOT_TEXT, app)


def _by_byte(error: UnicodeError) -> tuple[str, int]:
    """Return a byte that is no UTF-8 as Windows-1252 has it, so that a file may be in either."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


codecs.register_error(BY_BYTE, _by_byte)
