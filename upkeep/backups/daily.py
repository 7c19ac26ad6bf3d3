"""The daily backup, and how many of them are kept."""

import shutil
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from upkeep.backups.make import LEFT_OVER, back_up, backup_folder, file_name, keep_newest
from upkeep.turn import Counts, Turn

RENEWED_S = 30
OLD_S = timedelta(days=1).total_seconds()


def back_up_daily(turn: Turn) -> Counts:
    """Make a backup and delete those that are too many."""
    folder = backup_folder()
    _clear_up(settings.DATA)
    made = back_up(folder / file_name(turn.now), now=turn.now, beat=_now_and_then(turn.renew))
    deleted = keep_newest(folder, settings.ENVIRONMENT.BACKHEALTH_BACKUP_KEEP)
    return {"rows": made.contents.total, "bytes": made.size, "older files deleted": deleted}


def _now_and_then(renew: Callable[[], None]) -> Callable[[], None]:
    """Return a function that renews at most every half minute, however often it is called."""
    due = time.monotonic() + RENEWED_S

    def beat() -> None:
        nonlocal due
        if time.monotonic() >= due:
            renew()
            due = time.monotonic() + RENEWED_S

    return beat


def _clear_up(folder: Path) -> None:
    """Delete the copies of backups that were killed on their way."""
    for each in folder.glob(f"{LEFT_OVER}*"):
        if each.is_dir() and each.stat().st_mtime < time.time() - OLD_S:
            shutil.rmtree(each)
