"""Encryption in the format of age, which its own tools open without this app.

The key is a pair. Its public half, `age1…`, is enough to make backups, so a server need not be able
to read them; `AGE-SECRET-KEY-1…` opens them, and makes them, too.
"""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import pyrage

from upkeep.backups.faults import BackupError

FIRST = b"age-encryption.org/v1"
SECRET = "AGE-SECRET-KEY-"  # how one begins  # noqa: S105

NO_KEY = (
    "The backup is encrypted: set BACKHEALTH_BACKUP_KEY to the secret key that belongs to it, "
    f"which begins with {SECRET}1."
)
WRONG_KEY = "BACKHEALTH_BACKUP_KEY is another key than the one that this backup was made for."
BAD_KEY = (
    "BACKHEALTH_BACKUP_KEY is no key of age: one begins with age1 or AGE-SECRET-KEY-1. "
    "./bh backup --new-key makes one."
)


class _Pieces(io.RawIOBase):
    """A file that is read from pieces as they come."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, room) -> int:  # type: ignore[no-untyped-def]
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        part, self._left = self._left[: len(room)], self._left[len(room) :]
        room[: len(part)] = part
        return len(part)


def new_key() -> tuple[str, str]:
    """Return a new pair: public and secret."""
    secret = pyrage.x25519.Identity.generate()
    return str(secret.to_public()), str(secret)


def seal(pieces: Iterable[bytes], out: IO[bytes], key: str) -> None:
    """Write the pieces encrypted. Raises BackupError if the key is none."""
    try:
        if key.startswith(SECRET):
            recipient = pyrage.x25519.Identity.from_str(key).to_public()
        else:
            recipient = pyrage.x25519.Recipient.from_str(key)
    except (pyrage.IdentityError, pyrage.RecipientError):
        raise BackupError(BAD_KEY) from None
    pyrage.encrypt_io(io.BufferedReader(_Pieces(pieces)), out, [recipient])


def is_sealed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(FIRST)) == FIRST


def unseal(path: Path, out: IO[bytes], key: str | None, damaged: str) -> None:
    """Write what is in an encrypted file. Raises BackupError where the key is missing or wrong, and
    with the text `damaged` where the file isn't whole."""
    if not (key or "").startswith(SECRET):
        raise BackupError(NO_KEY)
    try:
        secret = pyrage.x25519.Identity.from_str(key)
        with path.open("rb") as file:
            pyrage.decrypt_io(file, out, [secret])
    except pyrage.IdentityError:
        raise BackupError(BAD_KEY) from None
    except pyrage.DecryptError as fault:
        is_another = "No matching keys" in str(fault)
        raise BackupError(WRONG_KEY if is_another else damaged) from None
    except OSError as fault:
        if fault.errno:  # of the disk, and not of what is on it
            raise
        raise BackupError(damaged) from None
