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

import django
from django.db import connection
from django.test import Client
from django.utils import timezone

django.setup()  # models can be imported from here on

from bench import floor_table, pages, queries, report  # noqa: E402
from bench.load import LONGEST_WAIT_S, LoadResult, Slot  # noqa: E402
from bench.pages import Page  # noqa: E402

WARM_UP_S = 0.3


@dataclass(frozen=True, kw_only=True)
class MeasureJob:
    """What to measure: `seconds` for a page and round, the ports of the app and the floor;
    `output` is the JSON file."""

    app_port: int
    floor_port: int
    seconds: float
    rounds: int
    output: str

    def port_of(self, page: Page) -> int:
        return self.floor_port if page.on_floor else self.app_port


def main() -> None:
    job = MeasureJob(**json.load(sys.stdin))
    machine = report.machine()
    _say(", ".join(f"{name} {value}" for name, value in machine.items()))
    _say("making people with 1 and 10 years of logs …")
    floor_table.make()
    found = pages.make_people_and_pages(timezone.now())
    _settle_database()
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
    output = Path(job.output)
    report.write(output, lines, machine=machine, options=asdict(job), rounds=rounds)
    _say(f"written to {output}")


def _settle_database() -> None:
    """Refresh PostgreSQL's statistics. It would do so itself within a minute; until then it
    plans for empty tables."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _measure(job: MeasureJob, page: Page, seconds: float) -> LoadResult:
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
    return LoadResult(**json.loads(done.stdout))


def _line(
    page: Page, rounds: list[dict[str, LoadResult]], counted: int | None
) -> report.ReportLine:
    """Return the medians over the rounds; the ratio is the median of each round's ratio."""
    results = [each[page.name] for each in rounds]
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
    )


def _say(text: str) -> None:
    print(f"bench: {text}", flush=True)


if __name__ == "__main__":
    main()
