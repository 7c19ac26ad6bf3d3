"""Start the app and the floor, wait until they answer, and always stop them."""

import atexit
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random

from bench.load import HOST, Request, answer_to

ROOT = Path(__file__).resolve().parent.parent
START_S = 120.0
STOP_S = 10.0
# Below those of outgoing connections. For each port that a process is given it holds a second one,
# MARK higher, as long as it lives.
PORTS, MARK = range(20_000, 26_000), 6_000
_marks = ExitStack()
atexit.register(_marks.close)

# The app is started as people start it, the floor with the server command that this runs.
APP = [str(ROOT / "bh"), "run"]
FLOOR = [sys.executable, "-m", "gunicorn", "bench.floor"]


def environment(folder: Path, database: str | None) -> dict[str, str]:
    """Return this process's variables without the app's own: a bench must never fill a real
    database. Nothing periodic runs beside what is measured."""
    own = ("BACKHEALTH_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "GUNICORN_CMD_ARGS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    if database:
        kept["DATABASE_URL"] = database
    return {**kept, "BACKHEALTH_DATA": str(folder), "BACKHEALTH_TICK": "off"}


def free_port() -> int:
    """Return a free port below those of outgoing connections, and the same one to nobody else while
    this process lives: its server listens later, or stops for a while.

    Connecting to one of those before the server listens could connect a socket to itself, and keep
    the port from the server.
    """
    for port in Random().sample(PORTS, min(100, len(PORTS))):
        mark = socket.socket()
        try:
            mark.bind((HOST, port + MARK))
        except OSError:
            mark.close()
            continue
        _marks.enter_context(mark)
        with socket.socket() as listener:
            if listener.connect_ex((HOST, port)) != 0:
                return port
    sys.exit("bench: found no free port.")


@contextmanager
def serving(command: list[str], env: Mapping[str, str], log: Path, path: str) -> Iterator[int]:
    """Run a server and yield its port once it answers `path`. Its output goes to `log`.

    It gets a process group of its own, so that stopping it stops the workers and the steps before
    them.
    """
    port = free_port()
    full = {**env, "HOST": HOST, "PORT": str(port)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=full, stdout=output, stderr=output, start_new_session=True
        )
    try:
        _wait_until_up(process, port, path, log)
        yield port
    finally:
        _stop(process)


def _wait_until_up(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            status, _headers, _body = answer_to(Request(path=path).raw(port), port)
        except OSError:
            time.sleep(0.1)
            continue
        if status < 500:
            return
        break
    sys.exit(f"bench: the server did not come up:\n{end_of(log)}")


def end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-4000:]


def _stop(process: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            return
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            continue
        return
