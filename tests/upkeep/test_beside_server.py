"""What runs beside the workers of a real server: the periodic work, and the figures of each."""

import os
import re
import signal
import sys
import time
import urllib.request

import pytest

from backhealth import metrics_folder
from backhealth.environment import Environment
from bench.servers import free_port
from tests.upkeep.test_each_minute import PATIENCE_S, server, ticking, until

TOKEN = "a-token-of-more-than-twenty-signs"
pytestmark = pytest.mark.without_database


def test_periodic_work_that_is_killed_alone_is_started_again(tmp_path):
    with server(tmp_path, BACKHEALTH_TICK="on") as (process, log):
        until(lambda: "no such table: upkeep_lease" in log.read_text())
        [first] = ticking(process.pid)
        os.kill(first, signal.SIGKILL)

        again = until(lambda: ticking(process.pid) not in ([], [first]))

        assert again
        assert len(ticking(process.pid)) == 1
        assert "The periodic work has ended; it is started again." in log.read_text()


def test_periodic_work_goes_on_where_the_configuration_is_read_anew(tmp_path):
    with server(tmp_path, BACKHEALTH_TICK="on") as (process, log):
        until(lambda: "no such table: upkeep_lease" in log.read_text())
        before = ticking(process.pid)
        process.send_signal(signal.SIGHUP)
        until(lambda: log.read_text().count("Worker exiting") == 1)
        time.sleep(2)

        assert ticking(process.pid) == before
        assert len(before) == 1


def figures(port):
    request = urllib.request.Request(
        f"http://localhost:{port}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
        return answer.read().decode()


def number(text, line):
    return float(re.search(rf"^{re.escape(line)} (\S+)$", text, re.MULTILINE)[1])


def test_figures_of_all_workers_are_added_up_and_a_dead_one_holds_no_connection(tmp_path):
    port = free_port()
    folder = metrics_folder.MEMORY / f"backhealth-{os.getuid()}-{port}"
    given = {"BACKHEALTH_METRICS_TOKEN": TOKEN, "BACKHEALTH_TICK": "off", "PORT": str(port)}
    app = [sys.executable, "-m", "gunicorn", "backhealth.wsgi"]
    (tmp_path / "static").mkdir()
    with server(tmp_path, app=app, **given) as (process, log):
        until(lambda: is_up(port))
        for _ in range(20):
            is_up(port)
        before = figures(port)
        dead = re.search(r"Booting worker with pid: (\d+)", log.read_text())[1]
        # Any worker may have answered so far, while this one still loads the app.
        until(lambda: any(folder.glob(f"gauge_live*_{dead}.db")))
        gauges = sorted(folder.glob(f"gauge_live*_{dead}.db"))
        os.kill(int(dead), signal.SIGKILL)
        until(lambda: log.read_text().count("Booting worker") == 3)
        after = figures(port)

        line = 'backhealth_requests_total{method="GET",route="/healthz",status="200"}'
        assert number(after, line) == number(before, line) >= 21
        assert (len(gauges), list(folder.glob(f"gauge_live*_{dead}.db"))) == (1, [])
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_S)
    assert not folder.exists()


def is_up(port):
    try:
        urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=20).close()
    except OSError:
        return False
    return True


def test_second_start_on_the_same_port_leaves_the_figures_of_the_first(tmp_path):
    port = free_port()
    given = {"BACKHEALTH_METRICS_TOKEN": TOKEN, "BACKHEALTH_TICK": "off", "PORT": str(port)}
    app = [sys.executable, "-m", "gunicorn", "backhealth.wsgi"]
    line = 'backhealth_requests_total{method="GET",route="/healthz",status="200"}'
    (tmp_path / "static").mkdir()
    (tmp_path / "again").mkdir()
    with server(tmp_path, app=app, **given):
        until(lambda: is_up(port))
        before = number(figures(port), line)
        with server(tmp_path / "again", app=app, **given) as (second, log):
            assert second.wait(PATIENCE_S) == 1
        assert "Address already in use" in log.read_text()

        assert number(figures(port), line) == before >= 1


@pytest.fixture
def nothing_named(tmp_path, monkeypatch):
    monkeypatch.setattr(metrics_folder, "MEMORY", tmp_path)
    monkeypatch.setenv(metrics_folder.FOLDER, "")
    monkeypatch.delenv(metrics_folder.FOLDER)


def test_figures_of_an_earlier_server_are_gone_once_a_later_one_has_its_port(
    tmp_path, nothing_named
):
    here = Environment.read({"BACKHEALTH_METRICS_TOKEN": TOKEN})
    folder = tmp_path / f"backhealth-{os.getuid()}-8000"
    folder.mkdir()
    (folder / "counter_1.db").touch()

    metrics_folder.name_folder(here)
    named = list(folder.iterdir())
    metrics_folder.make_folder(here)

    assert os.environ[metrics_folder.FOLDER] == str(folder)
    assert named == [folder / "counter_1.db"]
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o777 == 0o700


def test_nobody_s_folder_is_taken(tmp_path, nothing_named, monkeypatch):
    monkeypatch.setenv(metrics_folder.FOLDER, str(tmp_path / "theirs"))
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "counter_1.db").touch()
    here = Environment.read({"BACKHEALTH_METRICS_TOKEN": TOKEN})

    metrics_folder.name_folder(here)
    metrics_folder.make_folder(here)

    assert os.environ[metrics_folder.FOLDER] == str(tmp_path / "theirs")
    assert [each.name for each in (tmp_path / "theirs").iterdir()] == ["counter_1.db"]


def test_no_folder_is_made_where_nobody_may_ask(tmp_path, nothing_named):
    nobody = Environment.read({})

    metrics_folder.name_folder(nobody)
    metrics_folder.make_folder(nobody)

    assert metrics_folder.FOLDER not in os.environ
    assert list(tmp_path.iterdir()) == []
