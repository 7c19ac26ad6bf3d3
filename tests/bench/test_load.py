"""The figures of a page's load, out of the times of its answers."""

import socket
from threading import Thread

import pytest

from bench import load
from bench.load import LoadResult, Sample, percentile


@pytest.mark.parametrize(
    ("figures", "percent", "expected"),
    [
        ([1], 95, 1),
        ([1, 2, 3, 4], 95, 4),
        ([1, 2, 3, 4], 50, 2),
        (list(range(1, 101)), 95, 95),
        (list(range(1, 101)), 99, 99),
    ],
)
def test_percentile_is_a_figure_that_so_many_do_not_exceed(figures, percent, expected):
    assert percentile(figures, percent) == expected


def test_samples_of_a_page_count_together():
    samples = [
        Sample(seconds=0.5, times=[0.003, 0.001], lengths=[10, 10]),
        Sample(seconds=0.5, times=[0.002, 0.004, 0.005], lengths=[12, 10, 11]),
    ]

    found = LoadResult.of(samples)

    assert (found.answers, found.seconds, found.per_second) == (5, 1.0, 5.0)
    assert (found.p50_ms, found.p95_ms, found.body_bytes) == (3.0, 5.0, 10)


def test_slot_that_is_over_at_once_still_has_an_answer(monkeypatch):
    monkeypatch.setattr(load, "CONNECTIONS", 1)
    with socket.create_server((load.HOST, 0)) as server:
        thread = Thread(target=answer_once, args=[server])
        thread.start()

        found = load.run(
            load.Slot(port=server.getsockname()[1], requests=[load.Request(path="/")], seconds=0)
        )

        thread.join()
    assert found.lengths == [2]


def answer_once(server: socket.socket) -> None:
    connection, _address = server.accept()
    with connection:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
