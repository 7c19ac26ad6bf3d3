"""Serve the app with a worker that kills itself when a request asks for it: `gunicorn
bench.trials.dying`.

For trials only; a kill from outside can't be aimed at a commit. The header X-Dies gives the moment:
`before` the commit, `after` it and before the answer, or a number of microseconds after the commit
began, which takes some hundreds of them.
"""

import os
import signal
import threading
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.db.backends.base.base import BaseDatabaseWrapper

from backhealth.wsgi import application as app

_doom = threading.local()
_commit = BaseDatabaseWrapper._commit


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    _doom.when = environ.get("HTTP_X_DIES")
    return app(environ, start_response)


def _commit_and_die(connection: BaseDatabaseWrapper) -> None:
    when = getattr(_doom, "when", None)
    if when == "before":
        _die()
    elif when and when.isdigit():
        threading.Timer(int(when) / 1e6, _die).start()
    _commit(connection)
    if when == "after":
        _die()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


BaseDatabaseWrapper._commit = _commit_and_die
