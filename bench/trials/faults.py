"""Take the database or the disk away while sets are posted, and give it back: each acknowledged set
must be there once, as sent last.

As a script: `./bh bench --faults SECONDS`, in the middle of which each fault lasts so long (with
--postgres for the other database). A full disk and a read-only one need a disk of their own, which
only root can make (bench/disk.py). Elsewhere a full one is made by a limit on the size of files,
and a read-only one is left out.
"""

import os
import re
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection
from django.urls import reverse

from bench.load import Request, answer_to
from bench.trials import senders
from bench.trials.senders import Report, Sender
from bench.trials.server import Server
from routines.models import Session

BALLAST = "ballast"
CHUNK = 1024 * 1024
LOOK_S = 0.05
PATIENCE_S = 60.0
PAGES = (
    *("healthz", "readyz", "learn:safety"),
    *("routines:landing", "exercises:library", "routines:today"),
)


@dataclass(frozen=True)
class Fault:
    """Something that `taken` takes away for as long as a `with` lasts."""

    name: str
    taken: Callable[[Server, Path], AbstractContextManager[None]]


def fault(act: Callable[[Server, Path], Iterator[None]]) -> Fault:
    """Make a fault of a function that takes something away, yields, and gives it back."""
    return Fault(act.__name__.replace("_", " "), contextmanager(act))


@dataclass(kw_only=True)
class Seen:
    """What a person saw while the fault lasted: the statuses of pages, and of a visit's headings.
    `back_s` is how long after it each phone had a set acknowledged."""

    fault: str
    statuses: dict[str, int] = field(default_factory=dict)
    heading: str = ""
    refused: int = 0
    back_s: float = 0.0

    def __str__(self) -> str:
        pages = ", ".join(f"{name} {status}" for name, status in self.statuses.items())
        return (
            f"{self.fault}: {self.refused} posts without acknowledgement, back after "
            f"{self.back_s:.1f} s; {pages}; “{self.heading}”"
        )


@fault
def full_disk(_server: Server, folder: Path) -> Iterator[None]:
    """Fill the folder's own disk until nothing more fits."""
    ballast = folder / BALLAST
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * CHUNK)
        except OSError:
            pass
    try:
        yield
    finally:
        ballast.unlink()


@fault
def limited_files(server: Server, _folder: Path) -> Iterator[None]:
    """Let the workers write no byte beyond the start of any file: for SQLite a disk that takes
    nothing more. Workers alone; the master and its log go on."""
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in server.workers()}
    for pid, (_soft, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1024, hard))
    try:
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@fault
def read_only_disk(server: Server, folder: Path) -> Iterator[None]:
    """Start the server anew on a disk that was mounted read-only, as a system does after a power
    cut; and once more when it can be written."""
    server.kill()
    connection.close()
    try:
        _mount("-o", "remount,ro", str(folder))
        server.start()
        yield
    finally:
        server.kill()
        _mount("-o", "remount,rw", str(folder))
        server.start()


@fault
def read_only_postgresql(_server: Server, _folder: Path) -> Iterator[None]:
    """Let the database be read alone, as a standby that isn't promoted yet."""
    _of_database("ALTER DATABASE {} SET default_transaction_read_only = on")
    _end_connections()
    try:
        yield
    finally:
        _of_database("ALTER DATABASE {} RESET default_transaction_read_only")
        _end_connections()


@fault
def closed_postgresql(_server: Server, _folder: Path) -> Iterator[None]:
    """End all connections and take no new ones, as a PostgreSQL that is shut down; others may need
    this one."""
    allow = "UPDATE pg_database SET datallowconn = %s WHERE datname = current_database()"
    with connection.cursor() as cursor:
        cursor.execute(allow, [False])
    _end_connections()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(allow, [True])


def _of_database(statement: str) -> None:
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute("SET default_transaction_read_only = off")
        cursor.execute(statement.format(name))


def _end_connections() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@fault
def stopped_server(server: Server, _folder: Path) -> Iterator[None]:
    """Stop the server with SIGTERM in the middle of everything, as an upgrade does."""
    server.stop()
    try:
        yield
    finally:
        server.start()


def _mount(*arguments: str) -> None:
    """Mount as soon as nobody writes there any more."""
    deadline = time.monotonic() + PATIENCE_S / 4
    while subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode:
        if time.monotonic() > deadline:
            raise OSError(f"mount {' '.join(arguments)} failed")
        time.sleep(LOOK_S)


def run(
    server: Server,
    folder: Path,
    sessions: Sequence[Session],
    faults: Sequence[Fault],
    *,
    seconds: float,
    seed: int = 0,
) -> tuple[Report, list[Seen]]:
    """Send sets while each fault lasts some seconds, with sets between them. The server's database
    lies in the folder."""
    working = senders.senders(sessions, [server.port], seed=seed)
    _let_go()  # it would keep a disk from being mounted read-only
    seen: list[Seen] = []

    def one_by_one(over: threading.Event) -> None:
        with closing(connection):  # this thread's own
            for each in faults:
                if over.is_set():
                    return
                seen.append(_one(each, server, folder, working, seconds))

    try:
        senders.run(
            working,
            seconds=0,
            deaths=lambda: len(seen),
            kill=one_by_one,
            least=senders.Least(acknowledged=10, deaths=len(faults)),
        )
    finally:
        _let_go()  # or what a fault had ended would wait in the pool for the next test
    return senders.compare(working, deaths=len(seen), what="faults"), seen


def _one(
    met: Fault,
    server: Server,
    folder: Path,
    working: Sequence[Sender],
    seconds: float,
) -> Seen:
    _wait_for_a_set_of_each(working)
    seen = Seen(fault=met.name)
    before = _unanswered(working)
    with met.taken(server, folder):
        time.sleep(seconds / 2)
        seen.statuses, seen.heading = _look_around(server, working[0])
        time.sleep(seconds / 2)
    end = time.monotonic()
    seen.refused = _unanswered(working) - before
    _wait_for_a_set_of_each(working)
    seen.back_s = time.monotonic() - end
    print(f"  {seen}", flush=True)
    return seen


def _let_go() -> None:
    """Close this process's connections, which may have ended."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


def _unanswered(working: Sequence[Sender]) -> int:
    return sum(each.counted["unanswered"] for each in working)


def _wait_for_a_set_of_each(working: Sequence[Sender]) -> None:
    before, deadline = [len(each.amounts) for each in working], time.monotonic() + PATIENCE_S
    while any(len(each.amounts) == had for each, had in zip(working, before, strict=True)):
        if time.monotonic() > deadline:
            raise TimeoutError(f"a phone had no set acknowledged for {PATIENCE_S:.0f} s")
        time.sleep(LOOK_S)


def _look_around(server: Server, person: Sender) -> tuple[dict[str, int], str]:
    """Open some pages as a person who is signed in; return their statuses, and what the last one
    that isn't 200 says in its heading."""
    statuses, heading = {}, ""
    for name in PAGES:
        page = Request(
            path=reverse(name), headers={"Cookie": person.cookie, "Accept-Encoding": "identity"}
        )
        try:
            status, _headers, body = answer_to(page.raw(server.port), server.port)
        except OSError:
            status, body = 0, b""
        statuses[reverse(name)] = status
        if status >= 500 and (found := re.search(rb"<h1>([^<]*)", body)):
            heading = found[1].decode()
    return statuses, heading


def killed(postgres: Any) -> Fault:
    """Return the fault that PostgreSQL is killed with SIGKILL, all of it; it is started again.
    `postgres` is a server of bench.postgres."""

    @fault
    def killed_postgresql(_server: Server, _folder: Path) -> Iterator[None]:
        os.kill(postgres.get_pid(), signal.SIGKILL)
        try:
            yield
        finally:
            postgres.ensure_postgres_running()
            _let_go()

    return killed_postgresql
