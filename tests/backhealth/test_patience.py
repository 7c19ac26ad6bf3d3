"""Statements wait for PostgreSQL as long as they take, and not for a server that is silent."""

import os
from threading import Thread

import psycopg
import pytest
from django.conf import settings

from backhealth import patience
from backhealth.patience import END_WITH_US, SILENT, Look, PatientConnection

pytestmark = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="SQLite is no server"
)
SLOW = "SELECT pg_sleep(1.5), 7"
ENDLESS = "SELECT pg_sleep(20)"  # given up after a fifth of a second


@pytest.fixture(autouse=True)
def _hurried(monkeypatch):
    monkeypatch.setattr(patience, "QUIET_S", 0.2)
    monkeypatch.setattr(Look, "ended_at", -patience.HOLDS_S)


@pytest.fixture
def looks(monkeypatch):
    """(the looks so far, what each finds)"""
    found = []

    def answers(_connect):
        found.append(looks.answer)
        return looks.answer

    monkeypatch.setattr(patience, "_answers", answers)
    looks.answer = False
    return found


looks.answer = False


@pytest.fixture
def connected():
    with PatientConnection.connect(os.environ["DATABASE_URL"], autocommit=True) as made:
        yield made


def test_slow_statement_of_a_server_that_answers_is_waited_for(connected):
    assert connected.execute(SLOW).fetchone()[1] == 7
    assert (Look.answered, Look.ended_at > 0) == (True, True)


def test_statement_of_a_silent_server_is_given_up_with_its_connection(looks, connected):
    with pytest.raises(psycopg.OperationalError, match=SILENT):
        connected.execute(ENDLESS)

    assert connected.closed
    assert looks == [False]
    connected.rollback()  # or Django would open another one to end the transaction


def test_one_thread_looks_for_all(looks, monkeypatch):
    # On a busy machine the last thread may connect seconds after the first.
    monkeypatch.setattr(patience, "HOLDS_S", 60)
    monkeypatch.setattr(Look, "ended_at", -60)

    def ask():
        with PatientConnection.connect(os.environ["DATABASE_URL"], autocommit=True) as made:
            try:
                made.execute(ENDLESS)
            except psycopg.OperationalError:
                given_up.append(made.closed)

    given_up = []
    threads = [Thread(target=ask) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert given_up == [True] * 4
    assert looks == [False]


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        ("FATAL:  sorry, too many clients already", True),
        ("connection timeout expired", False),
        ("No route to host", False),
    ],
)
def test_server_that_refuses_a_connection_answers(said, answers):
    def connect():
        raise psycopg.OperationalError(said)

    assert patience._answers(connect) is answers


def test_server_is_told_to_end_what_a_vanished_app_began(connected):
    """Their values are 0 here, where the connection is a socket of this machine."""
    rows = connected.execute(
        "SELECT name FROM pg_settings WHERE source = 'session' AND name LIKE 'tcp_%'"
    ).fetchall()

    assert {name for (name,) in rows} == {
        "tcp_keepalives_count",
        "tcp_keepalives_idle",
        "tcp_keepalives_interval",
        "tcp_user_timeout",
    }
    assert all(name in END_WITH_US for (name,) in rows)
