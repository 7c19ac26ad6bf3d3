"""Keep the periodic work running beside the server (docs/decisions/0048).

Known to gunicorn's configuration, and a module of its own, because gunicorn forgets what a
configuration held when it reads it anew.
"""

import subprocess
import sys
import time
from typing import Any

COMMAND = [sys.executable, "-m", "upkeep.each_minute"]
STOPS_S = 15
# Between two starts: one that can't run must not keep a core busy.
AGAIN_S = 20
_running: list[subprocess.Popen[bytes]] = []


def start(server: Any) -> None:
    """Start it, and again when it has ended alone.

    gunicorn looks after its workers each second, in `manage_workers`, and has no hook for anything
    else; a thread would be copied, half, into each worker.
    """
    _run()
    began = time.monotonic()
    look_after_workers = server.manage_workers

    def look_after_all() -> None:
        nonlocal began
        look_after_workers()
        if _running[0].poll() is not None and time.monotonic() - began > AGAIN_S:
            server.log.error("The periodic work has ended; it is started again.")
            began = time.monotonic()
            _run()

    server.manage_workers = look_after_all


def _run() -> None:
    let_go()
    _running[:] = [subprocess.Popen(COMMAND, stdin=subprocess.PIPE)]  # noqa: S603


def let_go() -> None:
    """Close this process's end of the pipe. When nobody has it any more, the work ends."""
    for each in _running:
        if each.stdin:
            each.stdin.close()


def stop() -> None:
    """End it, and wait until it has ended."""
    let_go()
    for each in _running:
        try:
            each.wait(STOPS_S)
        except subprocess.TimeoutExpired:
            each.kill()
