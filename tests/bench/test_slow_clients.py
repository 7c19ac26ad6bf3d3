"""The server as ./bh run starts it, with more slow clients of each kind than it has threads."""

import pytest
from django.utils import timezone

from bench import pages, people
from bench.trials import slow_clients
from bench.trials.server import Server
from bench.trials.slow_ones import SlowOnes, kinds

COUNT = 40  # two workers of eight threads
SECONDS = 1


@pytest.fixture
def requests(transactional_db, library) -> list:
    return slow_clients.real_pages([people.newcomer(timezone.now())])


@pytest.fixture
def folder(collected, tmp_path):
    (tmp_path / "static").symlink_to(collected)
    return tmp_path


def test_others_are_answered_whatever_slow_clients_do(requests, folder):
    failed = {}

    with Server(folder) as server:
        # What a worker does once in its life takes seconds on a busy machine.
        slow_clients.ask(requests, server.port, seconds=SECONDS)
        for kind in kinds(csrf=pages.CSRF, big=slow_clients.big_file(folder)):
            with SlowOnes([kind], server.port, count=COUNT) as slow:
                slow.wait_until_connected()
                felt = slow_clients.ask(requests, server.port, seconds=SECONDS)
            failed[kind.name] = felt.failed if felt.times else "nothing was asked"

    assert failed == {
        "silent connections": 0,
        "half-sent heads": 0,
        "bodies a byte at a time": 0,
        "idle after an answer": 0,
        "half a second request": 0,
        "answered, never hang up": 0,
        "answers never read": 0,
    }
