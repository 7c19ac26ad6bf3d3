"""A database with every migration run and the library loaded: made once, copied by every worker.

Making it takes eight seconds. It is kept under var/ until one of its sources changes.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from backhealth.environment import ROOT

PREFIX = "prepared"
# On a busy machine eight threads that write at once may wait longer than a page should.
PATIENCE_S = 300
# No data of a test has to survive a power cut.
WAITS_FOR_NO_DISK = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"


def digest(root: Path = ROOT) -> str:
    """Return 16 letters that change with every file that decides what is in the database."""
    library = [*(root / "exercises").rglob("*.py"), *(root / "exercises").rglob("*.toml")]
    beside = [root / "static" / "css" / "figure.css", root / "requirements.lock"]
    sources = {*root.glob("*/migrations/*.py"), *library, *beside}
    texts = [str(path.relative_to(root)).encode() + path.read_bytes() for path in sorted(sources)]
    return hashlib.sha256(b"".join(texts)).hexdigest()[:16]


def begin_with_a_copy(database: dict[str, Any]) -> None:
    """Make the test database of these settings start as a copy of the prepared one.

    On SQLite that is a file which Django keeps, on PostgreSQL a template which the server copies.
    """
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"]["timeout"] = PATIENCE_S
        database["OPTIONS"]["init_command"] = WAITS_FOR_NO_DISK
        with _one_at_a_time():
            shutil.copyfile(_prepared_file(settings.DATA), database["TEST"]["NAME"])
    else:
        pool = database["OPTIONS"]["pool"]
        pool["timeout"] = PATIENCE_S
        del pool["connection_class"]  # whose patience ends
        with _one_at_a_time():
            database["TEST"]["TEMPLATE"] = _prepared_template(os.environ["DATABASE_URL"])


def begin_in_memory() -> None:
    """Copy the prepared SQLite database into this process's own one in memory."""
    connection.close()
    connection.ensure_connection()
    with _one_at_a_time(), closing(sqlite3.connect(_prepared_file(settings.DATA))) as made:
        made.backup(connection.connection)


def end_all_connections() -> None:
    """End what still uses PostgreSQL's test database, so that it can be dropped.

    A request that a browser gave up may still be answered when the last test ends. This process's
    own pool is closed, and another database asked: a connection in the pool may have ended, too.
    """
    connection.close()
    connection.close_pool()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [connection.settings_dict["NAME"]],
        )


def remove_file(name: str) -> None:
    """Delete an SQLite copy with the files that SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{name}{ending}").unlink(missing_ok=True)


def _prepared_file(folder: Path) -> Path:
    path = folder / f"{PREFIX}-{digest()}.sqlite3"
    if not path.exists():
        for old in folder.glob(f"{PREFIX}-*"):
            old.unlink()
        draft, whole = folder / f"{PREFIX}-draft.sqlite3", folder / f"{PREFIX}-whole.sqlite3"
        _migrate_and_load(f"sqlite:///{draft}")
        with closing(sqlite3.connect(draft)) as made:
            made.execute("VACUUM INTO ?", [str(whole)])  # reads its write-ahead log too
        remove_file(str(draft))
        whole.rename(path)
    return path


def _prepared_template(address: str) -> str:
    name = f"{PREFIX}_{digest()}"
    with psycopg.connect(address, autocommit=True) as server:
        found = server.execute("SELECT datname FROM pg_database").fetchall()
        if (name,) not in found:
            for (old,) in found:
                if old.startswith(PREFIX):
                    server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
            draft = f"{PREFIX}_draft"
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
            _migrate_and_load(urlsplit(address)._replace(path=f"/{draft}").geturl())
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(sql.Identifier(draft), sql.Identifier(name)))
    return name


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let the first worker make the database while the others wait."""
    with (settings.DATA / f"{PREFIX}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _migrate_and_load(address: str) -> None:
    """Migrate and load the library as ./bh run does, in a process that closes its connections."""
    for verb in ("migrate", "load_library"):
        command = [sys.executable, "manage.py", verb, "--verbosity", "0"]
        env = {**os.environ, "DATABASE_URL": address}
        subprocess.run(command, cwd=ROOT, env=env, check=True)  # noqa: S603
