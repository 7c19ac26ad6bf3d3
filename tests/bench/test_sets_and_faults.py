"""The server stops, its database goes away, its disk is full, all while sets are sent."""

import pytest
from django.db import connection
from django.utils import timezone

from bench import pages, people
from bench.trials import faults
from bench.trials.server import Server
from bench.trials.slow_ones import SlowOnes, kinds
from routines.models import SetLog

SECONDS = 2
SLOW = 4  # of each kind
UNREACHABLE = "The log can’t be reached just now."
WORDS = {UNREACHABLE, "Nothing new can be kept just now."}
OF_SQLITE = [faults.stopped_server, faults.limited_files]
OF_POSTGRESQL = [faults.stopped_server, faults.closed_postgresql, faults.read_only_postgresql]


@pytest.fixture
def sessions(transactional_db, library) -> list:
    return [people.newcomer(timezone.now()) for _ in range(2)]


def test_faults_cost_no_acknowledged_set_and_double_none(sessions, collected, tmp_path):
    (tmp_path / "static").symlink_to(collected)
    taken = OF_POSTGRESQL if connection.vendor == "postgresql" else OF_SQLITE

    slow = kinds(csrf=pages.CSRF)
    with Server(tmp_path) as server, SlowOnes(slow, server.port, count=SLOW):
        report, seen = faults.run(server, tmp_path, sessions, taken, seconds=SECONDS)

    log = server.log.read_text()
    assert (report.lost, report.doubled, report.outdated) == ([], [], [])
    assert report.acknowledged >= 10
    assert SetLog.objects.count() >= report.acknowledged
    assert all(each.refused > 0 and each.back_s > 0 for each in seen)
    for each in seen[1:]:
        # In words, never a 500; reading goes on where it can.
        assert each.statuses["/healthz"] == 200
        assert {*each.statuses.values()} <= {200, 302, 503}
        assert each.heading in {"", *WORDS}
        if each.fault == faults.closed_postgresql.name:
            assert (each.statuses["/today/"], each.heading) == (503, UNREACHABLE)
            assert each.statuses["/safety/"] == 200
    assert "Traceback" not in log
    if connection.vendor == "postgresql":  # where the log can be written
        assert "a request was answered with 503" in log
