"""Give gunicorn's parser and a thread what has come of a connection, never the network itself."""

import socket
from dataclasses import dataclass
from typing import Any

from gunicorn.http.body import LengthReader
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser

from backhealth.large_bodies import most_bytes

END_OF_HEAD = b"\r\n\r\n"
CHUNK = 64 * 1024
# Bytes of an answer that the kernel may hold; by default 4 MB for each client that doesn't read.
SEND_BUFFER = 128 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much time and room a client may take, in seconds and bytes.

    The times are generous, because waiting costs no thread: a phone at the edge of its network gets
    through, and one that doesn't is answered or cut off, so that it knows that nothing was
    acknowledged.
    """

    head_s: float = 30  # from connecting, or from a request's first byte, to the end of its head
    transfer_s: float = 60  # for a body, or for taking an answer, plus its length at
    bytes_a_second: int = 4_000  # an old phone's pace
    head_bytes: int = 64 * 1024
    body_bytes: int = 5 * 1024 * 1024  # forms; large_bodies.py has the few pages that take a log
    held_bytes: int = 64 * 1024 * 1024  # for all slow clients together, in each worker
    goodbye_s: float = 2  # from our end of the connection to the client's
    stop_s: float = 5  # for unfinished requests when the worker stops

    def transfer(self, length: int) -> float:
        """Return the seconds allowed for `length` bytes."""
        return self.transfer_s + length / self.bytes_a_second


class RefusedError(Exception):
    """A request that is answered with a status and a reason, without a thread."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


class Wire:
    """A socket for gunicorn's parser and a thread that never blocks.

    `recv` returns data that has come; written data stays here until `flush`.
    """

    def __init__(self, sock: socket.socket) -> None:
        sock.settimeout(0)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self.socket = sock
        self.came = bytearray()
        self.unsent = bytearray()

    @property
    def held(self) -> int:
        return len(self.came) + len(self.unsent)

    def fill(self) -> bool:
        """Read what has come; return False if the client has hung up. Raises OSError."""
        data = self.socket.recv(CHUNK)
        self.came += data
        return bool(data)

    def flush(self) -> bool:
        """Send as much as the client takes now; return True if all is sent. Raises OSError."""
        while self.unsent:
            try:
                sent = self.socket.send(self.unsent)
            except BlockingIOError:
                return False
            del self.unsent[:sent]
        return True

    def recv(self, size: int) -> bytes:
        data = bytes(self.came[:size])
        del self.came[:size]
        return data

    def sendall(self, data: bytes) -> None:
        self.unsent += data

    def send(self, data: bytes) -> int:
        self.sendall(data)
        return len(data)

    def gettimeout(self) -> float:
        return 0.0

    def settimeout(self, seconds: float | None) -> None:
        """Do nothing: no call here takes time."""

    def setblocking(self, flag: bool) -> None:
        """Do nothing, as `settimeout`."""

    def shutdown(self, how: int) -> None:
        self.socket.shutdown(how)

    def close(self) -> None:
        self.socket.close()


class Requests(RequestParser):
    """The requests of a connection, one after the other, each returned when all of it is here."""

    def __init__(self, cfg: Any, wire: Wire, client: Any, limits: Limits) -> None:
        super().__init__(cfg, wire, client)
        self.wire, self.limits = wire, limits
        self.unfinished: Request | None = None  # its head is here

    @property
    def missing(self) -> int:
        """The number of bytes of the body that have not come yet."""
        if self.unfinished is None:
            return 0
        here = self.unreader.buf.getbuffer().nbytes + len(self.wire.came)
        return max(0, int(self.unfinished.body.reader.length) - here)

    @property
    def ready(self) -> bool:
        """Whether a thread can handle the connection, if only to refuse the request."""
        if self.unfinished:
            return not self.missing
        came = self.wire.came
        return END_OF_HEAD in came or len(came) > self.limits.head_bytes

    def put_back(self) -> None:
        """Put back what was read beyond a request: it is the beginning of the next one."""
        self.wire.came[:0] = self.unreader.take_buffered()

    def __next__(self) -> Request | None:
        """Return the next request, or None while its body is still coming.

        Raises RefusedError and what gunicorn's parser raises.
        """
        if self.unfinished is None:
            if END_OF_HEAD not in self.wire.came:
                raise RefusedError(431, "Request Header Fields Too Large")
            request = super().__next__()
            self._check(request)
            self.unfinished = request
        if self.missing:
            self._encourage(self.unfinished)
            return None
        whole, self.unfinished = self.unfinished, None
        return whole

    def _check(self, request: Request) -> None:
        if not isinstance(request.body.reader, LengthReader):
            # Chunked: neither browsers nor the usual proxies send a form that way.
            raise RefusedError(411, "Length Required")
        most = max(self.limits.body_bytes, most_bytes(request.path))
        if request.body.reader.length > most:
            raise RefusedError(413, "Content Too Large")

    def _encourage(self, request: Request) -> None:
        if request._expected_100_continue:
            request._expected_100_continue = False
            self.wire.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
