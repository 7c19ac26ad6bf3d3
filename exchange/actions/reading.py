"""Reading a file that a person brings along: taken in, then read piece by piece."""

from datetime import date, datetime
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from accounts.actions import lock_person
from accounts.models import User
from backhealth.prepared import Inserted
from exchange.facts.log_imports import GUESSED_FROM, guessed
from exchange.logs.compact import compact, compact_reason
from exchange.logs.content import LeftOut, name_of, session_key
from exchange.logs.pieces import Piece, cut, read_piece
from exchange.logs.rows import App, Fault, Row
from exchange.logs.summary import MOST_NAMES, Named, names_from, stored_names
from exchange.models import ImportedRow, LogImport, LogPiece, State, Status
from exchange.models.log_import import packed
from exercises.own import MOST_LETTERS

FIRST_YEAR = 1970
LONGEST_FILE_NAME = 100
SHOWN = 60  # letters of a name beside a reason

_insert_rows = Inserted(ImportedRow)


class UnderWay(Exception):  # noqa: N818 — a finding to be shown, not a fault
    """Another file of the person isn't finished."""


def begin_import(
    *, user: User, stream: BinaryIO, file_name: str, today: date, now: datetime
) -> LogImport:
    """Take a file in, so that it can be read piece by piece.

    Raises RefusedFile if it can't be read at all, and UnderWay.
    """
    found = cut(stream, today=today)
    # All of it is looked at before anything is written: a person who trains meanwhile needn't wait.
    pieces = [(each.first_line, packed(each.text)) for each in found.pieces]
    with transaction.atomic():
        lock_person(user)
        if LogImport.objects.of(user).open().exists():
            raise UnderWay
        made = LogImport.objects.create(
            user=user,
            made_at=now,
            file_name=file_name[:LONGEST_FILE_NAME],
            app=found.app.value,
            pieces=len(pieces),
        )
        LogPiece.objects.bulk_create(
            LogPiece(user=user, of=made, is_text=True, number=number, first_line=line, content=text)
            for number, (line, text) in enumerate(pieces)
        )
        if not pieces:
            _finish(made)
    return made


def read_on(*, log_import: LogImport, today: date) -> LogImport:
    """Read the next piece of a file; after the last one, say what there is to be asked.

    If another tab is faster, nothing is done.
    """
    if log_import.state != State.READING:
        return log_import
    number = log_import.done
    piece = log_import.stored.filter(is_text=True, number=number).first()
    if piece is None:
        return _without_piece(log_import)
    # Read outside of the transaction, because it takes most of a second.
    found = _Read(log_import, today)
    for each in read_piece(Piece(piece.first_line, piece.text), today=today).rows:
        found.add(each)
    rows = _insert_rows.rows(found.rows)
    with transaction.atomic():
        lock_person(log_import.user_id)
        mine = LogImport.objects.select_for_update(of=("self",)).get(pk=log_import.pk)
        if mine.state != State.READING or mine.done != number:
            return mine
        _insert_rows.insert(rows)
        piece.delete()
        mine.done += 1
        mine.names = stored_names(found.names)
        mine.asked_unit = mine.asked_unit or found.lacks_unit
        mine.sets += found.sets
        mine.faults += found.faults
        mine.first_day = min(filter(None, [mine.first_day, found.first]), default=None)
        mine.last_day = max(filter(None, [mine.last_day, found.last]), default=None)
        if mine.done == mine.pieces:
            _finish(mine)
        mine.save()
    return mine


@transaction.atomic
def _without_piece(log_import: LogImport) -> LogImport:
    """Finish with what was read, if the text is gone: it isn't part of the download."""
    lock_person(log_import.user_id)
    mine = LogImport.objects.select_for_update(of=("self",)).get(pk=log_import.pk)
    if mine.state == State.READING and not mine.stored.filter(is_text=True).exists():
        _finish(mine)
    return mine


class _Read:
    """What one piece adds to an import."""

    def __init__(self, log_import: LogImport, today: date) -> None:
        self.rows: list[ImportedRow] = []
        self.names = names_from(log_import.names)
        self.first: date | None = None
        self.last: date | None = None
        self.sets = self.faults = 0
        self.lacks_unit = False
        self._import, self._app = log_import, App(log_import.app)
        self._sessions: set[UUID] = set()

    def add(self, each: Row | Fault) -> None:
        if isinstance(each, Fault):
            self.faults += 1
            self._keep(Status.FAULT, each.line, compact_reason(*_reason(each)))
            return
        name = name_of(each.exercise)
        if why := self._why_not(each, name):
            self.faults += 1
            self._keep(Status.FAULT, each.line, compact_reason(why, "", each.exercise[:SHOWN]))
            return
        self.sets += 1
        self.lacks_unit = self.lacks_unit or (each.load is not None and each.unit is None)
        self.names.setdefault(name, Named(name=each.exercise[:MOST_LETTERS])).add(each)
        day = each.began.date()
        self.first, self.last = min(self.first or day, day), max(self.last or day, day)
        key = session_key(self._import.user_id, self._app, each)
        # The whole session's note and length once are enough.
        text = compact(each, with_session=key not in self._sessions)
        self._sessions.add(key)
        self._keep(Status.SET, each.line, text, key)

    def _why_not(self, row: Row, name: str) -> LeftOut | None:
        if row.began.year < FIRST_YEAR:
            return LeftOut.EARLY
        if name not in self.names and len(self.names) >= MOST_NAMES:
            return LeftOut.NAMES
        return None

    def _keep(self, status: Status, line: int, text: str, session: UUID | None = None) -> None:
        self.rows.append(
            ImportedRow(
                user_id=self._import.user_id,
                of=self._import,
                status=status,
                session=session,
                line=line,
                content=text,
            )
        )


def _reason(fault: Fault) -> tuple[str, str, str]:
    return fault.wrong, fault.column, fault.value


def _finish(mine: LogImport) -> None:
    """Say what is asked once all was read."""
    rows = ImportedRow.objects.filter(of=mine, status=Status.SET)
    mine.sessions = rows.order_by().values("session").distinct().count()
    if not mine.sets:
        mine.state = State.PREVIEW
    elif mine.asked_unit:
        first = rows.order_by("line").values_list("line", "content")[:GUESSED_FROM]
        mine.state, mine.guess = State.UNIT, guessed(first)
    else:
        mine.state = State.NAMES
    mine.done = 0
    mine.save()
