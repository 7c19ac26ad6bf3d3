"""Be slow on purpose: clients that each hold a connection and do as little as possible with it.

All of them live in one thread of this process, on the loopback device only, with the given number
and for the given time. A client that the server cuts off comes back a moment later.
"""

import selectors
import socket
import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass
from time import monotonic, sleep
from types import TracebackType
from typing import Self

from django.urls import reverse

from bench.load import HOST

MOST = 1000  # of a kind
DRIP_S = 1.0  # between two bytes
BACK_S = 0.5  # before a client that was cut off comes back
LINGER_S = 5.0  # that a client stays after the end of the server's answer
TICK_S = 0.1
CONNECT_S = 20.0
# The kernel's smallest buffer, so that most of an answer stays with the server.
SMALLEST_BUFFER = 1


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One way to be slow: `first` is sent at once, then one `drip` after the other. `reads`: it
    reads the answers."""

    name: str
    first: bytes = b""
    drip: bytes = b""
    reads: bool = True


def kinds(*, csrf: str, big: str | None = None) -> list[Kind]:
    """Return each way to be slow. `big` is the path of a big file, for clients that never read
    it."""
    health = _head(f"GET {reverse('healthz')}")
    found = [
        Kind(name="silent connections"),
        Kind(name="half-sent heads", first=_head("GET /", end=False), drip=b"a"),
        Kind(
            name="bodies a byte at a time",
            first=_head(
                f"POST {reverse('accounts:start')}",
                f"Cookie: csrftoken={csrf}",
                "Content-Length: 10000",
            ),
            drip=b"a",
        ),
        Kind(name="idle after an answer", first=health),
        Kind(name="half a second request", first=health + b"GET /", drip=b"a"),
        Kind(
            name="answered, never hang up",
            first=_head(f"GET {reverse('healthz')}", "Connection: close"),
        ),
    ]
    if big:
        asked = 10 * _head(f"GET {big}")
        found.append(Kind(name="answers never read", first=asked, reads=False))
    return found


def _head(line: str, *headers: str, end: bool = True) -> bytes:
    lines = [f"{line} HTTP/1.1", "Host: localhost", *headers, "" if end else "X-Slow: "]
    return "\r\n".join([*lines, ""] if end else lines).encode()


@dataclass(eq=False)
class _Slow:
    """One slow client. `due`: when it acts next; `over`: the server has cut it off."""

    kind: Kind
    due: float
    connection: socket.socket | None = None
    over: bool = False


class SlowOnes(AbstractContextManager["SlowOnes"]):
    """A context with `count` clients of each kind at the port."""

    def __init__(self, kinds: list[Kind], port: int, *, count: int) -> None:
        if count > MOST:
            raise ValueError(f"no more than {MOST} of a kind")
        now = monotonic()
        # Spread over time, so that they don't all send their byte at once.
        self._all = [
            _Slow(kind=kind, due=now + DRIP_S * number / count)
            for kind in kinds
            for number in range(count)
        ]
        self._port = port
        self._selector = selectors.DefaultSelector()
        self._leaving = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leaving.set()
        self._thread.join()
        self._selector.close()

    def wait_until_connected(self) -> None:
        """Wait for nine in ten of them: some are always about to come back."""
        deadline = monotonic() + CONNECT_S
        while sum(each.connection is not None for each in self._all) < 0.9 * len(self._all):
            if monotonic() > deadline:
                raise TimeoutError("the slow clients found no way in")
            sleep(TICK_S)

    def _run(self) -> None:
        while not self._leaving.is_set():
            now = monotonic()
            for slow in self._all:
                if slow.due <= now:
                    self._act(slow, now)
            while (left := now + TICK_S - monotonic()) > 0:
                for key, _ in self._selector.select(timeout=left):
                    self._read(key.data)
        for slow in self._all:
            self._drop(slow)

    def _act(self, slow: _Slow, now: float) -> None:
        slow.due = now + DRIP_S
        if slow.over:
            self._drop(slow)
        elif slow.connection is None:
            self._connect(slow)
        elif slow.kind.drip:
            self._send(slow, slow.kind.drip)

    def _connect(self, slow: _Slow) -> None:
        connection = socket.socket()
        if slow.kind.reads:
            connection.settimeout(BACK_S)
        else:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALLEST_BUFFER)
        try:
            connection.connect((HOST, self._port))
        except OSError:
            connection.close()
            return
        connection.settimeout(0)
        slow.connection = connection
        if slow.kind.reads:
            self._selector.register(connection, selectors.EVENT_READ, slow)
        if slow.kind.first:
            self._send(slow, slow.kind.first)

    def _send(self, slow: _Slow, data: bytes) -> None:
        try:
            slow.connection.send(data)
        except BlockingIOError:
            pass
        except OSError:
            self._drop(slow)

    def _read(self, slow: _Slow) -> None:
        if slow.connection is None:
            return
        try:
            over = not slow.connection.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            self._drop(slow)
            return
        if over:
            # The server has closed its side; this client stays connected.
            self._selector.unregister(slow.connection)
            slow.over, slow.due = True, monotonic() + LINGER_S

    def _drop(self, slow: _Slow) -> None:
        if slow.connection is None:
            return
        if slow.connection in self._selector.get_map():
            self._selector.unregister(slow.connection)
        slow.connection.close()
        slow.connection, slow.over = None, False
        slow.due = monotonic() + BACK_S
