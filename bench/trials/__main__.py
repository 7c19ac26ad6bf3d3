"""Run trials on a database that holds only the library: `python -m bench.trials`.

Reads a TrialJob as JSON from its standard input. Ends with status 1 if anything was lost.
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import django
from django.db import connection
from django.utils import timezone

django.setup()  # models can be imported from here on

from bench import pages, people, postgres, report  # noqa: E402
from bench.trials import (  # noqa: E402
    faults,
    killed_browser,
    killed_workers,
    senders,
    session,
    slow_clients,
    slow_ones,
    two_machines,
)
from bench.trials.browser import chromium, driver  # noqa: E402
from bench.trials.line import Line, can_be_cut  # noqa: E402
from bench.trials.server import Server  # noqa: E402

PEOPLE = 6  # of two machines, each with two phones
SLOW = 4  # of each kind, while there are faults


@dataclass(frozen=True, kw_only=True)
class TrialJob:
    """The trials to run: `worker_kills`, `two_machines` and each of the `faults` in seconds, the
    others as counts; 0 leaves a trial out. `own_disk`: the folder is a disk of its own.

    `worker_class` serves the slow clients instead of our own worker.
    """

    trials: int
    worker_kills: int
    two_machines: int
    browser_kills: int
    faults: int
    own_disk: bool
    slow_clients: int
    worker_class: str
    seed: int


def main() -> None:
    job = TrialJob(**json.load(sys.stdin))
    folder = Path(os.environ["BACKHEALTH_DATA"])
    print(f"bench: {report.machine()}", flush=True)
    good = True
    if job.worker_kills:
        good &= all(
            _kill_workers(job, folder, app) for app in ("backhealth.wsgi", "bench.trials.dying")
        )
    if job.two_machines:
        good &= _try_two_machines(job, folder)
    if job.faults:
        good &= _try_faults(job, folder)
    if job.slow_clients:
        good &= _try_slow_clients(job, folder)
    if job.trials:
        good &= _try_sessions(job, folder)
    if job.browser_kills:
        good &= _kill_browsers(job, folder)
    sys.exit(0 if good else 1)


def _try_slow_clients(job: TrialJob, folder: Path) -> bool:
    found = slow_clients.run(folder, count=job.slow_clients, worker_class=job.worker_class)
    print(f"{job.slow_clients} slow clients of each kind; load average {os.getloadavg()[0]:.1f}")
    print("\n".join([slow_clients.HEAD, *map(str, found)]), flush=True)
    return all(row.good for row in found)


def _kill_browsers(job: TrialJob, folder: Path) -> bool:
    """Kill browsers, half of them once the row is shown as done and half right after the tap."""
    good = True
    with driver() as playwright:
        for shown in (True, False):
            found = []
            for number in range(job.browser_kills):
                profile = folder / f"profile-{shown}-{number}"
                seed = job.seed + number
                found.append(
                    killed_browser.run(playwright, folder, profile, seed=seed, shown=shown)
                )
                print("." if found[-1].good else "x", end="", flush=True)
            kept = sum(each.kept for each in found)
            logged = sum(each.good for each in found)
            print(
                f"\nbrowser killed {'when the row was shown' if shown else 'right after the tap'}: "
                f"{kept} of {len(found)} kept, {logged} logged once",
                flush=True,
            )
            good &= all(each.good for each in found)
    return good


def _try_sessions(job: TrialJob, folder: Path) -> bool:
    """Print the result of each trial as it ends, then the sum of all."""
    found = []
    with chromium() as browser:
        for number in range(job.trials):
            found.append(session.run(browser, folder, seed=job.seed + number))
            print(found[-1], flush=True)
            if not found[-1].good:
                print("\n".join([*found[-1].trace, f"{found[-1]!r}"]), flush=True)
    print(session.summary(found), flush=True)
    return all(each.good for each in found)


def _kill_workers(job: TrialJob, folder: Path, app: str) -> bool:
    sessions = [people.newcomer(timezone.now()) for _ in range(2)]
    (folder / "server.log").unlink(missing_ok=True)
    with Server(folder, app=app) as server:
        working = senders.senders(
            sessions, [server.port], seed=job.seed, dying=app == "bench.trials.dying"
        )
        found = killed_workers.run(working, server, seconds=job.worker_kills, seed=job.seed)
    print(f"{app}: {found}", flush=True)
    return found.good


def _try_two_machines(job: TrialJob, folder: Path) -> bool:
    sessions = [people.newcomer(timezone.now()) for _ in range(PEOPLE)]
    two_machines.expire_log_ins(sessions[0].user)
    with two_machines.machines(folder) as pair:
        shared = two_machines.shared(pair, "both")
        found, had = two_machines.run(pair, sessions, seconds=job.two_machines, seed=job.seed)
    print(f"two machines, killed {had.killed} times and upgraded {had.upgraded}: {found}")
    print(f"shared: {shared}", flush=True)
    return found.good and shared.good


def _try_faults(job: TrialJob, folder: Path) -> bool:
    sessions = [people.newcomer(timezone.now()) for _ in range(PEOPLE)]
    server = Server(folder)
    # The log isn't on the disk that is taken away.
    server.log = folder.with_name(f"{folder.name}.log")
    taken = [faults.stopped_server]
    if connection.vendor == "postgresql":
        killed = faults.killed(postgres.running(folder))
        taken += [faults.closed_postgresql, killed, faults.read_only_postgresql]
    elif job.own_disk:
        taken += [faults.read_only_disk]
    taken.append(faults.full_disk if job.own_disk else faults.limited_files)
    slow = slow_ones.kinds(csrf=pages.CSRF)
    with server, slow_ones.SlowOnes(slow, server.port, count=SLOW):
        found, seen = faults.run(server, folder, sessions, taken, seconds=job.faults, seed=job.seed)
    print(f"{len(seen)} faults: {found}", flush=True)
    return found.good and (connection.vendor == "sqlite" or _try_silence(job, folder))


def _try_silence(job: TrialJob, folder: Path) -> bool:
    """Let PostgreSQL say nothing, longer than a request waits for it."""
    sessions = [people.newcomer(timezone.now()) for _ in range(PEOPLE)]
    with Line(network=can_be_cut()) as way, Server(folder, DATABASE_URL=way.address) as server:
        found, seen = faults.run(
            server, folder, sessions, way.faults(), seconds=2 * job.faults, seed=job.seed
        )
    print(f"{len(seen)} silences: {found}", flush=True)
    return found.good


if __name__ == "__main__":
    main()
