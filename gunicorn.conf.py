"""How the app is served: a few threads that never wait for a client (docs/decisions/0015)."""

import gc

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


def post_worker_init(_worker: object) -> None:
    """Look for garbage in what requests make alone.

    Python's collector goes through all objects of a process again and again, and most of them are
    the app's own code, which stays: a tenth of the time of a large page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, *gc.get_threshold()[1:])
