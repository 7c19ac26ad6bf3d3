"""PostgreSQL says nothing while sets are sent: it stopped, or the network drops everything."""

import pytest
from django.conf import settings
from django.utils import timezone

from bench import people
from bench.trials import faults
from bench.trials.line import Line, can_be_cut
from bench.trials.server import Server

pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
    reason="a database in a file never falls silent",
)
SECONDS = 5  # a request waits for six, of those that look around, too
UNREACHABLE = "The log can’t be reached just now."


@pytest.fixture
def sessions(transactional_db, library) -> list:
    return [people.newcomer(timezone.now()) for _ in range(2)]


@pytest.mark.parametrize("which", [0, 1], ids=["stopped", "cut off"])
def test_silence_is_told_and_costs_no_acknowledged_set(sessions, collected, tmp_path, which):
    if which and not can_be_cut():
        pytest.skip("this user can't make a network")
    (tmp_path / "static").symlink_to(collected)

    with (
        Line(network=bool(which)) as way,
        Server(tmp_path, DATABASE_URL=way.address) as server,
    ):
        taken = way.faults()[which]
        report, [seen] = faults.run(server, tmp_path, sessions, [taken], seconds=SECONDS)

    assert (report.lost, report.doubled, report.outdated) == ([], [], [])
    assert report.acknowledged >= 10
    assert seen.refused > 0
    assert (seen.statuses["/today/"], seen.heading) == (503, UNREACHABLE)
    assert (seen.statuses["/healthz"], seen.statuses["/safety/"]) == (200, 200)
    # No phone waits for what a request before the silence had locked.
    assert seen.back_s < faults.PATIENCE_S
    assert "Traceback" not in server.log.read_text()
