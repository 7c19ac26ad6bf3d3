"""Serve with gunicorn, whose threads never wait for a client here.

gunicorn's own threaded worker gives a thread to a connection, and the thread waits until the
request has come and the client has taken the answer: sixteen slow clients, and nobody else is
served. In this worker the main thread watches all connections at once, reads a request to its end
before a thread gets it, and sends what a client is slow to take. Threads work in memory only
(docs/decisions/0015).
"""

import errno
import socket
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from enum import IntEnum
from functools import partial
from selectors import EVENT_READ, EVENT_WRITE
from time import monotonic
from typing import Any

from gunicorn import util
from gunicorn.workers.gthread import TConn, ThreadWorker
from structlog.contextvars import clear_contextvars

from backhealth.metrics import CONNECTIONS, DROPPED
from backhealth.wire import CHUNK, Limits, RefusedError, Requests, Wire

NO_FILES_LEFT = {errno.EMFILE, errno.ENFILE}
GONE_ALREADY = {errno.EAGAIN, errno.ECONNABORTED}


class Stage(IntEnum):
    """What a connection without a thread waits for, in the order in which connections are
    dropped for lack of room."""

    IDLE = 1  # the first byte of a request
    LEAVING = 2  # the client to hang up
    READING = 3  # the rest of a request
    WRITING = 4  # the client to take its answer


class Connection(TConn):
    """A connection; `timeout` is when the worker stops waiting for it, by the monotonic clock."""

    def __init__(self, cfg: Any, sock: socket.socket, client: Any, server: Any) -> None:
        super().__init__(cfg, sock, client, server)
        self.sock = self.wire = Wire(sock)
        self.stage = Stage.IDLE
        self.keep = False
        # There is no handshake that a thread would have to wait for.
        self.initialized = True

    @property
    def address(self) -> str:
        return str(self.client[0]) if self.client else ""


class Worker(ThreadWorker):
    """A worker whose main thread watches the connections in `waiting`; every other connection
    has a thread or is queued for one."""

    limits = Limits()
    # Of this process; a request that is still answered reads it.
    stopping = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.waiting: dict[Connection, None] = {}  # a set in order of arrival
        self._next_look = 0.0

    @classmethod
    def check_config(cls, cfg: Any, log: Any) -> None:
        super().check_config(cfg, log)
        if cfg.is_ssl:
            raise RuntimeError("backhealth speaks plain HTTP: https is the work of a proxy.")

    def handle_exit(self, sig: int, frame: object) -> None:
        Worker.stopping = True
        super().handle_exit(sig, frame)

    # --- in the main thread: a connection's way ---------------------------------------------------

    def accept(self, listener: Any) -> None:
        if self.nr_conns >= self.worker_connections - 1:
            self._make_room()
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno in NO_FILES_LEFT:
                self._make_room()
            elif error.errno not in GONE_ALREADY:
                raise
            return
        self.nr_conns += 1
        conn = Connection(self.cfg, sock, client, listener.getsockname())
        conn.parser = Requests(self.cfg, conn.wire, client, self.limits)
        self._wait(conn, Stage.IDLE, self.limits.head_s)
        self._read(conn)  # usually the request has come already

    def _read(self, conn: Connection) -> None:
        try:
            there = conn.wire.fill()
        except BlockingIOError:
            return
        except OSError:
            there = False
        if not there:
            self._drop(conn)
        elif conn.parser.ready:
            self._stop_waiting(conn)
            self.enqueue_req(conn)
        elif conn.stage is Stage.IDLE:
            conn.stage = Stage.READING
            conn.timeout = monotonic() + self.limits.head_s
        elif conn.wire.held > CHUNK:
            self._bound_memory()

    def finish_request(self, conn: Connection, fs: Future[bool]) -> None:
        """Take a connection back from its thread, which has handled the request, or only its
        head."""
        if fs.cancelled() or fs.exception():
            self._drop(conn)
            return
        conn.keep = fs.result()
        if conn.parser.unfinished:
            self._wait(conn, Stage.READING, self.limits.transfer(conn.parser.missing))
        elif conn.wire.unsent:
            self._wait(conn, Stage.WRITING, self.limits.transfer(len(conn.wire.unsent)))
            self._bound_memory()
        else:
            self._answered(conn)

    def _write(self, conn: Connection) -> None:
        try:
            done = conn.wire.flush()
        except OSError:
            self._drop(conn)
            return
        if done:
            self._stop_waiting(conn)
            self._answered(conn)

    def _answered(self, conn: Connection) -> None:
        if not conn.keep:
            self._say_goodbye(conn)
            return
        conn.parser.put_back()
        if conn.parser.ready:
            self.enqueue_req(conn)
        elif conn.wire.came:
            self._wait(conn, Stage.READING, self.limits.head_s)
        else:
            self._wait(conn, Stage.IDLE, self.cfg.keepalive)

    def _say_goodbye(self, conn: Connection) -> None:
        """Close the sending side and let the client hang up first, if it does.

        Closing while data is still on its way here would take the answer back (RFC 9112, 9.6).
        """
        try:
            conn.wire.shutdown(socket.SHUT_WR)
        except OSError:
            self._drop(conn)
            return
        self._wait(conn, Stage.LEAVING, self.limits.goodbye_s)

    def _ignore(self, conn: Connection) -> None:
        try:
            there = conn.wire.socket.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            there = b""
        if not there:
            self._drop(conn)

    # --- in the main thread: waiting --------------------------------------------------------------

    def _wait(self, conn: Connection, stage: Stage, seconds: float) -> None:
        conn.stage = stage
        conn.timeout = monotonic() + (seconds if self.alive else min(seconds, self.limits.stop_s))
        act, event = self._next_step(stage)
        self.poller.register(conn.wire.socket, event, partial(self._come_to, conn, act))
        self.waiting[conn] = None

    def _next_step(self, stage: Stage) -> tuple[Callable[[Connection], None], int]:
        if stage is Stage.WRITING:
            return self._write, EVENT_WRITE
        return (self._ignore if stage is Stage.LEAVING else self._read), EVENT_READ

    def _come_to(self, conn: Connection, act: Callable[[Connection], None], _sock: object) -> None:
        # Another connection of the same turn may have displaced it.
        if conn in self.waiting:
            act(conn)

    def _stop_waiting(self, conn: Connection) -> None:
        if conn in self.waiting:
            del self.waiting[conn]
            self.poller.unregister(conn.wire.socket)

    def _drop(self, conn: Connection) -> None:
        self._stop_waiting(conn)
        self.nr_conns -= 1
        conn.close()

    def murder_pending(self) -> None:
        """End connections that took too long; gunicorn's loop calls this on every turn."""
        now = monotonic()
        if now < self._next_look:
            return
        self._next_look = now + 0.5
        for conn in [each for each in self.waiting if each.timeout <= now]:
            if conn.stage is Stage.READING:
                self._refuse_late(conn)
                continue
            if conn.stage is Stage.WRITING:
                DROPPED.labels("too slow to take an answer").inc()
            self._drop(conn)
        self._count()

    def _count(self) -> None:
        stages = Counter(each.stage for each in self.waiting)
        for stage in Stage:
            CONNECTIONS.labels(stage.name.lower()).set(stages[stage])
        queued = self.tpool._work_queue.qsize()
        CONNECTIONS.labels("queued").set(queued)
        CONNECTIONS.labels("answering").set(self.nr_conns - len(self.waiting) - queued)

    def _refuse_late(self, conn: Connection) -> None:
        """Answer 408. A device keeps what it has sent, and sends it again."""
        DROPPED.labels("too slow to send").inc()
        self._stop_waiting(conn)
        util.write_error(conn.wire, 408, "Request Timeout", "")
        try:
            conn.wire.flush()
        except OSError:
            self._drop(conn)
            return
        self._say_goodbye(conn)

    def _cap_keepalive(self, deadline: float) -> None:
        """Shorten the waiting times when the worker stops; unfinished requests get a little
        longer."""
        for conn in self.waiting:
            end = deadline if conn.stage is Stage.IDLE else monotonic() + self.limits.stop_s
            conn.timeout = min(conn.timeout, end)

    # --- in the main thread: too many -------------------------------------------------------------

    def _make_room(self) -> None:
        """Drop one waiting connection: of the address with the most of them, the one with the
        least to lose, the longest waiting."""
        if self.waiting:
            DROPPED.labels("no room").inc()
            crowd = Counter(each.address for each in self.waiting)
            self._drop(min(self.waiting, key=lambda each: (-crowd[each.address], each.stage)))

    def _bound_memory(self) -> None:
        """Drop the largest connections until the others fit into the limit."""
        held = sum(each.wire.held for each in self.waiting)
        while held > self.limits.held_bytes:
            biggest = max(self.waiting, key=lambda each: each.wire.held)
            held -= biggest.wire.held
            DROPPED.labels("no memory").inc()
            self._drop(biggest)

    # --- in a thread ------------------------------------------------------------------------------

    def handle(self, conn: Connection) -> bool:
        """Handle a request in a thread and return whether the connection stays open.

        Called once for most requests; if the body is late, once more for it.
        """
        clear_contextvars()  # the id of the thread's request before this one
        keep = super().handle(conn)
        try:
            conn.wire.flush()
        except OSError:
            conn.wire.unsent.clear()
            return False
        return bool(keep)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        if isinstance(exc, RefusedError):
            util.write_error(client, exc.status, exc.reason, "")
        else:
            super().handle_error(req, client, addr, exc)
