"""A log that a person brings along from another app, from the file to the sessions in the log."""

import json
import zlib
from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from exchange.logs.rows import App, Unit
from history.models import Activity
from routines.models import Session
from routines.models.merging import Merging, OneEach, Rule
from routines.models.owned import Owned, OwnedQuerySet


class State(models.TextChoices):
    """How far an import has come.

    READING the file; UNIT: it is asked whether the weights are kilograms or pounds; NAMES: which
    exercise each name is; COMPARING it with the log; PREVIEW: it waits for the person's yes. DONE,
    or TAKEN_BACK afterwards. LEFT: unwritten, and about to be deleted.
    """

    READING = "reading"
    UNIT = "unit"
    NAMES = "names"
    COMPARING = "comparing"
    PREVIEW = "preview"
    DONE = "done"
    TAKEN_BACK = "taken_back"
    LEFT = "left"


WAITS_FOR = timedelta(weeks=1)  # for the next answer
# Those of a file that isn't in the log yet.
OPEN = (State.READING, State.UNIT, State.NAMES, State.COMPARING, State.PREVIEW)


COUNTED = (
    *("new_sessions", "new_sets", "again_sessions", "again_sets", "more_sessions", "more_sets"),
    *("there_sessions", "there_sets", "activities", "there_activities", "skipped", "left_out"),
)


class LogImportQuerySet(OwnedQuerySet["LogImport"]):
    def open(self) -> "LogImportQuerySet":
        """Filter those that wait for the person, or for their turn."""
        return self.filter(state__in=OPEN)

    def unwritten(self) -> "LogImportQuerySet":
        """Filter those of which nothing is in the log, also if they are being deleted."""
        return self.filter(state__in=(*OPEN, State.LEFT))


class LogImport(Owned):
    """One file of another app, and what became of it.

    `pieces` of its text; `done` of them were read, and then `done` of the `sessions` compared.
    `asked_unit`: it doesn't say in which unit its weights are; `unit` is the person's answer,
    `guess` a guess from the figures (`facts.log_imports.Guessed` as JSON). `names`: how often each
    exercise is in the file, by its folded name (`logs.summary.Named`). `counts`: the numbers of the
    comparison (COUNTED). `newest` of the sessions that it writes, for the preview
    (`facts.newest`). `resume_at` is the last session that was compared.
    """

    merging: ClassVar[Merging] = OneEach(among=Q(state__in=OPEN))
    made_at = models.DateTimeField()
    file_name = models.CharField(max_length=100)
    app = models.CharField(max_length=20, choices=[(each.value, each.name) for each in App])
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    pieces = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    asked_unit = models.BooleanField(default=False)
    unit = models.CharField(max_length=2, blank=True)
    guess = models.JSONField(default=dict, blank=True)
    names = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    newest = models.JSONField(default=list, blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    sessions = models.PositiveIntegerField(default=0)
    sets = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    resume_at = models.UUIDField(null=True)
    written_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    objects: ClassVar = LogImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["user", "state"], name="logimport_user_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(state__in=OPEN), name="logimport_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(unit__in=["", *[each.value for each in Unit]]),
                name="logimport_unit_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.app}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def count(self, name: str) -> int:
        """Return how many there are of what the comparison counts."""
        return self.counts.get(name, 0)

    @property
    def counted(self) -> dict[str, int]:
        """The counts of the comparison, 0 for what there is none of."""
        return {name: self.count(name) for name in COUNTED}

    @property
    def sets_to_write(self) -> int:
        return sum(self.count(f"{how}_sets") for how in ("new", "again", "more"))

    @property
    def sessions_to_write(self) -> int:
        return sum(self.count(f"{how}_sessions") for how in ("new", "again"))

    @property
    def writes_anything(self) -> bool:
        return bool(self.sets_to_write or self.count("activities"))

    @property
    def steps(self) -> int:
        """How many there are of what is `done` one after the other."""
        return self.pieces if self.state == State.READING else self.sessions

    @property
    def is_working(self) -> bool:
        """Whether the next step needs no answer."""
        return self.state in {State.READING, State.COMPARING}


class LogPieceQuerySet(OwnedQuerySet["LogPiece"]):
    """Named so that mypy finds it behind a related manager."""


class LogPiece(Owned):
    """A part of a file that waits to be read (`file`), or of what waits to be written (`rows`).

    In the database, as the next request may reach another machine. Deleted as soon as it was read
    or written.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    of = models.ForeignKey(LogImport, models.CASCADE, related_name="stored")
    is_text = models.BooleanField()
    number = models.PositiveIntegerField()
    first_line = models.PositiveIntegerField(default=0)
    content = models.BinaryField()

    objects: ClassVar = LogPieceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "is_text", "number"], name="logpiece_in_order")
        ]

    def __str__(self) -> str:
        return f"piece {self.number}"

    @property
    def text(self) -> str:
        return zlib.decompress(bytes(self.content)).decode()

    @property
    def value(self) -> Any:
        return json.loads(self.text)


def packed(text: str) -> bytes:
    """Return the content of a piece."""
    return zlib.compress(text.encode(), 1)


class Status(models.TextChoices):
    """What a row of a file is: a SET, a FAULT that can't be read, or LEFT_OUT of what is written,
    with the reason."""

    SET = "set"
    FAULT = "fault"
    LEFT_OUT = "left_out"


class ImportedRowQuerySet(OwnedQuerySet["ImportedRow"]):
    """Named so that mypy finds it behind a related manager."""


class ImportedRow(Owned):
    """A row of a file that was read, until it is written.

    `session` is the key of its session, None for a fault. `content` is a list of figures as JSON
    (`logs.compact`).
    """

    merging: ClassVar[Merging] = Rule.MOVES
    of = models.ForeignKey(LogImport, models.CASCADE, related_name="rows", db_index=False)
    status = models.CharField(max_length=8, choices=Status.choices)
    session = models.UUIDField(null=True)
    line = models.PositiveIntegerField()
    content = models.TextField()

    objects: ClassVar = ImportedRowQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["of", "status", "session", "line"], name="importedrow_in_order")
        ]

    def __str__(self) -> str:
        return f"line {self.line}: {self.status}"


class ImportedSessionQuerySet(OwnedQuerySet["ImportedSession"]):
    """Named so that mypy finds it behind a related manager."""


class ImportedSession(Owned):
    """A session that an import wrote, or to which it added `sets`; without any it wrote it all."""

    merging: ClassVar[Merging] = Rule.MOVES
    of = models.ForeignKey(LogImport, models.CASCADE, related_name="written")
    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    sets = models.JSONField(default=list)

    objects: ClassVar = ImportedSessionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"session {self.session_id}"


class ImportedActivityQuerySet(OwnedQuerySet["ImportedActivity"]):
    """Named so that mypy finds it behind a related manager."""


class ImportedActivity(Owned):
    """An activity that an import wrote."""

    merging: ClassVar[Merging] = Rule.MOVES
    of = models.ForeignKey(LogImport, models.CASCADE, related_name="activities")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")

    objects: ClassVar = ImportedActivityQuerySet.as_manager()

    def __str__(self) -> str:
        return f"activity {self.activity_id}"
