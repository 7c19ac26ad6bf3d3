"""Workers die by SIGKILL in the middle of requests, and before, amid and after a commit."""

import pytest
from django.utils import timezone

from bench import people
from bench.trials import killed_workers
from bench.trials.server import Server
from routines.models import SetLog

SECONDS = 4
LEAST = killed_workers.Least(acknowledged=20, unanswered=1, deaths=3)
SEED = 7


@pytest.fixture
def sessions(transactional_db, library) -> list:
    return [people.newcomer(timezone.now()) for _ in range(2)]


@pytest.mark.parametrize(
    ("app", "dying"), [("backhealth.wsgi", False), ("bench.trials.dying", True)]
)
def test_killed_workers_cost_no_acknowledged_set_and_double_none(sessions, tmp_path, app, dying):
    with Server(tmp_path, app=app) as server:
        working = killed_workers.senders(sessions, server, seed=SEED, dying=dying)

        report = killed_workers.run(working, server, seconds=SECONDS, seed=SEED, least=LEAST)

    assert (report.lost, report.doubled, report.outdated) == ([], [], [])
    assert report.deaths >= LEAST.deaths
    assert report.unanswered >= LEAST.unanswered
    assert report.acknowledged >= LEAST.acknowledged
    assert SetLog.objects.count() >= report.acknowledged
