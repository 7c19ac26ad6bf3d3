"""Two machines over one PostgreSQL: one dies or is upgraded while people log; nothing is lost."""

import pytest
from django.conf import settings
from django.utils import timezone

from bench import people
from bench.servers import free_port
from bench.trials import two_machines
from bench.trials.senders import Least
from routines.models import SetLog
from tests.caddy import CADDY, balancing

pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
    reason="several machines share a PostgreSQL",
)
SECONDS = 4
LEAST = Least(acknowledged=40, unanswered=1, deaths=1)
BY_BALANCER = Least(acknowledged=40, deaths=1)
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


@pytest.mark.skipif(not CADDY, reason="there is no Caddy here; CADDY names one")
def test_phones_that_know_the_balancer_alone_lose_no_set_either(pair, sessions, tmp_path):
    """What it says while a machine is away is no acknowledgement, and the set is sent again."""
    front = free_port()

    with balancing(tmp_path, f"http://localhost:{front}", [each.port for each in pair]):
        report, had = two_machines.run(
            pair, sessions, seconds=SECONDS, seed=SEED, least=BY_BALANCER, front=front
        )

    assert (report.lost, report.doubled, report.outdated) == ([], [], [])
    assert report.acknowledged >= BY_BALANCER.acknowledged
    assert 0 not in had.by_machine
