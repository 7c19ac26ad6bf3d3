"""Whether a crowd is served well, and the largest one that is. Pure."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bench.crowd.replay import Replayed
from bench.crowd.schedule import MINUTE_S, Step
from bench.load import percentile

LIMIT_MS = 100.0  # of the 95th percentile
FIRST = 6_250  # doubled three times it is 50,000
FEWEST, MOST = 50, 400_000


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The figures of a minute with so many `people`."""

    people: int
    requests: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    errors: int

    @property
    def holds(self) -> bool:
        return self.errors == 0 and self.p95_ms < LIMIT_MS


def judge(people: int, found: Replayed) -> Verdict:
    times = sorted(1000 * each.seconds for each in found.answers)
    p50, p95, p99 = (percentile(times, each) for each in (50, 95, 99))
    return Verdict(
        people=people,
        requests=len(times),
        p50_ms=p50,
        p95_ms=p95,
        p99_ms=p99,
        errors=sum(bool(each.error) for each in found.answers),
    )


def text(verdict: Verdict, found: Replayed) -> str:
    """Say what happened in a minute, in lines."""
    busy = " and ".join(f"{share:.0%}" for share in found.busy) or "unknown"
    first = (
        f"{verdict.people:,} people: {verdict.requests / MINUTE_S:.1f} requests/s,"
        f" p50 {verdict.p50_ms:.0f} ms, p95 {verdict.p95_ms:.0f} ms,"
        f" p99 {verdict.p99_ms:.0f} ms, {verdict.errors} errors:"
        f" {'holds' if verdict.holds else 'too many'}"
    )
    load = f"  cores busy: {busy}; asking took {found.own_s / MINUTE_S:.0%} of one"
    used, each = found.used, 1000 / max(1, verdict.requests)
    shares = f"  processor time of a request: app {each * used.app_s:.1f} ms"
    if used.connections:
        shares += (
            f", database {each * used.database_s:.1f} ms;"
            f" connections at the end: {used.connections}"
        )
    lines = [first, load, shares]
    for step in Step:
        times = sorted(1000 * each.seconds for each in found.answers if each.event.step == step)
        if times:
            lines.append(
                f"  {step:10s} {len(times):6d} times, p50 {percentile(times, 50):6.0f} ms,"
                f" p95 {percentile(times, 95):6.0f} ms"
            )
    errors = Counter(f"{each.event.step}: {each.error}" for each in found.answers if each.error)
    lines += [f"  {times} × {error}" for error, times in errors.most_common(5)]
    return "\n".join(lines)


def largest(holds: Callable[[int], bool]) -> int:
    """Return the largest crowd that is served well, to a tenth; 0 if not even the fewest are.

    Halves or doubles until one holds and the double doesn't, then tries the middle between them.
    """
    good = FIRST
    while not holds(good):
        good //= 2
        if good < FEWEST:
            return 0
    bad = 2 * good
    while good >= FIRST and bad <= MOST and holds(bad):
        good, bad = bad, 2 * bad
    while bad - good > good / 10:
        middle = (good + bad) // 2
        if holds(middle):
            good = middle
        else:
            bad = middle
    return good
