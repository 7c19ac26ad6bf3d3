"""A file of everything that a person brings back, until they have seen what it would change."""

import zlib
from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar

from django.db import models

from routines.models.merging import Merging, Rule
from routines.models.owned import HealthData, OwnedQuerySet

KEPT_FOR = timedelta(days=1)


class BroughtFileQuerySet(OwnedQuerySet["BroughtFile"]):
    """Named so that mypy finds it behind a related manager."""


class BroughtFile(HealthData):
    """A file that was read once and waits for the person's yes; then it is deleted, at the latest
    a day after it came.

    In the database, as the next request may reach another machine. `found` is what the page
    shows about it (`facts.preview`). It may hold what the person said about their health, so
    that it goes when consent is withdrawn; nothing reads that part until they have agreed.
    """

    merging: ClassVar[Merging] = Rule.MOVES
    made_at = models.DateTimeField(db_index=True)
    size = models.PositiveIntegerField()
    found = models.JSONField(default=dict)

    objects: ClassVar = BroughtFileQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"file of {self.made_at:%Y-%m-%d}"

    def read(self) -> Iterator[bytes]:
        """Yield the bytes of the file, a piece at a time. Raises BroughtPiece.DoesNotExist if it is
        deleted meanwhile."""
        numbers = self.pieces.order_by("number").values_list("number", flat=True)
        for number in list(numbers):
            yield zlib.decompress(bytes(self.pieces.get(number=number).content))


class BroughtPieceQuerySet(OwnedQuerySet["BroughtPiece"]):
    """Named so that mypy finds it behind a related manager."""


class BroughtPiece(HealthData):
    """A part of a file, compressed by itself."""

    merging: ClassVar[Merging] = Rule.MOVES
    file = models.ForeignKey(BroughtFile, models.CASCADE, related_name="pieces")
    number = models.PositiveSmallIntegerField()
    content = models.BinaryField()

    objects: ClassVar = BroughtPieceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="broughtpiece_in_order"),
        ]

    def __str__(self) -> str:
        return f"piece {self.number}"
