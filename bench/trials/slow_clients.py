"""Measure how slow clients affect others: the same pages are requested without and with them, in
turn.

As a script: `./bh bench --slow-clients 200` (with --postgres for the other database). For each kind
of slowness the table shows how long real pages took, in ms, and the ratio of the times with and
without slow clients.
"""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from bench import pages, people
from bench.load import Request, answer_to
from bench.trials.server import Server
from bench.trials.slow_ones import Kind, SlowOnes, kinds
from routines.models import Session

OTHERS = 4  # people at once, each of whom opens a connection for each page
PAUSE_S = 0.03
PATIENCE_S = 10.0
SETTLE_S = 2.0  # after all slow ones have come
SECONDS = 4.0  # without slow clients, and again with them
ROUNDS = 3
WORST = 2.0  # the most that slow clients may multiply the 95th percentile by
# The biggest file that the app serves; it comes with Django's admin.
BIG = "admin/js/vendor/jquery/jquery.js"


@dataclass(frozen=True, kw_only=True)
class Felt:
    """Times of answers in ms, ascending; `failed` counts requests without an answer, or with a
    wrong one."""

    times: Sequence[float]
    failed: int

    def share(self, part: float) -> float:
        return self.times[int(part * (len(self.times) - 1))] if self.times else float("inf")

    def __add__(self, other: "Felt") -> "Felt":
        return Felt(times=sorted([*self.times, *other.times]), failed=self.failed + other.failed)

    def __str__(self) -> str:
        p50, p95, most = (f"{self.share(part):8.1f}" for part in (0.5, 0.95, 1.0))
        return f"{len(self.times):6} {p50} {p95} {most} {self.failed:6}"


NOTHING = Felt(times=(), failed=0)
HEAD = f"{'':28} {'':8} {'asked':>6} {'p50':>8} {'p95':>8} {'max':>8} {'failed':>6}"


@dataclass(frozen=True, kw_only=True)
class Slowdown:
    """The times of others with one kind of slow clients, and right before without them."""

    name: str
    without: Felt
    with_them: Felt

    @property
    def ratio(self) -> float:
        return self.with_them.share(0.95) / self.without.share(0.95)

    @property
    def good(self) -> bool:
        return not (self.without.failed or self.with_them.failed) and self.ratio <= WORST

    def __str__(self) -> str:
        return (
            f"{self.name:28} without  {self.without}\n"
            f"{'':28} with     {self.with_them}   p95 × {self.ratio:.2f}"
        )


def run(folder: Path, *, count: int, worker_class: str = "") -> list[Slowdown]:
    """Measure each kind alone, then all kinds at once; the rounds of a kind are counted
    together."""
    now = timezone.now()
    requests = real_pages([people.newcomer(now) for _ in range(OTHERS)])
    found: dict[str, Slowdown] = {}
    with Server(folder, worker_class=worker_class) as server:
        each = kinds(csrf=pages.CSRF, big=big_file(folder))
        ask(requests, server.port, seconds=SECONDS)  # not measured: what a worker does only once
        for _ in range(ROUNDS):
            for row in _round(requests, each, server.port, count=count):
                before = found.get(row.name)
                found[row.name] = (
                    Slowdown(
                        name=row.name,
                        without=before.without + row.without,
                        with_them=before.with_them + row.with_them,
                    )
                    if before
                    else row
                )
    return list(found.values())


def _round(
    requests: Sequence[Request], each: Sequence[Kind], port: int, *, count: int
) -> Iterator[Slowdown]:
    for name, chosen in [*((kind.name, [kind]) for kind in each), ("all of these", list(each))]:
        without = ask(requests, port, seconds=SECONDS)
        with SlowOnes(chosen, port, count=count) as slow:
            slow.wait_until_connected()
            time.sleep(SETTLE_S)
            with_them = ask(requests, port, seconds=SECONDS)
        yield Slowdown(name=name, without=without, with_them=with_them)


def real_pages(sessions: Sequence[Session]) -> list[Request]:
    """Return requests for the health check, the landing page and Today, and for logging and
    correcting sets."""
    found = []
    for session in sessions:
        client = pages.signed_in(session.user)
        cookie = pages.cookie_header(client)
        found += [
            Request(path=reverse("healthz")),
            Request(path=reverse("routines:landing")),
            Request(path=reverse("routines:today"), headers={"Cookie": cookie}),
            pages.set_requests(client, session)[0],
        ]
    return found


def ask(requests: Sequence[Request], port: int, *, seconds: float) -> Felt:
    """Request the pages one after the other, for several people at once."""
    deadline, asked, lock = time.monotonic() + seconds, cycle(requests), threading.Lock()

    def one_person() -> Felt:
        times, failed = [], 0
        while time.monotonic() < deadline:
            with lock:
                request = next(asked)
            begin = time.perf_counter()
            try:
                status, _headers, _body = answer_to(request.raw(port), port, patience=PATIENCE_S)
            except OSError:
                status = 0
            times.append(1000 * (time.perf_counter() - begin))
            failed += status != request.status
            time.sleep(PAUSE_S)
        return Felt(times=times, failed=failed)

    with ThreadPoolExecutor(OTHERS) as pool:
        done = [pool.submit(one_person) for _ in range(OTHERS)]
        return sum((each.result() for each in done), NOTHING)


def big_file(folder: Path) -> str:
    named = json.loads((folder / "static" / "staticfiles.json").read_text())["paths"]
    return f"/static/{named[BIG]}"
