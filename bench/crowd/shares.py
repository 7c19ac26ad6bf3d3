"""Who used the processors, and how many connections the database had; from Linux and PostgreSQL."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

PROC = Path("/proc")
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Used:
    """Seconds of processor time so far: of the app's servers and of the database (0 if it is
    SQLite, whose work is the app's own); and the connections that the app has now."""

    app_s: float = 0.0
    database_s: float = 0.0
    connections: int = 0

    def __sub__(self, before: "Used") -> "Used":
        return Used(
            app_s=self.app_s - before.app_s,
            database_s=self.database_s - before.database_s,
            connections=max(self.connections, before.connections),
        )


def read() -> Used:
    """Return what was used until now; nothing on other systems. Opens a connection, and closes
    it."""
    if not PROC.exists():
        return Used()
    database = _database_processes()
    servers = set(_below(os.getppid())) - {os.getpid()} - set(database)
    return Used(
        app_s=_seconds(servers),
        database_s=_seconds(database),
        # Without the one that asks.
        connections=sum(database.values()) - 1 if database else 0,
    )


def _database_processes() -> dict[int, bool]:
    """Return PostgreSQL's processes, and of each whether it serves a connection of the app."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid, coalesce(datname = current_database(), false) FROM pg_stat_activity"
        )
        found = dict(cursor.fetchall())
    connection.close()
    return found


def _below(root: int) -> Iterable[int]:
    children: dict[int, list[int]] = {}
    for path in PROC.glob("[0-9]*/stat"):
        try:
            text = path.read_text()
        except OSError:  # it has ended since
            continue
        parent = int(text.rpartition(")")[2].split()[1])
        children.setdefault(parent, []).append(int(path.parent.name))
    open_ones = [root]
    while open_ones:
        found = children.get(open_ones.pop(), [])
        open_ones += found
        yield from found


def _seconds(processes: Iterable[int]) -> float:
    """Return the processor time of processes, and of those children of theirs that have ended."""
    ticks = 0
    for each in processes:
        try:
            fields = (PROC / str(each) / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS_A_SECOND
