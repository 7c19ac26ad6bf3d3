"""Fill the database, measure the pages in rounds, and report.

Runs as a process of its own, `python -m bench.measure`, in the environment of the servers that it
measures; reads a MeasureJob as JSON from its standard input.
"""

import json
import statistics
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import django
from django.test import Client
from django.utils import timezone

django.setup()  # models can be imported from here on

from bench import floor_table, queries, report, rows  # noqa: E402
from bench.database import settle  # noqa: E402
from bench.groups import WEEKS, Group, make_groups  # noqa: E402
from bench.load import LONGEST_WAIT_S, LoadResult, Sample, Slot, answer_to  # noqa: E402
from bench.pages import Page, cookie_of  # noqa: E402

WARM_UP_S = 0.3
# Requests that are sent once don't fill their time: they are taken back and sent again, so often at
# most in one measurement.
MOST_SAMPLES = 3


@dataclass(frozen=True, kw_only=True)
class MeasureJob:
    """What to measure: `seconds` for a page and round, the ports of the app and the floor;
    `people` of each age rest and as many train; `output` is the JSON file."""

    app_port: int
    floor_port: int
    seconds: float
    rounds: int
    people: int
    output: str

    def port_of(self, page: Page) -> int:
        return self.floor_port if page.on_floor else self.app_port


def main() -> None:
    job = MeasureJob(**json.load(sys.stdin))
    machine = report.machine()
    _say(", ".join(f"{name} {value}" for name, value in machine.items()))
    _say(f"making people with {', '.join(WEEKS)} of log …")
    floor_table.make()
    now = timezone.now()
    groups = make_groups(now, size=job.people)
    settle()
    _say("opening each plan for the first time, and counting queries …")
    first_views = {group.age: _first_views(job, group) for group in groups}
    found = rows.make_rows(now, groups)
    client = Client(SERVER_NAME="localhost")
    counted = {page.name: queries.count(client, page) for page in found if not page.on_floor}
    _say(f"measuring {len(found)} pages in {job.rounds} rounds of {job.seconds:g} s each …")
    for page in found:
        _measure(job, page, WARM_UP_S)
    # All pages once a round: when the machine slows down, page and floor both do.
    rounds = [
        {page.name: _measure(job, page, job.seconds) for page in found} for _ in range(job.rounds)
    ]
    lines = [_line(page, rounds, counted.get(page.name)) for page in found]
    print(report.table(lines))
    print(report.first_views(first_views))
    output = Path(job.output)
    report.write(
        output,
        lines,
        machine=machine,
        options=asdict(job),
        rounds=rounds,
        first_views=first_views,
    )
    _say(f"written to {output}")


def _first_views(job: MeasureJob, group: Group) -> list[float]:
    """Open each person's plan for the first time, one after the other; return the milliseconds.

    What is worked out from a log and stored is stored then, so this is also their warm-up.
    """
    found = []
    for person in (*group.at_rest, *group.training):
        raw = rows.plan_with(cookie_of(person)).raw(job.app_port)
        begin = perf_counter()
        status, _headers, _body = answer_to(raw, job.app_port)
        found.append(1000 * (perf_counter() - begin))
        if status != 200:
            sys.exit(f"bench: the plan of {group.age} answered {status}.")
    return found


def _measure(job: MeasureJob, page: Page, seconds: float) -> LoadResult:
    """Measure a page once, or, if its requests are sent only once, a few times."""
    samples = [_sample(job, page, seconds)]
    while page.once and _lasted(samples) < seconds and len(samples) < MOST_SAMPLES:
        samples.append(_sample(job, page, seconds))
    return LoadResult.of(samples)


def _lasted(samples: list[Sample]) -> float:
    return sum(each.seconds for each in samples)


def _sample(job: MeasureJob, page: Page, seconds: float) -> Sample:
    slot = Slot(port=job.port_of(page), requests=page.requests(), seconds=seconds, once=page.once)
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=json.dumps(asdict(slot)),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=seconds + 3 * LONGEST_WAIT_S,
    )
    page.restore()
    if done.returncode:
        sys.exit(f"bench: {page.name} could not be measured.")
    return Sample(**json.loads(done.stdout))


def _line(
    page: Page, rounds: list[dict[str, LoadResult]], counted: int | None
) -> report.ReportLine:
    """Return the medians over the rounds; ratio and growth are the medians of each round's."""
    results = [each[page.name] for each in rounds]
    growths = [
        each[page.name].p50_ms / each[page.younger].p50_ms for each in rounds if page.younger
    ]
    ratios = [each[page.name].per_second / each[page.floor].per_second for each in rounds]
    return report.ReportLine(
        page=page.name,
        requests_per_second=statistics.median(each.per_second for each in results),
        p50_ms=statistics.median(each.p50_ms for each in results),
        p95_ms=statistics.median(each.p95_ms for each in results),
        queries=counted,
        compressed_bytes=statistics.median_low(each.body_bytes for each in results),
        floor=None if page.on_floor else page.floor,
        ratio=None if page.on_floor else statistics.median(ratios),
        growth=statistics.median(growths) if growths else None,
    )


def _say(text: str) -> None:
    print(f"bench: {text}", flush=True)


if __name__ == "__main__":
    main()
