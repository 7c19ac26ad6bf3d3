"""A database with every migration run and the library loaded: made once, copied by every worker.

It takes eight seconds to make and is kept under var/ until one of its sources changes.
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
from psycopg import sql

from backhealth.environment import ROOT

PREFIX = "prepared"
# Eight threads that write at once may wait for longer on a busy machine than a page should.
PATIENCE_S = 300


def digest(root: Path = ROOT) -> str:
    """16 letters that change with everything that decides what is in the database."""
    library = [*(root / "exercises").rglob("*.py"), *(root / "exercises").rglob("*.toml")]
    beside = [root / "static" / "css" / "figure.css", root / "requirements.lock"]
    sources = {*root.glob("*/migrations/*.py"), *library, *beside}
    texts = [str(path.relative_to(root)).encode() + path.read_bytes() for path in sorted(sources)]
    return hashlib.sha256(b"".join(texts)).hexdigest()[:16]


def begin_with_a_copy(database: dict[str, Any]) -> None:
    """Has the test database of these settings begin as a copy: a file that Django is to keep, or
    a template that PostgreSQL copies."""
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"]["timeout"] = PATIENCE_S
        with _one_at_a_time():
            shutil.copyfile(_prepared_file(settings.DATA), database["TEST"]["NAME"])
    else:
        database["OPTIONS"]["pool"]["timeout"] = PATIENCE_S
        with _one_at_a_time():
            database["TEST"]["TEMPLATE"] = _prepared_template(os.environ["DATABASE_URL"])


def remove_file(name: str) -> None:
    """Takes away a copy on SQLite and what SQLite keeps beside it."""
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
            made.execute("VACUUM INTO ?", [str(whole)])  # with what its log still holds
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
    """The first worker makes it; the others wait and find it."""
    with (settings.DATA / f"{PREFIX}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _migrate_and_load(address: str) -> None:
    """As ./bh run does, in a process of its own that leaves no connection behind."""
    for verb in ("migrate", "load_library"):
        command = [sys.executable, "manage.py", verb, "--verbosity", "0"]
        env = {**os.environ, "DATABASE_URL": address}
        subprocess.run(command, cwd=ROOT, env=env, check=True)  # noqa: S603
