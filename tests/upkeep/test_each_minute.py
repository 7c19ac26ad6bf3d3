"""The periodic work that a server does by itself: it begins and ends with the server."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.conf import settings

from backhealth.environment import ROOT
from bench.servers import environment, free_port
from bench.trials.server import database_address
from tests.backhealth.test_serving import command
from upkeep.jobs import JOBS
from upkeep.models import JobRun

PATIENCE_S = 60
COMMAND = [sys.executable, "-m", "upkeep.each_minute"]


def until(holds):
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


def anybody_left(group):
    """Return whether a process of this group is left; one that has ended but that nobody asked
    about doesn't count."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pgid=,stat="],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return any(int(line.split()[0]) == group and "Z" not in line.split()[1] for line in listed)


@pytest.mark.django_db(transaction=True)
def test_first_tick_is_at_the_start_and_the_last_before_the_end(tmp_path):
    env = environment(tmp_path, database_address())
    env["BACKHEALTH_SECRET_KEY"] = settings.SECRET_KEY
    process = subprocess.Popen(  # noqa: S603
        COMMAND, cwd=ROOT, env=env, stdin=subprocess.PIPE, start_new_session=True
    )

    done = until(lambda: JobRun.objects.exclude(done_at=None).count() == len(JOBS))
    process.stdin.close()

    assert done
    assert process.wait(PATIENCE_S) == 0
    assert not anybody_left(process.pid)


@contextmanager
def server(folder, app=None, **variables):
    """Start gunicorn as ./bh run does, in a group of its own. There is no database to work on."""
    log = folder / "log"
    variables.setdefault("PORT", str(free_port()))
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            app or command(),
            cwd=ROOT,
            env={**environment(folder, None), **variables},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield process, log
    finally:
        if anybody_left(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def ticking(group):
    """The process ids of the periodic work in this group, without the ticks that it forks off."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pgid=,pid=,ppid=,args="],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    found = [line.split() for line in listed if line.endswith("each_minute")]
    return [int(pid) for pgid, pid, ppid, *_ in found if int(pgid) == int(ppid) == group]


@pytest.mark.without_database
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_server_ticks_and_whatever_ends_it_ends_that_too(tmp_path, sign):
    with server(tmp_path, BACKHEALTH_TICK="on") as (process, log):
        ticked = until(lambda: "no such table: upkeep_lease" in log.read_text())
        began = ticking(process.pid)
        process.send_signal(sign)
        ended = until(lambda: not anybody_left(process.pid))

    assert (ticked, ended) == (True, True)
    assert len(began) == 1
    assert "Traceback" not in log.read_text()


@pytest.mark.without_database
def test_server_ticks_once_where_a_worker_is_replaced(tmp_path):
    with server(tmp_path, BACKHEALTH_TICK="on") as (process, log):
        until(lambda: "no such table: upkeep_lease" in log.read_text())
        process.send_signal(signal.SIGHUP)
        again = until(lambda: log.read_text().count("Booting worker") == 2)

        assert again
        assert len(ticking(process.pid)) == 1


@pytest.mark.without_database
def test_server_leaves_it_to_cron_where_it_is_told_to(tmp_path):
    with server(tmp_path, BACKHEALTH_TICK="off") as (process, log):
        up = until(lambda: "Booting worker" in log.read_text())

        assert up
        assert ticking(process.pid) == []


@pytest.mark.without_database
def test_what_a_tick_needs_is_loaded_once_and_before_it():
    code = (
        "import multiprocessing, sys; from upkeep import each_minute;"
        "each_minute._tick = lambda: print('pywebpush' in sys.modules, flush=True);"
        # The server ends when the tick has.
        "each_minute._server_ended = lambda **_:"
        " [each.join() for each in multiprocessing.active_children()] == [None];"
        "each_minute.main()"
    )
    found = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_S,
    )

    assert found.stdout == "True\n"
