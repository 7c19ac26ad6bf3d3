"""Serve the app as ./bh run does, on this process's database, so that it can be killed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.urls import reverse

from bench.load import HOST, Request, answer_to
from bench.servers import ROOT, end_of, environment, free_port

START_S = 120.0
STOP_S = 10.0


def database_address() -> str:
    """Return the DATABASE_URL of the database that this process is connected to, even a test's."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


class Server(AbstractContextManager["Server"]):
    """gunicorn with the project's gunicorn.conf.py, on one port for all its starts.

    Its data folder needs static files only if pages are requested. `app` is the WSGI module: the
    project's own, or a wrapper of ours. `worker_class` is one of gunicorn's, for comparison with
    our own. With `ticks` it does the periodic work. `variables` are set beside those that it needs.
    """

    def __init__(
        self,
        folder: Path,
        *,
        app: str = "backhealth.wsgi",
        worker_class: str = "",
        ticks: bool = False,
        **variables: str,
    ) -> None:
        self.port = free_port()
        self.log = folder / "server.log"
        self._command = [sys.executable, "-m", "gunicorn", app]
        if worker_class:
            self._command += ["--worker-class", worker_class]
        self._env = {
            **environment(folder, database_address()),
            "BACKHEALTH_SECRET_KEY": settings.SECRET_KEY,
            "HOST": HOST,
            "PORT": str(self.port),
            "BACKHEALTH_TICK": "on" if ticks else "off",
            **variables,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server and return when it answers."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._env,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        alive, deadline = (
            Request(path=reverse("healthz")).raw(self.port),
            time.monotonic() + START_S,
        )
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                status, _headers, _body = answer_to(alive, self.port)
            except OSError:
                time.sleep(0.05)
                continue
            if status == 200:
                return
        self.stop()
        raise RuntimeError(f"The server did not come up:\n{end_of(self.log)}")

    def workers(self) -> list[int]:
        """Return the process ids of the running workers, those just started included."""
        if self._process is None:
            return []
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def kill(self) -> None:
        """Kill master and workers at once with SIGKILL: for the app, a power cut."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)
        self._end(signal.SIGKILL)

    def _end(self, sign: signal.Signals) -> None:
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, sign)
            self._process.wait(STOP_S)
        except ProcessLookupError:
            pass
        except subprocess.TimeoutExpired:
            return
        self._process = None
