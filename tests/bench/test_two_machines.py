"""Two machines over one PostgreSQL: one dies or is upgraded while people log; nothing is lost."""

import pytest
from django.conf import settings
from django.utils import timezone

from bench import people
from bench.trials import two_machines
from bench.trials.senders import Least
from routines.models import SetLog

pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
    reason="several machines share a PostgreSQL",
)
SECONDS = 4
LEAST = Least(acknowledged=40, unanswered=1, deaths=1)
SEED = 3


@pytest.fixture
def sessions(transactional_db, library) -> list:
    return [people.newcomer(timezone.now()) for _ in range(3)]


@pytest.fixture
def pair(sessions, collected, tmp_path):
    (tmp_path / "static").symlink_to(collected)
    two_machines.expire_log_ins(sessions[0].user)
    with two_machines.machines(tmp_path) as pair:
        yield pair


def test_machines_that_go_and_come_back_lose_no_set_and_double_none(pair, sessions):
    shared = two_machines.shared(pair, "both")

    report, had = two_machines.run(pair, sessions, seconds=SECONDS, seed=SEED, least=LEAST)

    assert (shared.guesses, shared.in_on_both, shared.out_on_both) == (5, True, True)
    # One machine did the periodic work of both.
    assert sorted(shared.swept) == [0, two_machines.EXPIRED]
    assert shared.good
    assert (report.lost, report.doubled, report.outdated) == ([], [], [])
    assert report.acknowledged >= LEAST.acknowledged
    assert report.unanswered >= LEAST.unanswered
    assert had.both_kinds() >= LEAST.deaths
    assert 0 not in had.by_machine
    assert SetLog.objects.count() >= report.acknowledged
