"""Post sets over plain HTTP, each until it is acknowledged, and compare them with the log."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from accounts.keys import new_key
from bench.load import Request, answer_to
from bench.page_forms import PageForm
from bench.pages import CSRF, cookie_header, item_of, set_forms, signed_in
from routines.models import Session, SetLog, Side, other_side

PATIENCE_S = 300.0  # for one set; if nobody answers for so long, something else is broken
AGAIN = 0.2  # of the acknowledged sets are sent again unchanged
CORRECTED = 0.3  # are sent again with another amount
DYING = 0.08  # of the requests to bench.trials.dying kill their worker
COMMIT_US = 900  # longer than a commit on a slow disk
NOT_THE_APP = {502, 503, 504}  # what a balancer says while no machine is there


@dataclass(frozen=True, kw_only=True)
class Report:
    """`acknowledged` counts sets, `posts` the requests for them, `deaths` how often `what`
    happened; the lists hold keys of sets."""

    acknowledged: int
    posts: int
    unanswered: int
    deaths: int
    what: str
    lost: list[UUID]
    doubled: list[UUID]
    outdated: list[UUID]

    @property
    def good(self) -> bool:
        return not (self.lost or self.doubled or self.outdated)

    def __str__(self) -> str:
        return (
            f"{self.acknowledged} sets acknowledged in {self.posts} posts, {self.unanswered} of "
            f"them without an answer, {self.deaths} {self.what}: {len(self.lost)} lost, "
            f"{len(self.doubled)} doubled, {len(self.outdated)} not as sent last"
        )


@dataclass(frozen=True, kw_only=True)
class Sender:
    """A person who sends one set after the other until each is acknowledged.

    `forms`: the form of a set on the session's page, by the key of its item. `amounts`: the last
    acknowledged amount, by the key of the set. `ports`: where it asks next after a request without
    an answer. With `dying`, some requests kill their worker.
    """

    cookie: str
    owner: UUID
    forms: Mapping[UUID, PageForm]
    ports: Sequence[int]
    chance: Random
    dying: bool = False
    amounts: dict[UUID, int] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)

    def send_until(self, over: Callable[[], bool]) -> None:
        for number in range(1, 100):
            for item in self.forms:
                if over():
                    return
                self._send_set(item, number)

    def _send_set(self, item: UUID, number: int) -> None:
        key, amount = new_key(), self.chance.randint(1, 30)
        self._send(item, key, number, amount)
        if self.chance.random() < AGAIN:
            self._send(item, key, number, amount)
        if self.chance.random() < CORRECTED:
            self._send(item, key, number, amount + 100)

    def _send(self, item: UUID, key: UUID, number: int, amount: int) -> None:
        """Send a set again and again until it is acknowledged, as an outbox does."""
        entry, at = new_key(), time.time_ns() // 1_000_000
        headers = {
            "Cookie": self.cookie,
            "X-CSRFToken": CSRF,
            "HX-Request": "true",
            "X-Outbox": str(entry),
            "X-Outbox-Owner": str(self.owner),
            "X-Outbox-At": str(at),
        }
        form = self.forms[item]
        figures = {"number": number, "amount": amount}
        if "amount_right" in form.fields:
            figures["amount_right"] = amount
        body = urlencode(form.filled(figures).fields)
        path = reverse("routines:log_set", args=[item, key])
        begin = time.monotonic()
        while time.monotonic() - begin < PATIENCE_S:
            request = Request(
                method="POST", path=path, headers={**headers, **self._doom()}, body=body
            )
            port = self.ports[self.counted["unanswered"] % len(self.ports)]
            self.counted["posts"] += 1
            try:
                status, _headers, _body = answer_to(request.raw(port), port)
            except OSError:
                status = 0
            if status == 0 or status in NOT_THE_APP:
                self.counted["unanswered"] += 1
                time.sleep(0.02)
                continue
            if status != 200:
                raise AssertionError(f"{status} for a set")
            self.amounts[key] = amount
            return
        raise AssertionError("nobody answered")

    def _doom(self) -> dict[str, str]:
        if not self.dying or self.chance.random() > DYING:
            return {}
        when = self.chance.choice(["before", "after", *[self.chance.randrange(COMMIT_US)] * 4])
        return {"X-Dies": str(when)}


def senders(
    sessions: Sequence[Session], ports: Sequence[int], *, seed: int, dying: bool = False
) -> list[Sender]:
    """Return two signed-in senders for each session, like two tabs or phones, for the exercises
    with one row a set. The second one asks at the last of the ports first.

    Alternating exercises are among them: such a set is two logs that must be written together.
    """
    found = []
    for session in sessions:
        client = signed_in(session.user)
        forms = {
            UUID(item_of(form)): form
            for form in set_forms(client, session)
            if form.fields["side"] == Side.BOTH
        }
        found += [
            Sender(
                cookie=cookie_header(client),
                owner=session.user_id,
                forms=dict(list(forms.items())[tab::2]),
                ports=ports[::-1] if tab else ports,
                chance=Random(f"{seed} {len(found) + tab}"),
                dying=dying,
            )
            for tab in (0, 1)
        ]
    return found


@dataclass(frozen=True, kw_only=True)
class Least:
    """The counts that a run must reach before it ends, however slow the machine is."""

    acknowledged: int = 0
    unanswered: int = 0
    deaths: int = 0


NOTHING = Least()


def run(
    working: Sequence[Sender],
    *,
    seconds: float,
    deaths: Callable[[], int],
    kill: Callable[[threading.Event], None] | None,
    least: Least = NOTHING,
) -> None:
    """Run all senders at once for `seconds`, and on until they reach `least`; each finishes its
    current set. `kill` runs beside them until its event is set."""
    over = threading.Event()
    deadline = time.monotonic() + seconds
    last = deadline + PATIENCE_S

    def enough() -> bool:
        now = time.monotonic()
        return now > last or (
            now > deadline
            and acknowledged(working) >= least.acknowledged
            and sum(each.counted["unanswered"] for each in working) >= least.unanswered
            and deaths() >= least.deaths
        )

    with ThreadPoolExecutor(len(working) + 1) as pool:
        killing = pool.submit(kill, over) if kill else None
        done = [pool.submit(each.send_until, enough) for each in working]
        try:
            for each in done:
                each.result()
        finally:
            over.set()
    if killing:
        killing.result()


def acknowledged(working: Sequence[Sender]) -> int:
    return sum(len(each.amounts) for each in working)


def compare(working: Sequence[Sender], *, deaths: int, what: str) -> Report:
    """Compare the acknowledged sets with the log."""
    sent = {key: amount for each in working for key, amount in each.amounts.items()}
    people = {each.owner for each in working}
    logs = {log.pk: log for log in SetLog.objects.filter(user__in=people).select_related("item")}
    wanted = {
        each: amount
        for key, amount in sent.items()
        for each in ([key, other_side(key)] if key in logs and logs[key].item.is_paired else [key])
    }
    places = Counter((log.item_id, log.number, log.side) for log in logs.values())
    counted = sum((each.counted for each in working), Counter())
    return Report(
        acknowledged=len(sent),
        posts=counted["posts"],
        unanswered=counted["unanswered"],
        deaths=deaths,
        what=what,
        lost=[key for key in wanted if key not in logs],
        doubled=[
            log.pk
            for log in logs.values()
            if log.pk not in wanted or places[log.item_id, log.number, log.side] > 1
        ],
        outdated=[key for key in wanted if key in logs and logs[key].amount != wanted[key]],
    )
