"""The file of a backup: a compressed tar file, its list of contents first.

It is written and read as a stream. Any `tar xzf` opens it.
"""

import gzip
import hashlib
import json
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from upkeep.backups.faults import BackupError

APP = "backhealth"
FORMAT = 1
LIST = "backup.json"
DATABASE, KEY = "database", "secret-key"
CHUNK = 1 << 20
LARGEST_LIST = 10 << 20
# Of zlib's levels: a third larger than with the best one, in a fifth of the time.
FAST = 1
AS_GZIP = 31

NOT_OURS = "This file is no backup of backhealth."
DAMAGED = "The backup is cut off or damaged: something is missing or differs from its checksum."
NEWER = "The backup was made by a newer version ({version}): update this one first."


@dataclass(frozen=True)
class Contents:
    """What a database holds: rows by table, and the last migration of each app."""

    rows: Mapping[str, int]
    migrations: Mapping[str, str]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


@dataclass(frozen=True)
class Manifest:
    """The list of contents. `database` is the kind, `sums` the sha256 of each part."""

    version: str
    made_at: str
    database: str
    contents: Contents
    sums: Mapping[str, str]

    def as_json(self) -> bytes:
        told = {"app": APP, "format": FORMAT, **asdict(self)}
        return json.dumps(told, indent=1).encode()

    @classmethod
    def read(cls, text: bytes) -> "Manifest":
        """Read a list of contents. Raises BackupError if it is another app's, or of a newer
        format."""
        try:
            told: dict[str, Any] = json.loads(text)
            if told["app"] != APP:
                raise BackupError(NOT_OURS)
            if told["format"] > FORMAT:
                raise BackupError(NEWER.format(version=told["version"]))
            contents = Contents(**told["contents"])
            fields = {name: told[name] for name in ("version", "made_at", "database", "sums")}
        except (ValueError, KeyError, TypeError):
            raise BackupError(NOT_OURS) from None
        return cls(contents=contents, **fields)


def sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def packed(manifest: Manifest, parts: Mapping[str, Path]) -> Iterator[bytes]:
    """Yield the bytes of the file, compressed, a piece at a time."""
    press = zlib.compressobj(FAST, wbits=AS_GZIP)
    for piece in _tar(manifest, parts):
        yield press.compress(piece)
    yield press.flush()


def _tar(manifest: Manifest, parts: Mapping[str, Path]) -> Iterator[bytes]:
    told = manifest.as_json()
    yield _header(LIST, len(told)) + told + _filling(len(told))
    for name, path in parts.items():
        size = path.stat().st_size
        yield _header(name, size)
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
        yield _filling(size)
    yield bytes(2 * tarfile.BLOCKSIZE)


def _header(name: str, size: int) -> bytes:
    about = tarfile.TarInfo(name)
    about.size, about.mode = size, 0o600
    return about.tobuf(tarfile.GNU_FORMAT)


def _filling(size: int) -> bytes:
    return bytes(-size % tarfile.BLOCKSIZE)


def unpack(file: IO[bytes], folder: Path) -> Manifest:
    """Write the parts into the folder and return the list of contents.

    Raises BackupError for a file that isn't ours or that isn't whole: every part must be there and
    have its checksum, and so must the file itself.
    """
    try:
        with gzip.GzipFile(fileobj=file) as plain:
            with _opened(plain) as tar:
                manifest = _list(tar)
                found = {each.name: _part(tar, each, folder) for each in iter(tar.next, None)}
            while plain.read(CHUNK):  # to the end, where gzip's own checksum is
                pass
    except gzip.BadGzipFile as fault:
        raise BackupError(DAMAGED if "CRC" in str(fault) else NOT_OURS) from None
    except (EOFError, zlib.error, tarfile.TarError):
        raise BackupError(DAMAGED) from None
    if found != manifest.sums or set(found) != {DATABASE, KEY}:
        raise BackupError(DAMAGED)
    return manifest


def _opened(file: gzip.GzipFile) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=file, mode="r|")
    except tarfile.TarError:
        raise BackupError(NOT_OURS) from None


def _list(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    inside = tar.extractfile(first) if first and first.name == LIST else None
    if first is None or inside is None or first.size > LARGEST_LIST:
        raise BackupError(NOT_OURS)
    return Manifest.read(inside.read())


def _part(tar: tarfile.TarFile, about: tarfile.TarInfo, folder: Path) -> str:
    """Write one part under its name, if we know it, and return its checksum."""
    inside = tar.extractfile(about)
    if inside is None or about.name not in {DATABASE, KEY}:
        raise BackupError(DAMAGED)
    path, digest = folder / about.name, hashlib.sha256()
    path.touch(mode=0o600)
    with path.open("wb") as out:
        while chunk := inside.read(CHUNK):
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()
