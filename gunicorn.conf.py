"""How the app is served: a few threads that never wait for a client (docs/decisions/0015)."""

import gc
import subprocess
import sys

from backhealth.environment import Environment

_environment = Environment.read()
bind = f"{_environment.HOST}:{_environment.PORT}"
worker_class = "backhealth.serving.Worker"
workers = 2
threads = 8
# In each worker, below the 1024 files that many systems allow a process. One more, and the
# connection that has least to lose is closed.
worker_connections = 800
# An open connection costs no thread, and opening one costs a phone a way there and back.
keepalive = 20
# Answers are sent from memory, static files too.
sendfile = False
control_socket_disable = True

TICK_STOPS_S = 15
_ticking: list[subprocess.Popen[bytes]] = []


def when_ready(_server: object) -> None:
    """Start the periodic work, once for each server (docs/decisions/0048)."""
    if _environment.BACKHEALTH_TICK:
        command = [sys.executable, "-m", "upkeep.each_minute"]
        _ticking.append(subprocess.Popen(command, stdin=subprocess.PIPE))  # noqa: S603


def post_fork(_server: object, _worker: object) -> None:
    """Let the master alone hold the pipe whose end ends the periodic work."""
    _let_go()


def on_exit(_server: object) -> None:
    """End the periodic work with the server."""
    _let_go()
    for each in _ticking:
        try:
            each.wait(TICK_STOPS_S)
        except subprocess.TimeoutExpired:
            each.kill()


def _let_go() -> None:
    for each in _ticking:
        if each.stdin:
            each.stdin.close()


def post_worker_init(_worker: object) -> None:
    """Look for garbage in what requests make alone.

    Python's collector goes through all objects of a process again and again, and most of them are
    the app's own code, which stays: a tenth of the time of a large page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, *gc.get_threshold()[1:])
