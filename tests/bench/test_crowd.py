"""The crowd's busiest hour: its schedule, its replay, and how well it was served."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection

from bench import load
from bench.crowd import cores, replay, schedule, shares, trial
from bench.crowd.replay import Answer, Replayed
from bench.crowd.schedule import TRAINING, Event, Step
from bench.crowd.shares import Used
from bench.load import Request


def test_training_is_thirty_one_requests_within_the_hour():
    steps = [step for step, _seconds in TRAINING]

    assert len(steps) == 31
    assert steps.count(Step.SET) == schedule.SETS == 20
    assert steps[:3] == [Step.TODAY, Step.READY, Step.START]
    assert steps[-2:] == [Step.FINISH, Step.SUMMARY]
    assert sum(seconds for _step, seconds in TRAINING) < schedule.HOUR_S - schedule.MINUTE_S


def test_minute_has_its_share_of_the_hours_requests():
    found = schedule.visits(100_000, seed=1, warm_up_s=0)

    asked = sum(len(visit.events) for visit in found)
    expected = (10_000 * 31 + 90_000) / 60
    assert asked == pytest.approx(expected, rel=0.05)


def test_visits_are_in_order_and_within_the_warm_up_and_the_minute():
    found = schedule.visits(5_000, seed=1, warm_up_s=10)

    for visit in found:
        times = [event.at for event in visit.events]
        assert times == sorted(times)
        assert -10 <= times[0] <= times[-1] < 60
    assert any(event.at < 0 for visit in found for event in visit.events)


def test_visit_continues_where_the_session_is():
    found = [v for v in schedule.visits(20_000, seed=1, warm_up_s=10) if v.trains]

    for visit in found:
        steps = [event.step for event in visit.events]
        numbers = [event.number for event in visit.events if event.step == Step.SET]
        if {Step.TODAY, Step.READY, Step.START} & set(steps):
            assert visit.sets_before is None
            assert numbers == []
        elif numbers:
            assert numbers[0] == visit.sets_before
            assert all(later == one + 1 for one, later in pairwise(numbers))
        assert visit.is_over == (steps[0] == Step.SUMMARY)
        assert (visit.sets_before == 20) >= visit.is_over
    assert {visit.sets_before for visit in found} == {None, *range(21)}


def test_hour_is_the_same_for_the_same_seed():
    first, again, other = (schedule.visits(500, seed=n, warm_up_s=0) for n in (1, 1, 2))

    assert first == again
    assert first != other


def test_busy_share_of_each_core_is_between_two_readings():
    head = "cpu  9 9 9 9 9 9 9 9 0 0\n"
    before = cores.parse(head + "cpu0 10 0 10 80 0 0 0 0 0 0\ncpu1 0 0 0 100 0 0 0 0 0 0\nintr 5\n")
    after = cores.parse(
        head + "cpu0 30 0 40 120 10 0 0 0 0 0\ncpu1 0 0 0 200 0 0 0 0 0 0\nintr 9\n"
    )

    assert cores.busy(before, after) == [0.5, 0.0]


def answers(*milliseconds: float, error: str = "") -> Replayed:
    event = Event(1.0, Step.TODAY)
    found = [Answer(event=event, seconds=each / 1000, error=error) for each in milliseconds]
    used = Used(app_s=0.0075, database_s=0.0015, connections=9)
    return Replayed(answers=found, busy=[0.5, 0.25], used=used, own_s=3.0)


@pytest.mark.parametrize(
    ("found", "holds"),
    [
        (answers(*[10] * 95, *[500] * 5), True),
        (answers(*[10] * 94, *[500] * 6), False),
        (answers(10, 10, error="500 instead of 200"), False),
        (answers(*[100] * 10), False),
    ],
)
def test_crowd_is_served_with_a_short_percentile_and_no_error(found, holds):
    assert trial.judge(1000, found).holds is holds


def test_verdict_says_percentiles_errors_and_cores():
    found = answers(10, 20, 30, error="TimeoutError()")

    assert trial.text(trial.judge(1000, found), found).splitlines() == [
        "1,000 people: 0.1 requests/s, p50 20 ms, p95 30 ms, p99 30 ms, 3 errors: too many",
        "  cores busy: 50% and 25%; asking took 5% of one",
        "  processor time of a request: app 2.5 ms, database 0.5 ms; connections at the end: 9",
        "  today           3 times, p50     20 ms, p95     30 ms",
        "  3 × today: TimeoutError()",
    ]


@pytest.mark.parametrize("most", [150, 6_250, 8_000, 50_000, 55_000, 99_999])
def test_largest_crowd_is_found_to_a_tenth(most):
    tried = []

    found = trial.largest(lambda people: tried.append(people) or people <= most)

    assert found <= most < found * 1.11
    assert len(tried) == len(set(tried)) <= 11


def test_no_crowd_is_served_by_a_server_that_never_holds():
    assert trial.largest(lambda _people: False) == 0


async def _served(requests: list[list[tuple[float, str]]]) -> tuple[Replayed, list[str]]:
    """Replay paths against a server that keeps /slow/ waiting until somebody asks for /lost/, which
    it answers with 404."""
    asked, is_asked_for_lost = [], asyncio.Event()

    async def answer(reader, writer):
        path = (await reader.readuntil(b"\r\n\r\n")).split()[1].decode()
        asked.append(path)
        if path == "/lost/":
            is_asked_for_lost.set()
        elif path == "/slow/":
            await is_asked_for_lost.wait()
        status = "404 Not Found" if path == "/lost/" else "200 OK"
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\nok".encode())
        await writer.drain()
        writer.close()

    visits = [
        [(Event(at, Step.TODAY), Request(path=path)) for at, path in visit] for visit in requests
    ]
    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        found = await replay.replay(visits, ports=[port], warm_up_s=0.1)
    return found, asked


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run it in a thread of its own, as a browser test before it has left a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def test_replay_sends_on_time_and_keeps_a_persons_order(monkeypatch):
    monkeypatch.setattr(replay, "MINUTE_S", 0.3)
    waits = [(0.0, "/slow/"), (0.01, "/after/")]
    warm_up = [(-0.05, "/early/"), (0.4, "/lost/")]

    found, asked = run(_served([waits, warm_up]))

    assert asked.index("/slow/") < asked.index("/lost/") < asked.index("/after/")
    # Each from the moment when it was due: the second of a person waited for the first.
    by_time = {each.event.at: each for each in found.answers}
    assert set(by_time) == {0.0, 0.01, 0.4}
    assert by_time[0.01].seconds >= 0.39
    assert {at: each.error for at, each in by_time.items()} == {
        0.0: "",
        0.01: "",
        0.4: "404 instead of 200",
    }


def test_replay_counts_a_server_that_is_not_there_as_an_error(monkeypatch):
    monkeypatch.setattr(replay, "MINUTE_S", 0.1)
    visit = [(Event(0.0, Step.TODAY), Request(path="/"))]

    found = run(replay.replay([visit], ports=[1], warm_up_s=0.0))

    assert [each.error.split("(")[0] for each in found.answers] == ["ConnectionRefusedError"]


def test_visits_are_dealt_out_over_the_machines(monkeypatch):
    """Each person stays at one, and both have their share."""
    monkeypatch.setattr(replay, "MINUTE_S", 0.3)

    async def asked():
        heard = {}

        async def answer(reader, writer):
            path = (await reader.readuntil(b"\r\n\r\n")).split()[1].decode()
            heard.setdefault(writer.get_extra_info("sockname")[1], []).append(path)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            writer.close()

        servers = [await asyncio.start_server(answer, load.HOST, 0) for _ in range(2)]
        ports = [each.sockets[0].getsockname()[1] for each in servers]
        visits = [
            [(Event(0.01 * turn, Step.TODAY), Request(path=f"/{person}")) for turn in range(3)]
            for person in range(4)
        ]
        await replay.replay(visits, ports=ports, warm_up_s=0.1)
        for each in servers:
            each.close()
        return [sorted(heard[port]) for port in ports]

    assert run(asked()) == [["/0"] * 3 + ["/2"] * 3, ["/1"] * 3 + ["/3"] * 3]


@pytest.mark.django_db
def test_processor_time_is_counted_by_who_used_it():
    before = shares._seconds([os.getpid()])
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    while (running := shares._seconds([busy.pid])) < 0.2:
        time.sleep(0.02)
    is_below = busy.pid in set(shares._below(os.getpid()))
    busy.kill()
    busy.wait()

    assert is_below
    # Of a child that has ended, too. Counted in hundredths.
    assert round(shares._seconds([os.getpid()]) - before, 2) >= running
    found = shares.read()
    assert (found.database_s, found.connections) == (0, 0) or connection.vendor == "postgresql"
