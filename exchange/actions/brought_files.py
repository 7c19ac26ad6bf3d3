"""Keeping a file of everything until the person has seen what it would change."""

import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from exchange.models import BroughtFile, BroughtPiece
from exchange.models.brought_file import KEPT_FOR

FASTEST = 1  # of zlib's levels: a tenth of the size in a third of a second for ten years


@transaction.atomic
def keep_file(
    *, user: User, pieces: Iterable[bytes], size: int, found: dict[str, Any], now: datetime
) -> BroughtFile:
    """Keep a file that was read, with what was found in it; it replaces the person's earlier one.

    Files that nobody came back for are deleted with it, other people's as well.
    """
    BroughtFile.objects.filter(made_at__lt=now - KEPT_FOR).delete()
    BroughtFile.objects.of(user).delete()
    kept = BroughtFile.objects.create(user=user, made_at=now, size=size, found=found)
    for number, piece in enumerate(pieces):
        content = zlib.compress(piece, FASTEST)
        BroughtPiece.objects.create(user=user, file=kept, number=number, content=content)
    return kept


def throw_away(*, file: BroughtFile) -> None:
    """Delete a file that isn't wanted."""
    file.delete()
