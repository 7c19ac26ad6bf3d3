"""How the app is served: a few threads that never wait for a client (docs/decisions/0015)."""

import gc

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from backhealth import metrics_folder, place_to_listen
from backhealth.environment import Environment
from upkeep import beside_server

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
# Each worker's sign of life goes to memory, not to a disk that may be slow.
worker_tmp_dir = str(metrics_folder.memory())

logger_class = "backhealth.logs.ServerLog"
metrics_folder.name_folder(_environment)


def on_starting(server: Arbiter) -> None:
    """Refuse an address at which nothing can listen."""
    for host, port in server.cfg.address:
        place_to_listen.refuse_taken(host, port)


def when_ready(server: Arbiter) -> None:
    """Begin what there is once for each server, now that it has its port: its figures, and the
    periodic work (docs/decisions/0048)."""
    metrics_folder.make_folder(_environment)
    if _environment.BACKHEALTH_TICK:
        beside_server.start(server)


def post_fork(_server: object, _worker: object) -> None:
    """Let the master alone hold the pipe whose end ends the periodic work."""
    beside_server.let_go()


def child_exit(_server: object, worker: Worker) -> None:
    """Take the connections of a worker that ended out of the figures, however it ended."""
    metrics_folder.forget_process(worker.pid)


def on_exit(_server: object) -> None:
    """End the periodic work with the server."""
    beside_server.stop()
    metrics_folder.delete_folder()


def post_worker_init(_worker: object) -> None:
    """Look for garbage in what requests make alone.

    Python's collector goes through all objects of a process again and again, and most of them are
    the app's own code, which stays: a tenth of the time of a large page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, *gc.get_threshold()[1:])
