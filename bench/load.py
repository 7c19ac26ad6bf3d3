"""Put load on a page: a few connections request it again and again, for a limited time.

Runs as a process of its own, `python -m bench.load`, with a Slot as JSON on its standard input and
a Sample as JSON on its output. It shares the machine's cores with the servers, so it has to be
light: http.client takes 0.4 ms of a core for an answer, reading the socket 0.15 ms, and the floor
itself at most 1.5 ms.
"""

import json
import math
import socket
import statistics
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from itertools import cycle
from time import perf_counter
from typing import BinaryIO

HOST = "127.0.0.1"
CONNECTIONS = 4
# A connection stays with the worker that took it, so all four could stay on one worker; new
# connections now and then spread over both, as visitors do.
REQUESTS_A_CONNECTION = 8
LONGEST_WAIT_S = 60.0


class AnswerError(Exception):
    """The server's answer is not the one that the page asks for."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One HTTP request; `status` is the one that its answer has to have."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    status: int = 200

    def raw(self, port: int) -> bytes:
        """Return the request's bytes, which ask for gzip as every browser does."""
        headers = {"Host": f"localhost:{port}", "Accept-Encoding": "gzip", **self.headers}
        if self.body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self.method == "POST":
            headers["Content-Length"] = str(len(self.body.encode()))
        lines = [f"{self.method} {self.path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", self.body]).encode()


@dataclass(frozen=True, kw_only=True)
class Slot:
    """The requests for the server at `port` and how many `seconds` to send them; `once`: send
    none twice."""

    port: int
    requests: list[Request]
    seconds: float
    once: bool = False


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What one slot measured: the `seconds` that it lasted, and of each answer its time in
    seconds and the length of its compressed body in bytes."""

    seconds: float
    times: list[float]
    lengths: list[int]


@dataclass(frozen=True, kw_only=True)
class LoadResult:
    """`answers` in `seconds`, with the median and the 95th percentile of their times in ms, and
    the median length of their compressed bodies in bytes."""

    answers: int
    seconds: float
    p50_ms: float
    p95_ms: float
    body_bytes: int

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> "LoadResult":
        """Return the figures of several samples of a page together."""
        times = sorted(taken for each in samples for taken in each.times)
        return cls(
            answers=len(times),
            seconds=sum(each.seconds for each in samples),
            p50_ms=1000 * statistics.median(times),
            p95_ms=1000 * percentile(times, 95),
            body_bytes=statistics.median_low(length for each in samples for length in each.lengths),
        )

    @property
    def per_second(self) -> float:
        return self.answers / self.seconds


def percentile(ascending: Sequence[float], percent: int) -> float:
    """Return the smallest figure that at least `percent` of them don't exceed."""
    return ascending[math.ceil(len(ascending) * percent / 100) - 1]


def answer_to(
    raw: bytes, port: int, *, patience: float = LONGEST_WAIT_S
) -> tuple[int, dict[str, str], bytes]:
    """Send one request on a new connection; return status, headers (names in lower case) and
    body."""
    with _connect(port, patience) as connection, connection.makefile("rb") as stream:
        connection.sendall(raw)
        return _read_answer(stream)


def run(slot: Slot) -> Sample:
    raws = [(each.raw(slot.port), each.status) for each in slot.requests]
    # next() on one shared iterator is a single step to Python's threads, so it needs no lock.
    asked = iter(raws) if slot.once else cycle(raws)
    begin = perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        ask = [
            pool.submit(_ask, slot.port, asked, begin + slot.seconds) for _ in range(CONNECTIONS)
        ]
        answers = [answer for each in ask for answer in each.result()]
    seconds = perf_counter() - begin
    return Sample(
        seconds=seconds,
        times=[taken for taken, _length in answers],
        lengths=[length for _taken, length in answers],
    )


def _ask(port: int, asked: Iterator[tuple[bytes, int]], deadline: float) -> list[tuple[float, int]]:
    """Yield (seconds, body bytes) of each answer; connecting is not part of an answer's time."""
    answers: list[tuple[float, int]] = []
    request = next(asked, None)
    # One answer at least: on a busy machine the time may be over before a thread runs.
    while request and (not answers or perf_counter() < deadline):
        with _connect(port) as connection, connection.makefile("rb") as stream:
            for turn in range(REQUESTS_A_CONNECTION):
                if not request or (answers and perf_counter() >= deadline):
                    break
                raw, wanted = request
                begin = perf_counter()
                try:
                    connection.sendall(raw)
                    status, _headers, body = _read_answer(stream)
                except ConnectionError:
                    if turn == 0:
                        raise
                    # A server may close a connection just when it is used again; like a browser,
                    # send the request on a new one (RFC 9112, 9.3.1).
                    break
                answers.append((perf_counter() - begin, len(body)))
                if status != wanted:
                    line = raw.split(b"\r\n", 1)[0].decode()
                    raise AnswerError(f"{line}: {status} instead of {wanted}")
                request = next(asked, None)
    return answers


def _connect(port: int, patience: float = LONGEST_WAIT_S) -> socket.socket:
    connection = socket.create_connection((HOST, port), timeout=patience)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _read_answer(stream: BinaryIO) -> tuple[int, dict[str, str], bytes]:
    status = stream.readline().split()
    if len(status) < 2:
        raise ConnectionResetError("the server hung up")
    headers = {}
    for line in iter(stream.readline, b"\r\n"):
        if not line:
            raise ConnectionResetError("the server hung up within its answer")
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    if "content-length" not in headers:
        raise AnswerError(f"no Content-Length with status {status[1].decode()}")
    return int(status[1]), headers, stream.read(int(headers["content-length"]))


def main() -> None:
    given = json.load(sys.stdin)
    requests = [Request(**each) for each in given.pop("requests")]
    json.dump(asdict(run(Slot(requests=requests, **given))), sys.stdout)


if __name__ == "__main__":
    main()
