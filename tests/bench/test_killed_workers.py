"""Workers die by SIGKILL in the middle of requests, and before, amid and after a commit."""

import io
import os
import signal
from types import SimpleNamespace

import pytest
from django.utils import timezone

from bench import load, people
from bench.trials import killed_workers, senders
from bench.trials.server import Server
from routines.models import SetLog

SECONDS = 4
LEAST = senders.Least(acknowledged=20, unanswered=1, deaths=3)
SEED = 7


@pytest.fixture
def sessions(transactional_db, library) -> list:
    return [people.newcomer(timezone.now()) for _ in range(2)]


@pytest.mark.parametrize(
    ("app", "dying"), [("backhealth.wsgi", False), ("bench.trials.dying", True)]
)
def test_killed_workers_cost_no_acknowledged_set_and_double_none(sessions, tmp_path, app, dying):
    with Server(tmp_path, app=app) as server:
        working = senders.senders(sessions, [server.port], seed=SEED, dying=dying)

        report = killed_workers.run(working, server, seconds=SECONDS, seed=SEED, least=LEAST)

    assert (report.lost, report.doubled, report.outdated) == ([], [], [])
    assert report.deaths >= LEAST.deaths
    assert report.unanswered >= LEAST.unanswered
    assert report.acknowledged >= LEAST.acknowledged
    assert SetLog.objects.count() >= report.acknowledged


def test_no_worker_is_killed_before_another_set_was_acknowledged(monkeypatch):
    """Or a machine that starts workers slowly would never have one that answers."""
    killed, turns = [], iter([0, 0, 0, 1, 0, 0, 5, 0])  # sets acknowledged while the trial waits
    sender = SimpleNamespace(amounts={})
    monkeypatch.setattr(os, "kill", lambda *what: killed.append((*what, len(sender.amounts))))

    def wait(_seconds):
        more = next(turns, None)
        sender.amounts |= {len(sender.amounts) + each: 8 for each in range(more or 0)}
        return more is None

    killed_workers._kill_until(
        SimpleNamespace(wait=wait),
        SimpleNamespace(workers=lambda: [4711]),
        [sender],
        SimpleNamespace(uniform=lambda *_: 0, choice=lambda workers: workers[0]),
    )

    assert killed == [(4711, signal.SIGKILL, sets) for sets in (0, 1, 6)]


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"])
def test_answer_that_ends_early_is_none(answer):
    with pytest.raises(ConnectionResetError):
        load._read_answer(io.BytesIO(answer))
