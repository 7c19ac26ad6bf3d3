"""Fill the database with a crowd and replay a minute of its busiest hour.

Runs as a process of its own, `python -m bench.crowd`, in the environment of the server that it
measures; reads a CrowdJob as JSON from its standard input.
"""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import django
from django.utils import timezone

django.setup()  # models can be imported from here on

from accounts.models import User  # noqa: E402
from bench import load, report  # noqa: E402
from bench.crowd import shares, trial  # noqa: E402
from bench.crowd.replay import replay  # noqa: E402
from bench.crowd.schedule import Visit, visits  # noqa: E402
from bench.crowd.town import Town  # noqa: E402
from bench.database import settle  # noqa: E402
from bench.load import Slot  # noqa: E402
from bench.rows import plan_with  # noqa: E402
from routines.models import SetLog  # noqa: E402

WARM_UP_S = 10.0
LONGEST_S = 600.0


@dataclass(frozen=True, kw_only=True)
class CrowdJob:
    """How many `people` to try, 0 to look for the largest number that is served well; `seed` of
    their hour; by turns at each of the servers."""

    app_ports: list[int]
    people: int
    seed: int


def main() -> None:
    job = CrowdJob(**json.load(sys.stdin))
    _say(", ".join(f"{name} {value}" for name, value in report.machine().items()))
    town = Town(timezone.now())
    if job.people:
        _holds(town, job, job.people)
    else:
        found = trial.largest(lambda people: _holds(town, job, people))
        _say(f"the largest crowd with p95 under {trial.LIMIT_MS:.0f} ms and no error: {found:,}")


def _holds(town: Town, job: CrowdJob, people: int) -> bool:
    """Replay the minute of a crowd, print its figures, and return whether it is served well."""
    begin = perf_counter()
    planned = visits(people, seed=job.seed, warm_up_s=WARM_UP_S)
    town.grow(askers=len(planned), registered=people)
    settle()
    requests = town.lay_out(planned)
    _say(f"{_database(town)}; made in {perf_counter() - begin:.0f} s")
    _open_plans(town, planned, job.app_ports[0])
    _say(f"replaying a minute of the busiest hour of {people:,} people …")
    timed = [
        list(zip(visit.events, sent, strict=True))
        for visit, sent in zip(planned, requests, strict=True)
    ]
    found = asyncio.run(replay(timed, ports=job.app_ports, warm_up_s=WARM_UP_S, look=shares.read))
    verdict = trial.judge(people, found)
    print(trial.text(verdict, found), flush=True)
    return verdict.holds


def _database(town: Town) -> str:
    """Say what is in the database."""
    ages = Counter(asker.template.weeks for asker in town.askers)
    logs = ", ".join(f"{count:,} with {weeks} weeks" for weeks, count in sorted(ages.items()))
    return (
        f"the database has {User.objects.count():,} registered people, each with a plan, and logs"
        f" of those who ask in this minute ({logs}: {SetLog.objects.count():,} sets)"
    )


def _open_plans(town: Town, planned: Sequence[Visit], port: int) -> None:
    """Open the plans of those who train, as they did on earlier days: what is stored then is
    there."""
    training = [
        plan_with(asker.cookie)
        for asker, visit in zip(town.askers, planned, strict=False)
        if visit.trains
    ]
    if training:
        load.run(Slot(port=port, requests=training, seconds=LONGEST_S, once=True))


def _say(text: str) -> None:
    print(f"bench: {text}", flush=True)


if __name__ == "__main__":
    main()
