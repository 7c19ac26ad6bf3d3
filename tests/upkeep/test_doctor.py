"""./bh manage doctor: the values that it looks up, and its lines."""

import sqlite3
import stat
import time
from contextlib import closing
from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPException
from socket import socket
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.urls import get_resolver

from tests.conftest import NOON
from upkeep import examination, findings, lease, schema, secret_key
from upkeep.findings import Level
from upkeep.models import JobRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def healthy(settings, tmp_path, monkeypatch):
    """A place with nothing wrong, on a day after the app was written."""
    settings.DATA = tmp_path
    tmp_path.chmod(0o700)
    settings.SECRET_KEY = "aB3-xYz_" * 8
    monkeypatch.setattr(findings, "WRITTEN", NOON)
    monkeypatch.setattr(examination, "_readiness", lambda _: "ready")
    monkeypatch.setattr(examination, "_durable", lambda: {"fsync": "on"})
    monkeypatch.setattr(examination, "_database_clock", lambda now: now)
    options = dict(connection.settings_dict["OPTIONS"])
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    lease.take("tick", holder="one", now=NOON)
    lease.give_back("tick", holder="one", now=NOON)
    return tmp_path


@pytest.fixture
def given(settings):
    def give(**variables):
        settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=variables)

    return give


def wrong(now=NOON):
    return {each.about for each in examination.examine(now) if each.level is Level.WRONG}


def test_nothing_is_wrong_with_a_healthy_place(healthy, time_machine, capsys):
    time_machine.move_to(NOON, tick=False)
    call_command("doctor")

    lines = capsys.readouterr().out.splitlines()
    assert [line[:5].strip() for line in lines] == ["note"] * 2 + ["fine"] * 9
    assert "fine   periodic work: done 0 s ago" in lines


def test_path_that_the_app_has_pages_at_needs_a_proxy_that_keeps_it(healthy, noon, given):
    def told(url):
        given(BACKHEALTH_URL=url)
        found = examination.examine(NOON)
        return [each.level for each in found if "begins like pages of the app" in each.text]

    assert told("http://localhost:8000/back") == []
    assert told("http://localhost:8000/exercises") == [Level.NOTE]
    assert {"", "today", "sessions", "accounts", "api", "sw.js"} <= examination.first_words(
        get_resolver().url_patterns
    )


def test_what_is_wrong_comes_first_and_ends_with_a_failure(healthy, noon, given, capsys):
    given(BACKHEALTH_BEHIND_PROXY=True)
    healthy.chmod(0o755)

    with pytest.raises(CommandError) as fault:
        call_command("doctor")

    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines[:3]] == [
        "wrong  address",
        "wrong  permissions",
        "note   mail",
    ]
    assert str(fault.value) == "2 of these should be mended."


def test_key_that_others_may_read_is_found(healthy):
    key = healthy / "secret-key"
    key.touch(mode=0o600)
    before = wrong()
    key.chmod(0o644)

    assert (before, wrong()) == (set(), {"permissions"})


def test_folder_that_can_not_be_written_is_found(healthy, monkeypatch, given):
    """Not even by root."""
    monkeypatch.setattr(examination.settings, "DATA", examination.Path("/sys"))

    assert "disk" in wrong()


def test_periodic_work_that_stopped_or_fails_is_found(healthy):
    before = wrong(NOON + timedelta(minutes=15))
    stopped = wrong(NOON + timedelta(minutes=16))
    JobRun.objects.create(name="guests", tried_at=NOON, failures=2)

    assert (before, stopped) == (set(), {"periodic work"})
    assert wrong() == {"periodic work"}


def test_periodic_work_that_goes_on_is_not_late(healthy):
    lease.take("tick", holder="one", now=NOON)

    assert wrong() == set()


def test_clock_that_was_set_back_is_found(healthy, monkeypatch):
    monkeypatch.setattr(findings, "WRITTEN", NOON - timedelta(days=400))
    JobRun.objects.create(name="guests", tried_at=NOON, done_at=NOON)

    assert wrong(NOON - timedelta(days=40)) == {"clock"}


def test_old_backup_is_found(healthy, given, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept")
    given(BACKHEALTH_BACKUP_DIR=folder, BACKHEALTH_BACKUP_KEY=f"age1{'q' * 58}")
    none = wrong()
    (folder / "backhealth-20260304T120000Z.tar.gz.age").touch()
    (folder / "notes.txt").touch()
    now = NOON.fromtimestamp(time.time(), NOON.tzinfo)
    found = [each for each in examination.examine(now) if each.about == "backups"]

    assert none == {"backups"}
    assert [each.level for each in found] == [Level.FINE]


def test_mail_server_that_does_not_answer_is_found(healthy, given, settings):
    with closing(socket()) as unused:
        unused.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "backhealth.mail_server.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused.getsockname()[1]
        given(BACKHEALTH_SMTP_HOST="127.0.0.1", BACKHEALTH_MAIL_FROM="a@example.org")

        assert wrong() == {"mail"}


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (
            SMTPAuthenticationError(535, b"5.7.8 Wrong\r\npassword."),
            "it answers 535 5.7.8 Wrong password",
        ),
        (SMTPException("STARTTLS is not supported."), "STARTTLS is not supported"),
        (OSError(111, "Connection refused"), "Connection refused"),
    ],
)
def test_fault_of_the_mail_server_is_told_in_its_words(fault, says):
    assert examination._in_words(fault) == says


def test_mail_server_that_answers_is_fine(healthy, given):
    """The tests' own takes everything."""
    given(BACKHEALTH_SMTP_HOST="127.0.0.1", BACKHEALTH_MAIL_FROM="a@example.org")

    assert wrong() == set()


def test_database_that_does_not_answer_is_told_beside_the_rest(healthy, monkeypatch, given):
    def broken():
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(schema, "waiting", broken)
    given(BACKHEALTH_BEHIND_PROXY=True)

    assert wrong() == {"address", "database"}


def test_database_is_asked_what_it_keeps_and_what_time_it_is():
    """The tests' own waits for no disk."""
    names = {"sqlite": {"synchronous"}, "postgresql": {"fsync", "synchronous_commit"}}

    assert set(examination._durable()) == names[connection.vendor]
    assert schema.waiting() == 0
    assert abs(examination._database_clock(NOON) - NOON) >= timedelta(0)


def test_looking_leaves_nothing_behind(healthy):
    list(examination.examine(NOON))

    assert list(healthy.iterdir()) == []
    assert stat.S_IMODE(healthy.stat().st_mode) == 0o700


def test_key_that_is_not_the_database_s_is_found(healthy, settings):
    secret_key.accept()
    before = wrong()
    settings.SECRET_KEY = "aB3-xYz!" * 8

    assert (before, wrong()) == (set(), {"secret key"})


def test_server_that_is_not_ready_is_found(healthy, monkeypatch):
    monkeypatch.setattr(examination, "_readiness", lambda _: "data folder: the disk is full")

    assert wrong() == {"server"}


def test_server_is_asked_on_this_machine(live_server, settings, monkeypatch):
    port = live_server.thread.port
    settings.ALLOWED_HOSTS = ["localhost"]
    here = settings.ENVIRONMENT.model_copy(update={"HOST": "0.0.0.0", "PORT": port})  # noqa: S104
    nobody = here.model_copy(update={"PORT": 1})

    assert examination._readiness(here) == "ready"
    assert examination._readiness(nobody) is None


def test_database_that_can_only_be_read_is_found(healthy, monkeypatch):
    before = examination._is_read_only()
    monkeypatch.setattr(examination, "_is_read_only", lambda: True)

    assert before is False
    assert wrong() == {"database"}


@pytest.mark.without_database
def test_file_that_can_only_be_read_is_found(tmp_path, monkeypatch):
    path = tmp_path / "one.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE t (x)")
    asked = SimpleNamespace(vendor="sqlite", settings_dict={"NAME": path})
    monkeypatch.setattr(examination, "connection", asked)
    before = examination._is_read_only()
    fault = sqlite3.OperationalError()
    fault.sqlite_errorcode = sqlite3.SQLITE_READONLY_DBMOVED
    broken = SimpleNamespace(execute=Mock(side_effect=fault), close=lambda: None)
    monkeypatch.setattr(sqlite3, "connect", lambda *_, **__: broken)

    assert (before, examination._is_read_only()) == (False, True)
