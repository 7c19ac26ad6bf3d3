"""Run one trial: a session of twenty sets under faults, then compare the log with what was done."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from django.utils import timezone
from playwright.sync_api import Browser, Error, expect

from bench.servers import end_of
from bench.trials import logins
from bench.trials.person import PHONE, Trainee
from bench.trials.proxy import Proxy
from bench.trials.server import Server
from bench.trials.weather import Weather
from routines.models import Session, SetLog

SETS = 20
MOST_STEPS = 200
SETTLED_S = 90.0  # longer than the longest pause between two tries


@dataclass(frozen=True, kw_only=True)
class SessionOutcome:
    """The result of a trial.

    `lost`: sets without any log; `doubled`: figures that are in the log twice, figures of sets that
    nobody did, and numbers that two logs of a side share; `outdated`: sets with an older figure, or
    taken back and still there. `trace` is the course of events.
    """

    seed: int
    sets: int
    corrected: int
    taken_back: int
    lost: list[str]
    doubled: list[str]
    outdated: list[str]
    faults: Counter[str]
    trace: list[str]
    seconds: float

    @property
    def good(self) -> bool:
        return not (self.lost or self.doubled or self.outdated)

    def __str__(self) -> str:
        return (
            f"seed {self.seed}: {self.sets} sets, {self.corrected} corrected, {self.taken_back} "
            f"taken back, {self.faults['posts']} posts, {self.seconds:.0f} s: {len(self.lost)} "
            f"lost, {len(self.doubled)} doubled, {len(self.outdated)} outdated"
        )


def run(browser: Browser, folder: Path, *, seed: int) -> SessionOutcome:
    """Run a trial; `folder` is the server's data folder, with its static files collected."""
    began, chance = time.monotonic(), Random(seed)
    session = logins.with_password(timezone.now(), f"trial-{seed}-{time.time_ns()}")
    with Server(folder) as server, Proxy(server.port) as proxy:
        context = browser.new_context(**PHONE)
        context.add_cookies([logins.cookie(session.user, proxy.address)])
        person = Trainee(context, session, proxy.address, chance)
        try:
            weather = Weather(person, proxy, server, chance)
            if not person.open_session():
                raise AssertionError(f"no session there:\n{end_of(server.log)}")
            _train(person, weather)
            weather.clear()
            settle(person, proxy)
        except (AssertionError, Error) as error:
            error.add_note("\n".join([f"seed {seed}", *person.trace]))
            raise
        finally:
            context.close()
        return _outcome(session, person, proxy.counted, seed=seed, seconds=time.monotonic() - began)


def _train(person: Trainee, weather: Weather) -> None:
    for _step in range(MOST_STEPS):
        if len(person.done) >= SETS:
            return
        weather.change()
        if not person.is_at_work and not person.open_session():
            continue
        person.log()
        what = person.chance.random()
        if what < 0.3:
            person.correct()
        elif what < 0.45:
            person.take_back()
    raise AssertionError("the session could not be opened for long")


def settle(person: Trainee, proxy: Proxy) -> None:
    """Wait until the device keeps nothing and no request is under way."""
    person.open_session()
    deadline = time.monotonic() + SETTLED_S
    while person.waiting() or proxy.under_way:
        if time.monotonic() > deadline:
            left = [{**each, "said": ""} for each in person.waiting()]
            raise AssertionError(f"still on the device: {left}\\n" + "\\n".join(person.trace))
        person.page.wait_for_timeout(100)
    expect(person.page.locator("#outbox-line")).to_have_text("All saved")


def _outcome(
    session: Session, person: Trainee, faults: Counter[str], *, seed: int, seconds: float
) -> SessionOutcome:
    logs = SetLog.objects.standing().filter(item__session=session)
    # By figure, as each is typed once: two tabs may log a set under the same number before either
    # knows of the other, and the server gives the later one the next free number.
    stands = Counter((str(log.item_id), log.side, log.amount) for log in logs)
    numbers = Counter((str(log.item_id), log.side, log.number) for log in logs)
    lost, outdated, known = [], [], set()
    for each in person.done:
        for side, figure in each.figures.items():
            place = (each.item, side)
            now, before = (*place, figure), {(*place, old) for old in each.before}
            known |= {now, *before}
            if before & set(stands) or (not each.standing and stands[now]):
                outdated.append(f"{each}")
            elif each.standing and not stands[now]:
                lost.append(f"{each}")
    return SessionOutcome(
        seed=seed,
        sets=len(person.done),
        corrected=sum(bool(each.before) for each in person.done),
        taken_back=sum(not each.standing for each in person.done),
        lost=lost,
        doubled=[
            *(str(row) for row, times in stands.items() if times > 1 or row not in known),
            *(f"number {place}" for place, times in numbers.items() if times > 1),
        ],
        outdated=outdated,
        faults=faults + Counter({"typed figures swept away": person.swept_away}),
        trace=person.trace,
        seconds=seconds,
    )


def summary(outcomes: Sequence[SessionOutcome]) -> str:
    faults = sum((each.faults for each in outcomes), Counter())
    posts = faults.pop("posts")
    total = {
        name: sum(len(getattr(each, name)) for each in outcomes)
        for name in ("lost", "doubled", "outdated")
    }
    return (
        f"{len(outcomes)} trials, {sum(each.sets for each in outcomes)} sets, "
        f"{sum(each.corrected for each in outcomes)} corrected, "
        f"{sum(each.taken_back for each in outcomes)} taken back, {posts} posts: {total}; "
        f"faults: {', '.join(f'{name} {times}' for name, times in sorted(faults.items()))}"
    )
