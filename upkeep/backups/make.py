"""Make a backup of the running app, and keep the newest of those that are made by themselves."""

import os
import re
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from upkeep.backups import databases
from upkeep.backups.archive import DATABASE, KEY, Contents, Manifest, packed, sum_of
from upkeep.backups.faults import BackupError
from upkeep.backups.sealed import seal

LEFT_OVER = "backup-"  # how the folder of a copy is named, while it is made
OURS = re.compile(r"backhealth-\d{8}T\d{6}Z\.tar\.gz(\.age)?")
TWICE = "{path} is there already, and a backup never overwrites: name another file."
A_FOLDER = "{path} is a folder: name a file in it."
NO_ROOM = (
    "The backup {path} can't be made: {why}. It needs room there, and in the data folder for a "
    "moment, and both must be the app's to write in."
)


@dataclass(frozen=True)
class Made:
    """A backup that was made: where, how large in bytes, what of, and in how many seconds."""

    path: Path
    size: int
    contents: Contents
    seconds: float


def file_name(now: datetime) -> str:
    ending = ".age" if settings.ENVIRONMENT.BACKHEALTH_BACKUP_KEY else ""
    return f"backhealth-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.tar.gz{ending}"


def backup_folder() -> Path:
    """Return where backups go that are given no name."""
    return settings.ENVIRONMENT.BACKHEALTH_BACKUP_DIR or settings.DATA / "backups"


def back_up(target: Path, *, now: datetime, beat: Callable[[], None] = lambda: None) -> Made:
    """Make a backup of this moment, readable by its owner alone. `beat` is called now and then.

    It is there when it is whole and on the disk. Raises BackupError.
    """
    if target.exists():
        raise BackupError((A_FOLDER if target.is_dir() else TWICE).format(path=target))
    try:
        return _made(target, now, beat)
    except OSError as fault:
        place = f" ({fault.filename})" if fault.filename else ""
        why = f"{fault.strerror or fault}{place}"
        raise BackupError(NO_ROOM.format(path=target, why=why)) from fault


def _made(target: Path, now: datetime, beat: Callable[[], None]) -> Made:
    began = time.monotonic()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The plain copy stays in the data folder, where the database itself is.
    with tempfile.TemporaryDirectory(prefix=LEFT_OVER, dir=settings.DATA) as inside:
        parts = {DATABASE: Path(inside) / DATABASE, KEY: Path(inside) / KEY}
        contents = databases.copy(connection.settings_dict, parts[DATABASE], beat)
        parts[KEY].write_text(settings.SECRET_KEY, encoding="ascii")
        manifest = Manifest(
            version=settings.RELEASE,
            made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
            database=databases.kind(connection.settings_dict),
            contents=contents,
            sums={name: sum_of(path) for name, path in parts.items()},
        )
        size = _write(target, _beating(packed(manifest, parts), beat))
    return Made(target, size, contents, time.monotonic() - began)


def _write(target: Path, pieces: Iterable[bytes]) -> int:
    draft = target.with_name(f".{target.name}.part")
    draft.unlink(missing_ok=True)  # of one that was killed
    draft.touch(mode=0o600)
    try:
        with draft.open("wb") as out:
            _fill(out, pieces)
            out.flush()
            os.fsync(out.fileno())
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)
    return target.stat().st_size


def _fill(out: IO[bytes], pieces: Iterable[bytes]) -> None:
    key = settings.ENVIRONMENT.BACKHEALTH_BACKUP_KEY
    if key:
        seal(pieces, out, key)
    else:
        out.writelines(pieces)


def _beating(pieces: Iterable[bytes], beat: Callable[[], None]) -> Iterable[bytes]:
    for piece in pieces:
        beat()
        yield piece


def kept_in(folder: Path) -> list[Path]:
    """Return the backups of a folder that have our names, the oldest first."""
    return sorted(each for each in folder.glob("backhealth-*") if OURS.fullmatch(each.name))


def keep_newest(folder: Path, number: int) -> int:
    """Delete all but the newest backups of a folder; return how many were deleted."""
    old = kept_in(folder)[:-number]
    for each in old:
        each.unlink()
    return len(old)
