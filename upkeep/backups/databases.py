"""Copy a whole database into a file while it is in use, and back into an empty place.

`place` has the keys of a database in Django's settings: NAME, HOST, OPTIONS and so on.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from backhealth.prepare import first_line, with_advice
from upkeep.backups.archive import DAMAGED, Contents
from upkeep.backups.faults import BackupError

SQLITE, POSTGRESQL = "sqlite", "postgresql"
PAGES_A_STEP = 2000  # 8 MB
STEP_S = 5
# Options of the app's connection that are none of PostgreSQL's.
DJANGO_S = {"pool", "isolation_level", "assume_role", "server_side_binding", "client_encoding"}
DJANGO_S |= {"server_side_cursors"}
# What is put back may wait for longer than a page, because the server builds indexes meanwhile.
OF_PAGES = {"tcp_user_timeout"}
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
APPLIED = "SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY 1"

NO_TOOL = (
    "{tool} isn't installed here: install PostgreSQL's client of the server's version or newer, or "
    "run it where the server is."
)
NOT_EMPTY = "{place} holds data already, and a restore never overwrites: name an empty place."


def kind(place: Mapping[str, Any]) -> str:
    return SQLITE if place["ENGINE"].endswith("sqlite3") else POSTGRESQL


def copy(place: Mapping[str, Any], target: Path, beat: Callable[[], None]) -> Contents:
    """Write all that the database holds at one moment into the file. `beat` is called now and then.

    Raises BackupError if the database can't be read, or PostgreSQL's pg_dump is missing or fails.
    """
    work = _copy_sqlite if kind(place) == SQLITE else _dump
    try:
        return work(place, target, beat)
    except (sqlite3.DatabaseError, psycopg.OperationalError) as fault:
        raise BackupError(f"The database can't be read: {with_advice(first_line(fault))}") from None


def refuse_unless_empty(place: Mapping[str, Any]) -> None:
    """Raise BackupError if there is anything in the database."""
    if kind(place) == SQLITE:
        if Path(place["NAME"]).exists():
            raise BackupError(NOT_EMPTY.format(place=place["NAME"]))
        return
    with psycopg.connect(_conninfo(place), password=_password(place)) as server:
        if server.execute(TABLES).fetchone():
            raise BackupError(NOT_EMPTY.format(place=f"The database {place['NAME']}"))


def put(place: Mapping[str, Any], source: Path, contents: Contents) -> None:
    """Put a copy into an empty place, as a whole or not at all, and count its rows.

    Raises BackupError if PostgreSQL's pg_restore is missing or fails.
    """
    if kind(place) == SQLITE:
        target = Path(place["NAME"])
        draft = target.with_name(f"{target.name}.restoring")
        shutil.move(source, draft)
        if _counted(draft) != contents:
            draft.unlink()
            raise BackupError(DAMAGED)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.rename(target)
        return
    options = ["--no-owner", "--no-acl", "--exit-on-error", "--single-transaction"]
    _run("pg_restore", [*options, "--dbname", _conninfo(place), str(source)], place, lambda: None)
    with psycopg.connect(_conninfo(place), password=_password(place)) as server:
        if _contents(server) != contents:
            raise BackupError(DAMAGED)


# --- SQLite -------------------------------------------------------------------------------------


def _copy_sqlite(place: Mapping[str, Any], target: Path, beat: Callable[[], None]) -> Contents:
    """Copy in steps. The copy is of the moment at which it begins: an open transaction that only
    reads keeps that moment, so that others who write neither wait nor make it begin anew."""
    with (
        closing(sqlite3.connect(_there(place), uri=True, isolation_level=None)) as source,
        closing(sqlite3.connect(target)) as copied,
    ):
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(copied, pages=PAGES_A_STEP, progress=lambda *_: beat())
    return _counted(target)


def _there(place: Mapping[str, Any]) -> str:
    """Return the address of a database that must be there: by its name alone it would be made."""
    return f"{Path(place['NAME']).absolute().as_uri()}?mode=rw"


def _counted(path: Path) -> Contents:
    with closing(sqlite3.connect(path)) as database:
        # One file, without others beside it.
        database.execute("PRAGMA journal_mode = DELETE")
        named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
        names = [name for (name,) in database.execute(named) if not name.startswith("sqlite_")]
        counts = {name: database.execute(f'SELECT count(*) FROM "{name}"') for name in names}  # noqa: S608
        rows = {name: cursor.fetchone()[0] for name, cursor in counts.items()}
        return Contents(rows=rows, migrations=dict(database.execute(APPLIED)))


# --- PostgreSQL ---------------------------------------------------------------------------------


def _dump(place: Mapping[str, Any], target: Path, beat: Callable[[], None]) -> Contents:
    """Write what a transaction of ours sees, and count its rows in the same one."""
    with psycopg.connect(_conninfo(place), password=_password(place)) as server:
        server.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        server.read_only = True
        [snapshot] = server.execute("SELECT pg_export_snapshot()").fetchone() or [None]
        # Compressed with the whole file.
        options = ["--format=custom", "--compress=0", "--no-owner", "--no-acl"]
        options += [f"--snapshot={snapshot}", f"--file={target}", "--dbname", _conninfo(place)]
        _run("pg_dump", options, place, beat)
        return _contents(server)


def _contents(server: "psycopg.Connection[Any]") -> Contents:
    rows = {}
    for (name,) in server.execute(TABLES).fetchall():
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
        [rows[name]] = server.execute(count).fetchone() or [0]
    return Contents(rows=rows, migrations=dict(server.execute(APPLIED).fetchall()))


def _run(tool: str, options: list[str], place: Mapping[str, Any], beat: Callable[[], None]) -> None:
    path = shutil.which(tool)
    if path is None:
        raise BackupError(NO_TOOL.format(tool=tool))
    env = {**os.environ, "PGPASSWORD": _password(place) or ""}
    with subprocess.Popen([path, *options], env=env, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            errors = _wait(process, beat)
        finally:
            process.kill()  # if this was stopped meanwhile
    if process.returncode:
        said = [line for line in errors.splitlines() if line] or [str(process.returncode)]
        raise BackupError(f"{tool} failed: {said[0]}")


def _wait(process: "subprocess.Popen[str]", beat: Callable[[], None]) -> str:
    """Wait for the end of a process, and return its errors."""
    while True:
        try:
            return process.communicate(timeout=STEP_S)[1]
        except subprocess.TimeoutExpired:
            beat()


def _conninfo(place: Mapping[str, Any]) -> str:
    """Return how to connect, without the password: every user of the machine sees commands."""
    given = {
        "dbname": place["NAME"],
        "user": place["USER"],
        "host": place["HOST"],
        "port": place["PORT"],
    }
    options = {
        name: value
        for name, value in place["OPTIONS"].items()
        if name not in {*DJANGO_S, *OF_PAGES, "password"}
    }
    return make_conninfo("", **options, **{name: each for name, each in given.items() if each})


def _password(place: Mapping[str, Any]) -> str | None:
    return place["PASSWORD"] or place["OPTIONS"].get("password")
