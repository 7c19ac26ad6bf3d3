"""Ask a push service to take something: https to public addresses alone, no redirects, bounded in
time."""

import socket
import ssl
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage
from threading import Timer
from urllib.parse import urlsplit

from reminders.push.places import is_public

HTTPS = 443
CONNECT_S, ANSWER_S = 4, 6
MOST_ADDRESSES = 2  # of one name
LONGEST_ANSWER = 4096  # bytes; nothing in it is read
MOST_SILENCES = 3  # in a row
MOST_OPEN = 8  # connections

Connect = Callable[[str], socket.socket]


class NotPublicError(Exception):
    """A name leads to this machine or to a private network."""


class SilentError(Exception):
    """A push service couldn't be reached, or didn't answer in time."""


@dataclass(frozen=True)
class Answer:
    """What a push service answered. Its names are those of `requests`, as pywebpush reads them."""

    status_code: int
    reason: str
    headers: HTTPMessage
    text: str = ""


def connect_in_public(host: str) -> socket.socket:
    """Connect to a host by TLS.

    The addresses that are looked at are those that are connected to: a name that leads elsewhere
    the second time gains nothing. Raises NotPublicError, and OSError if nobody answers.
    """
    found = socket.getaddrinfo(host, HTTPS, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(place[0]) for *_kind, place in found))
    if not all(map(is_public, addresses)):
        raise NotPublicError
    plain = _first_to_answer(addresses[:MOST_ADDRESSES])
    secured = _tls.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
    try:
        with cut_off(secured, ANSWER_S):
            secured.do_handshake()
    except OSError:
        secured.close()
        raise
    return secured


_tls = ssl.create_default_context()


def _first_to_answer(addresses: list[str]) -> socket.socket:
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, HTTPS), CONNECT_S)
        except OSError:
            continue
    return socket.create_connection((addresses[-1], HTTPS), CONNECT_S)


@contextmanager
def cut_off(line: socket.socket, after_s: float) -> Iterator[None]:
    """Shut a connection after a time, also if something still comes: the time-out of a socket
    begins anew with each byte."""
    timer = Timer(after_s, _shut, [line])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut(line: socket.socket) -> None:
    try:
        # Of the socket below TLS: that of TLS waits for the other side.
        socket.socket.shutdown(line, socket.SHUT_RDWR)
    except OSError:
        return  # closed a moment ago


class _Line(HTTPConnection):
    """A connection to a push service, opened anew as it was opened first."""

    default_port = HTTPS

    def __init__(self, host: str, connect: Connect) -> None:
        super().__init__(host)
        self._connect = connect

    def connect(self) -> None:
        self.sock = self._connect(self.host)
        # Headers and body are two writes: the second would wait 40 ms for the other side's word.
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Services:
    """The push services that are asked in one round, each over one connection.

    One that was silent three times in a row isn't asked again, so that slow ones don't hold up all
    others. It is known by the last two parts of its name: anybody can make up thousands of longer
    ones.
    """

    def __init__(self, connect: Connect = connect_in_public) -> None:
        self._connect = connect
        self._lines: dict[str, _Line] = {}
        self._silences: Counter[str] = Counter()

    def post(
        self, endpoint: str, *, data: bytes, headers: Mapping[str, str], timeout: float
    ) -> Answer:
        """Send a request and return the answer. Raises NotPublicError and SilentError.

        pywebpush calls it as it would call `requests`; `timeout` is for the whole of the answer.
        """
        host = urlsplit(endpoint).hostname or ""
        domain = ".".join(host.split(".")[-2:])
        if self._silences[domain] >= MOST_SILENCES:
            raise SilentError
        try:
            answer = self._ask(host, _Request(_path(endpoint), data, headers, timeout))
        except (OSError, HTTPException) as fault:
            self._close(host)
            self._silences[domain] += 1
            raise SilentError from fault
        del self._silences[domain]
        return answer

    def _ask(self, host: str, request: "_Request") -> Answer:
        was_open = host in self._lines
        try:
            return request.sent(self._line(host))
        except ConnectionError:
            # It may have closed a connection that wasn’t used for a while.
            if not was_open:
                raise
            self._close(host)
            return request.sent(self._line(host))

    def _line(self, host: str) -> _Line:
        if host not in self._lines:
            if len(self._lines) >= MOST_OPEN:
                self._close(next(iter(self._lines)))
            self._lines[host] = _Line(host, self._connect)
        return self._lines[host]

    def _close(self, host: str) -> None:
        line = self._lines.pop(host, None)
        if line is not None:
            line.close()

    def close(self) -> None:
        for host in list(self._lines):
            self._close(host)


@dataclass(frozen=True)
class _Request:
    path: str
    data: bytes
    headers: Mapping[str, str]
    timeout: float

    def sent(self, line: _Line) -> Answer:
        if line.sock is None:
            line.connect()
        with cut_off(line.sock, self.timeout):
            line.request("POST", self.path, self.data, dict(self.headers))
            answer = line.getresponse()
            answer.read(LONGEST_ANSWER)
        if not answer.isclosed():
            line.close()
        return Answer(answer.status, answer.reason, answer.headers)


def _path(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
