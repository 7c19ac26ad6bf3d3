"""Two machines over one PostgreSQL, of which one is always being killed or upgraded.

A person's two phones ask different machines; a phone that gets no answer asks the other one, as a
balancer would do for it. As a script: `./bh bench --two-machines SECONDS`.
"""

import re
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from accounts.models import BrowserSession, User
from bench.load import Request, answer_to
from bench.pages import CSRF, cookie_of
from bench.trials import logins, senders
from bench.trials.senders import NOTHING, Least, Report, Sender, acknowledged
from bench.trials.server import Server
from routines.models import Session

TICK_S = 120.0
LOOK_S = 0.1
EXPIRED = 40  # log-ins, for the periodic work to sweep
GUESSES = 12  # wrong passwords, of which five at once are allowed (docs/decisions/0016)
REFUSED = b"Too many attempts."
SWEPT = re.compile(r"log-ins: (\d+) ")


@dataclass(kw_only=True)
class Outages:
    """What happened to the machines: `killed` with SIGKILL, `upgraded`: stopped and started."""

    killed: int = 0
    upgraded: int = 0
    by_machine: list[int] = field(default_factory=lambda: [0, 0])

    def both_kinds(self) -> int:
        """Return how often the rarer of the two happened."""
        return min(self.killed, self.upgraded)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What two machines have in common.

    `guesses`: wrong passwords that both together tried before the limit. `swept`: expired log-ins
    that each says it swept. `in_on_both`, `out_on_both`: a log-in, and its end, count on the other.
    """

    guesses: int
    swept: Sequence[int]
    in_on_both: bool
    out_on_both: bool

    @property
    def good(self) -> bool:
        once = sorted(self.swept) == [0, EXPIRED]
        return self.guesses == 5 and once and self.in_on_both and self.out_on_both


@contextmanager
def machines(folder: Path) -> Iterator[list[Server]]:
    """Start two machines at once, each with a data folder of its own; `folder` has the static
    files. Both do the periodic work."""
    pair = []
    for name in ("one", "two"):
        own = folder / name
        own.mkdir(exist_ok=True)
        if not (own / "static").exists():
            (own / "static").symlink_to(folder / "static")
        pair.append(Server(own, ticks=True))
    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        for each in pair:
            stack.callback(each.stop)
        list(pool.map(Server.start, pair))
        yield pair


def run(
    pair: Sequence[Server],
    sessions: Sequence[Session],
    *,
    seconds: float,
    seed: int,
    least: Least = NOTHING,
    front: int | None = None,
) -> tuple[Report, Outages]:
    """Send sets to both machines while one after the other goes away and comes back; to the port of
    a balancer in `front`, if there is one."""
    ports = [front] if front else [each.port for each in pair]
    working = senders.senders(sessions, ports, seed=seed)
    had = Outages()

    def end_one_by_one(over: threading.Event) -> None:
        _end_one_by_one(over, pair, working, had, Random(seed))

    senders.run(working, seconds=seconds, deaths=had.both_kinds, kill=end_one_by_one, least=least)
    return senders.compare(working, deaths=sum(had.by_machine), what="machines taken away"), had


def _end_one_by_one(
    over: threading.Event,
    pair: Sequence[Server],
    working: Sequence[Sender],
    had: Outages,
    chance: Random,
) -> None:
    """Kill a machine or stop it as an upgrade does, in turn, and start it again.

    At least one set is acknowledged while it is away, and one once it is back.
    """
    number = 0
    while not over.wait(chance.uniform(0.2, 1.5)):
        # Both machines go within two turns, in both ways in four.
        which = (number // 2 + number) % 2
        machine = pair[which]
        if number % 2:
            machine.stop()
            had.upgraded += 1
        else:
            machine.kill()
            had.killed += 1
        had.by_machine[which] += 1
        _wait_for_a_set(working, over)
        machine.start()
        _wait_for_a_set(working, over)
        number += 1


def _wait_for_a_set(working: Sequence[Sender], over: threading.Event) -> None:
    before = acknowledged(working)
    while acknowledged(working) == before and not over.wait(LOOK_S):
        pass


# --- what they share ------------------------------------------------------------------------------


def expire_log_ins(person: User) -> None:
    """Make log-ins that expired years ago. To be called before the machines start."""
    cookie_of(person)  # somebody was here today, or no clock is trusted to say what expired
    longest_ago = timezone.now() - timedelta(days=1000)
    BrowserSession.objects.bulk_create(
        BrowserSession(session_key=f"expired{number}", expire_date=longest_ago, user=person)
        for number in range(EXPIRED)
    )


def shared(pair: Sequence[Server], name: str) -> Shared:
    """Try what both machines must know of each other, as a new person with an account."""
    person = logins.with_password(timezone.now(), name).user
    cookie = cookie_of(person)
    return Shared(
        guesses=_guesses(pair, f"{name}@example.org"),
        in_on_both=all(_is_in(each, cookie) for each in pair),
        out_on_both=_log_out(pair[0], cookie) and not any(_is_in(each, cookie) for each in pair),
        swept=_swept(pair),
    )


def _guesses(pair: Sequence[Server], email: str) -> int:
    """Guess by turns at both machines; return how many guesses were let through."""
    fields = {"login": email, "password": "wrong again and again"}
    request = Request(
        method="POST",
        path=reverse("account_login"),
        headers={
            "Cookie": f"csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Accept-Encoding": "identity",
        },
        body=urlencode(fields),
    )
    pages = [_ask(pair[number % 2], request)[1] for number in range(GUESSES)]
    return sum(REFUSED not in page for page in pages)


def _is_in(machine: Server, cookie: str) -> bool:
    page = Request(path=reverse("routines:today"), headers={"Cookie": cookie})
    return _ask(machine, page)[0] == 200


def _log_out(machine: Server, cookie: str) -> bool:
    request = Request(
        method="POST",
        path=reverse("account_logout"),
        headers={"Cookie": cookie, "X-CSRFToken": CSRF},
    )
    return _ask(machine, request)[0] == 302


def _ask(machine: Server, request: Request) -> tuple[int, bytes]:
    status, _headers, body = answer_to(request.raw(machine.port), machine.port)
    return status, body


def _swept(pair: Sequence[Server]) -> list[int]:
    """Return how many expired log-ins each machine says it swept, once all are gone and the
    log says so, which comes after it."""
    expired = BrowserSession.objects.filter(session_key__startswith="expired")
    deadline = time.monotonic() + TICK_S
    while True:
        told = [sum(map(int, SWEPT.findall(each.log.read_text()))) for each in pair]
        if time.monotonic() > deadline or (sum(told) >= EXPIRED and not expired.exists()):
            return told
        time.sleep(LOOK_S)
