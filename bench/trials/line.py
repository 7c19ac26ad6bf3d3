"""A way over TCP to this process's PostgreSQL, which can fall silent: the server stops, or the
network drops all that is sent.

Only root can cut a network, in a namespace of Linux. Elsewhere the server alone can stop.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from bench.load import HOST
from bench.servers import ROOT, free_port
from bench.trials.faults import Fault, fault
from bench.trials.server import Server, database_address

CARDS = ("02:00:00:00:00:01", "02:00:00:00:00:02")  # made up, of a network for two
PORT = "5432"


def can_be_cut() -> bool:
    """Return whether this user may make networks."""
    return os.geteuid() == 0 and not _status(["unshare", "--net", "ip", "link"])


class Line(AbstractContextManager["Line"]):
    """The way; `address` is its DATABASE_URL. With `network` it leads through one of its own."""

    def __init__(self, *, network: bool) -> None:
        self._network, self._stack = network, ExitStack()

    def __enter__(self) -> Self:
        address = urlsplit(database_address())
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        path = f"{asked['host']}/.s.PGSQL.{asked.get('port', PORT)}"
        with self._stack:
            inside = self._new_network() if self._network else []
            host, port = (_addresses()[1], PORT) if self._network else (HOST, str(free_port()))
            command = [sys.executable, "-m", "bench.trials.forwarder", host, port, path]
            self._forwarder = self._started([*inside, *command])
            self._stack = self._stack.pop_all()
        self.address = f"postgres://{address.username}@{host}:{port}{address.path}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def _new_network(self) -> list[str]:
        """Make a network of two cards, and return how to run something at its other end. It goes
        with the process that holds it."""
        holder = self._started(["unshare", "--net", "sh", "-c", "echo up; exec sleep infinity"])
        number, (here, there) = str(holder.pid), _addresses()
        near, far = f"bh{number}a", f"bh{number}b"
        inside = ["nsenter", "--net", "--target", number]
        pair = ["type", "veth", "peer", "name", far, "address", CARDS[1], "netns", number]
        _run(["ip", "link", "add", near, "address", CARDS[0], *pair])
        _run(["ip", "address", "add", f"{here}/30", "dev", near])
        _run(["ip", "link", "set", near, "up"])
        _run([*inside, "ip", "address", "add", f"{there}/30", "dev", far])
        self._far_card = [*inside, "ip", "link", "set", far]
        _run([*self._far_card, "up"])
        # As behind a router: without this the system would soon say that nobody is there.
        known = ["lladdr", CARDS[1], "nud", "permanent"]
        _run(["ip", "neighbour", "replace", there, "dev", near, *known])
        return inside

    def _started(self, command: list[str]) -> "subprocess.Popen[bytes]":
        """Start what runs until the end of this, and wait until it says that it is up."""
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        self._stack.enter_context(process)
        self._stack.callback(process.kill)
        if not process.stdout or process.stdout.readline() != b"up\n":
            raise OSError(f"{' '.join(command)} failed")
        return process

    def faults(self) -> list[Fault]:
        """Return what can happen to it."""

        @fault
        def postgresql_that_stopped(_server: Server, _folder: Path) -> Iterator[None]:
            self._forwarder.send_signal(signal.SIGSTOP)
            try:
                yield
            finally:
                self._forwarder.send_signal(signal.SIGCONT)

        @fault
        def network_that_drops_everything(_server: Server, _folder: Path) -> Iterator[None]:
            _run([*self._far_card, "down"])
            try:
                yield
            finally:
                _run([*self._far_card, "up"])

        cut = [network_that_drops_everything] if self._network else []
        return [postgresql_that_stopped, *cut]


def _addresses() -> tuple[str, str]:
    """Return two of the addresses for tests of devices (RFC 2544), of this process's own."""
    first = 4 * (os.getpid() % 2**14)
    network = f"198.18.{first // 256}"
    return f"{network}.{first % 256 + 1}", f"{network}.{first % 256 + 2}"


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True)


def _status(command: list[str]) -> int:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode
    except FileNotFoundError:
        return 1
