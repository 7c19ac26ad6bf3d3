"""Bring a backup back into an empty place: `python -m upkeep.backups.restore FILE`.

Nothing is overwritten, and nothing is put in place before the whole file was read and has its
checksum. A fault is reported in one line, with status 1.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import dj_database_url
import psycopg
from django.core.exceptions import ImproperlyConfigured

from backhealth.environment import ROOT, Environment
from backhealth.prepare import first_line, one_at_a_time, with_advice
from upkeep.backups import databases
from upkeep.backups.archive import DAMAGED, DATABASE, KEY, NEWER, Manifest, unpack
from upkeep.backups.faults import BackupError
from upkeep.backups.sealed import is_sealed, unseal

NO_FILE = "There is no file {file}."
OTHER_KIND = "The backup is of {theirs}, and this place has {ours}: DATABASE_URL says which."
OTHER_KEY = (
    "{where} is another secret key than the backup's, with which everybody would be logged out: "
    "take it away, and the backup's own is used."
)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="./bh restore", description=__doc__)
    parser.add_argument("file", type=Path, help="a backup, of ./bh backup")
    file = parser.parse_args(arguments).file
    environment = Environment.read()
    if not file.is_file():
        raise BackupError(NO_FILE.format(file=file))
    with environment.data_folder() as folder, one_at_a_time(folder):
        manifest = restore(file, environment)
    count = manifest.contents
    sys.stdout.write(
        f"Restored {count.total} rows of {len(count.rows)} tables, as they were at "
        f"{manifest.made_at}. Start the app now.\n"
    )


def restore(file: Path, environment: Environment) -> Manifest:
    """Put database and secret key of a backup into an empty place.

    Raises BackupError, and what a disk or a server says.
    """
    folder = environment.BACKHEALTH_DATA
    place = _place(environment)
    databases.refuse_unless_empty(place)
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=folder) as name:
        inside = Path(name)
        manifest = unpack_file(file, inside, environment.BACKHEALTH_BACKUP_KEY)
        _refuse_newer(manifest)
        ours = databases.kind(place)
        if manifest.database != ours:
            raise BackupError(OTHER_KIND.format(theirs=manifest.database, ours=ours))
        _put_key(inside / KEY, environment)
        databases.put(place, inside / DATABASE, manifest.contents)
    return manifest


def unpack_file(file: Path, folder: Path, key: str | None) -> Manifest:
    """Unpack a backup, decrypted if need be. Raises BackupError."""
    plain = file
    if is_sealed(file):
        plain = folder / "plain"
        plain.touch(mode=0o600)
        with plain.open("wb") as out:
            unseal(file, out, key, DAMAGED)
    with plain.open("rb") as opened:
        manifest = unpack(opened, folder)
    if plain != file:
        plain.unlink()
    return manifest


def _place(environment: Environment) -> dict[str, object]:
    """Return the database of these settings, as Django's settings say it."""
    file = f"sqlite:///{environment.BACKHEALTH_DATA / 'backhealth.sqlite3'}"
    place = dict(dj_database_url.parse(environment.DATABASE_URL or file))
    place.setdefault("OPTIONS", {})
    if environment.DATABASE_PASSWORD:
        place["PASSWORD"] = environment.DATABASE_PASSWORD
    return place


def _refuse_newer(manifest: Manifest) -> None:
    """Refuse a database that knows a migration of ours that isn't here."""
    for app, last in manifest.contents.migrations.items():
        migrations = ROOT / app / "migrations"
        if migrations.is_dir() and not (migrations / f"{last}.py").exists():
            raise BackupError(NEWER.format(version=manifest.version))


def _put_key(source: Path, environment: Environment) -> None:
    """Put the secret key into the data folder, unless it is given there or in the environment."""
    target, key = environment.BACKHEALTH_DATA / KEY, source.read_text(encoding="ascii")
    given = environment.BACKHEALTH_SECRET_KEY
    if given:
        if given != key:
            raise BackupError(OTHER_KEY.format(where="BACKHEALTH_SECRET_KEY"))
    elif not target.exists():
        shutil.move(source, target)
    elif target.read_text(encoding="ascii") != key:
        raise BackupError(OTHER_KEY.format(where=target))


if __name__ == "__main__":
    try:
        main()
    except psycopg.Error as fault:
        sys.exit(f"backhealth: The database can't be used: {with_advice(first_line(fault))}")
    except (BackupError, ImproperlyConfigured, OSError) as fault:
        sys.exit(f"backhealth: {first_line(fault)}")
