"""Stand between the browser and the server and make a faulty network, as commanded.

A browser's own switches for that don't reach its service worker. The proxy only loses, delays and
invents answers; it never changes what it passes on.
"""

import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from bench.load import HOST

STALL_S = 9.0  # longer than the page waits for an answer
CAPTIVE = b"<!doctype html><title>Free Wi-Fi</title><p>Agree to our terms to go on."
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding"}


class Fault(StrEnum):
    """What happens to one post of the outbox."""

    LOST = "reply lost after the commit"
    STALLED = "reply too late"
    HELD = "stalled before the server had it"
    BROKEN = "500"
    CUT = "cut off before the server had it"


class Proxy(AbstractContextManager["Proxy"]):
    """`faults` are for the next posts of the outbox, one each.

    While `captive` is set, every request gets the log-in page of a Wi-Fi; while `deaf` is set,
    every post of the outbox is cut off. `counted`: posts of the outbox by their result.
    """

    def __init__(self, port: int) -> None:
        self.faults: deque[Fault] = deque()
        self.captive = False
        self.deaf = False
        self.counted: Counter[str] = Counter()
        self.under_way = 0
        self.lock = threading.Lock()
        self.closing = threading.Event()
        self._server = _Listener((HOST, 0), _Handler)
        self._server.proxy, self._server.behind = self, port
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        return f"http://localhost:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def next_fault(self) -> Fault | None:
        with self.lock:
            self.counted["posts"] += 1
            if self.deaf:
                return Fault.CUT
            fault = self.faults.popleft() if self.faults and not self.captive else None
            if fault:
                self.counted[fault] += 1
            return fault

    def clear(self) -> None:
        with self.lock:
            self.faults.clear()
            self.captive = False

    @contextmanager
    def on_the_way(self) -> Iterator[None]:
        """Count the posts that have not ended yet, in `under_way`."""
        with self.lock:
            self.under_way += 1
        try:
            yield
        finally:
            with self.lock:
                self.under_way -= 1


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    proxy: Proxy
    behind: int

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore that the browser hung up: the proxy provokes it."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener
    timeout = 60

    def do_GET(self) -> None:
        self._pass_on()

    def do_HEAD(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def log_message(self, *_arguments: object) -> None:
        """Log nothing: the trial reports what went wrong."""

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if "X-Outbox" not in self.headers:
            self._follow(body, None)
            return
        with self.server.proxy.on_the_way():
            self._follow(body, self.server.proxy.next_fault())

    def _follow(self, body: bytes, fault: Fault | None) -> None:
        if self.server.proxy.captive:
            self._answer(200, [("Content-Type", "text/html")], CAPTIVE)
        elif fault == Fault.BROKEN:
            self._answer(500, [("Content-Type", "text/html")], b"<h1>Server Error (500)</h1>")
        elif fault == Fault.CUT:
            self.close_connection = True
        else:
            self._ask_the_server(body, fault)

    def _ask_the_server(self, body: bytes, fault: Fault | None) -> None:
        if fault == Fault.HELD:
            # The page has given up on it when it reaches the server, perhaps after a newer request.
            self.server.proxy.closing.wait(STALL_S)
        connection = HTTPConnection(HOST, self.server.behind, timeout=30)
        try:
            connection.request(self.command, self.path, body or None, dict(self.headers))
            answer = connection.getresponse()
            headers, content = answer.getheaders(), answer.read()
        except (OSError, HTTPException):
            # Without a server the browser sees a closed connection.
            self.close_connection = True
            return
        finally:
            connection.close()
        if fault == Fault.STALLED:
            self.server.proxy.closing.wait(STALL_S)
        if fault == Fault.LOST:
            self.close_connection = True
            return
        self._answer(answer.status, headers, content)

    def _answer(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP_BY_HOP | {"content-length"}:
                self.send_header(name, value)
        if status not in {204, 304}:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
