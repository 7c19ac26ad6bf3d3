"""Run ./bh bench in a temporary folder: the app beside its floor, a crowd, or trials."""

import argparse
import json
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, nullcontext
from pathlib import Path

from bench import compare
from bench.crowd import trial
from bench.disk import disk_of_its_own
from bench.postgres import database
from bench.servers import APP, FLOOR, ROOT, end_of, environment, serving
from bench.trials import slow_ones

MOST_MACHINES = 4
PREPARE = [
    "migrate --verbosity 0",
    "createcachetable",
    "load_library --verbosity 0",
    "collectstatic --no-input --verbosity 0",
]


def main() -> None:
    given = _arguments()
    former = _former_run(given.compare)
    # So that SIGTERM, too, stops the servers and removes the folder.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    trials = _are_trials(given)
    print(f"bench: {'trials' if trials else 'starting the app and the floor'} …", flush=True)
    with tempfile.TemporaryDirectory(prefix="backhealth-bench-") as name:
        folder = Path(name)
        with (
            disk_of_its_own(folder) if given.faults else nullcontext() as given.own_disk,
            database(folder) if given.postgres else nullcontext() as address,
        ):
            env = environment(folder, address)
            if given.worker_class:
                env["GUNICORN_CMD_ARGS"] = f"--worker-class={given.worker_class}"
            if trials:
                status = _try(given, env)
            elif given.crowd is not None:
                status = _crowd(given, folder, env)
            else:
                status = _measure(given, folder, env)
        if status and trials:
            sys.exit("bench: failed.")
        if status:
            sys.exit(f"bench: failed. The app's last words:\n{end_of(folder / 'app.log')}")
    if former is not None:
        found = compare.compare(former, compare.read(given.json))
        print(compare.text(found))
        sys.exit(1 if found.slower else 0)


def _are_trials(given: argparse.Namespace) -> bool:
    asked = (
        given.trials,
        given.worker_kills,
        given.two_machines,
        given.browser_kills,
        given.faults,
    )
    return any((*asked, given.slow_clients))


def _former_run(path: Path | None) -> compare.Ratios | None:
    """Return the ratios of the former run, read before this run may overwrite its file."""
    try:
        return path and compare.read(path)
    except compare.NotComparable as reason:
        sys.exit(f"bench: {reason}.")


def _measure(given: argparse.Namespace, folder: Path, env: Mapping[str, str]) -> int:
    with (
        serving(APP, env, folder / "app.log", "/healthz") as app_port,
        serving(FLOOR, env, folder / "floor.log", "/floor/") as floor_port,
    ):
        job: dict[str, object] = {"app_port": app_port, "floor_port": floor_port}
        if given.tap:
            job["taps"] = 10 if given.quick else 60
        else:
            job |= {"seconds": given.seconds, "rounds": given.rounds, "people": given.people}
            job["output"] = str(given.json.resolve())
        return _run("bench.tap" if given.tap else "bench.measure", env, job)


def _crowd(given: argparse.Namespace, folder: Path, env: Mapping[str, str]) -> int:
    shared = {**env, "BACKHEALTH_SECRET_KEY": secrets.token_urlsafe(64)}
    ports = []
    with ExitStack() as stack:
        for number in range(given.machines):
            own = {**shared, "BACKHEALTH_DATA": str(folder / f"machine-{number}")}
            log = folder / ("app.log" if number == 0 else f"app-{number}.log")
            ports.append(stack.enter_context(serving(APP, own, log, "/healthz")))
        job = {"app_ports": ports, "people": given.crowd, "seed": given.seed}
        return _run("bench.crowd", own, job)


def _try(given: argparse.Namespace, env: Mapping[str, str]) -> int:
    """Run trials of promises instead of measuring times: what happens to sets while things die
    or fail."""
    for command in PREPARE:
        subprocess.run(
            [sys.executable, "manage.py", *command.split()], cwd=ROOT, env=env, check=True
        )
    asked = ("trials", "worker_kills", "two_machines", "browser_kills", "slow_clients")
    asked += ("worker_class", "seed", "faults", "own_disk")
    return _run("bench.trials", env, {name: getattr(given, name) for name in asked})


def _run(module: str, env: Mapping[str, str], job: Mapping[str, object]) -> int:
    return subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env={**env, "DJANGO_SETTINGS_MODULE": "backhealth.settings"},
        input=json.dumps(job),
        text=True,
        check=False,
    ).returncode


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./bh bench", description=__doc__)
    parser.add_argument("--seconds", type=_seconds, default=0.5, help="a page and round (0.5)")
    parser.add_argument("--rounds", type=_rounds, default=4, help="their median counts (4)")
    parser.add_argument("--quick", action="store_true", help="one short round, to see that it runs")
    parser.add_argument("--postgres", action="store_true", help="instead of SQLite")
    parser.add_argument(
        "--compare",
        type=Path,
        metavar="FILE",
        help="say what got slower than in a former run (its --json file); then exit with 1",
    )
    parser.add_argument(
        "--crowd",
        type=_crowd_size,
        metavar="N",
        help="replay a minute of the busiest hour of N registered people, of whom a tenth train; "
        "with 'find' instead of N, look for the largest crowd with p95 under 100 ms and no error",
    )
    parser.add_argument(
        "--machines",
        type=int,
        choices=range(1, MOST_MACHINES + 1),
        default=1,
        help="that serve the crowd, over one PostgreSQL (1)",
    )
    parser.add_argument("--tap", action="store_true", help="in a browser: from tap to ticked row")
    parser.add_argument(
        "--trials", type=int, default=0, metavar="N", help="sessions of 20 sets under faults"
    )
    parser.add_argument(
        "--worker-kills", type=int, default=0, metavar="S", help="seconds of sets while workers die"
    )
    parser.add_argument(
        "--faults",
        type=int,
        default=0,
        metavar="S",
        help="seconds of sets for each of: server stopped, disk full or read-only, database away",
    )
    parser.add_argument(
        "--two-machines",
        type=int,
        default=0,
        metavar="S",
        help="seconds of sets to two machines over one PostgreSQL, of which one dies now and then",
    )
    parser.add_argument(
        "--browser-kills", type=int, default=0, metavar="N", help="a tap, and the browser is killed"
    )
    parser.add_argument(
        "--slow-clients",
        type=_slow_clients,
        default=0,
        metavar="N",
        help="what others feel of N slow clients of each kind",
    )
    parser.add_argument(
        "--worker-class", default="", metavar="NAME", help="of gunicorn, to compare with ours"
    )
    parser.add_argument("--seed", type=int, default=1, help="of trials and crowds (1)")
    parser.add_argument("--json", type=Path, default=ROOT / "var" / "bench.json", metavar="PATH")
    given = parser.parse_args()
    if given.quick:
        given.seconds, given.rounds = 0.3, 1
    if given.compare and given.rounds < 2:
        parser.error("--compare needs two rounds or more, to see how much the ratios vary")
    if given.compare and (given.tap or given.crowd is not None or _are_trials(given)):
        parser.error("--compare is for the pages' ratios to their floor alone")
    given.postgres |= bool(given.two_machines) or given.machines > 1
    given.people = 2 if given.quick else 4
    return given


def _crowd_size(text: str) -> int:
    """Return the number of people; 0 for `find`."""
    if text == "find":
        return 0
    people = int(text.replace("_", "").replace(",", ""))
    if not trial.FEWEST <= people <= trial.MOST:
        raise argparse.ArgumentTypeError(f"must be find, or from {trial.FEWEST} to {trial.MOST}")
    return people


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0.1 <= seconds <= 60:
        raise argparse.ArgumentTypeError("must be from 0.1 to 60")
    return seconds


def _rounds(text: str) -> int:
    rounds = int(text)
    if not 1 <= rounds <= 100:
        raise argparse.ArgumentTypeError("must be from 1 to 100")
    return rounds


def _slow_clients(text: str) -> int:
    count = int(text)
    if not 1 <= count <= slow_ones.MOST:
        raise argparse.ArgumentTypeError(f"must be from 1 to {slow_ones.MOST}")
    return count


if __name__ == "__main__":
    main()
