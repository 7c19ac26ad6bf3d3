"""Before the server starts: two starts wait for each other, and every fault is reported in one
line."""

import errno
import fcntl
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from backhealth import prepare
from backhealth.environment import ROOT, Environment

COMMAND = [sys.executable, "-m", "backhealth.prepare"]
# Without the library and the static files, which take their time.
DATABASE_ALONE = "from backhealth import prepare; prepare.STEPS = prepare.STEPS[:3]; prepare.main()"


def environment(folder, **variables):
    return {"PATH": os.environ["PATH"], "BACKHEALTH_DATA": str(folder), **variables}


def start(folder, command=COMMAND, **variables):
    return subprocess.Popen(  # noqa: S603
        command,
        cwd=ROOT,
        env=environment(folder, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(folder, command=COMMAND, **variables):
    """(status, lines) of a start that can't work."""
    process = start(folder, command, **variables)
    output, errors = process.communicate(timeout=120)
    assert output == ""
    return process.returncode, errors.splitlines()


def test_two_first_starts_on_one_folder_wait_for_each_other(tmp_path):
    lock = (tmp_path / prepare.LOCK).open("a")
    fcntl.flock(lock, fcntl.LOCK_EX)
    starts = [start(tmp_path, [sys.executable, "-c", DATABASE_ALONE]) for _ in range(2)]

    waiting = [each.stderr.readline() for each in starts]
    before = sorted(path.name for path in tmp_path.iterdir())
    lock.close()
    ends = [each.communicate(timeout=240) for each in starts]

    said = f"Waiting for another start that prepares {tmp_path} …\n"
    assert waiting == [said, said]
    assert before == ["start.lock"]
    assert [(each.returncode, *end) for each, end in zip(starts, ends, strict=True)] == [
        (0, "", ""),
        (0, "", ""),
    ]
    with sqlite3.connect(tmp_path / "backhealth.sqlite3") as database:
        names = {name for [name] in database.execute("SELECT name FROM sqlite_master")}
    assert {"accounts_user", "cache", "routines_setlog"} <= names


def test_lock_is_let_go_for_the_next_start(tmp_path):
    with prepare.one_at_a_time(tmp_path):
        pass

    with (tmp_path / prepare.LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.django_db
def test_two_machines_with_one_postgresql_wait_for_each_other(monkeypatch):
    """In a transaction: a pooler in between would keep the lock of a session for ever."""
    options = dict(connection.settings_dict["OPTIONS"])
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)

    before = locks()
    with prepare.one_at_a_time_in_the_database():
        during = locks()

    assert (before, during) == ([], {"sqlite": [], "postgresql": [True]}[connection.vendor])
    # The server notices that the lock's connection was closed a moment later.
    deadline = time.monotonic() + 30
    while locks() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert locks() == []


def locks():
    """Whether each lock of a start is held by a session that is in a transaction."""
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # kept for a transaction
        cursor.execute(
            "SELECT state = 'idle in transaction' FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE locktype = 'advisory' AND granted AND datname = current_database()"
        )
        return [is_held for (is_held,) in cursor.fetchall()]


# --- what can't work ----------------------------------------------------------------------------


def folder_fault(folder, reason):
    return (
        f"backhealth: The data folder {folder} can't be used: {reason}. Mend that, or name another "
        "folder in BACKHEALTH_DATA."
    )


def test_file_in_the_place_of_the_folder_is_told(tmp_path):
    place = tmp_path / "data"
    place.write_text("")

    assert told(place) == (1, [folder_fault(place, "File exists")])


def test_folder_that_can_not_be_made_is_told(tmp_path):
    place = tmp_path / "file" / "data"
    place.parent.write_text("")

    assert told(place) == (1, [folder_fault(place, "Not a directory")])


def test_folder_that_can_not_be_written_to_is_told():
    """Not even by root."""
    status, [line] = told("/sys")

    assert status == 1
    assert line.startswith("backhealth: The data folder /sys can't be used: ")
    assert " (/sys/start.lock). Mend that, or name another folder" in line


def test_folder_without_a_key_is_told_by_every_command(tmp_path):
    """The key is the first thing that any of them writes."""
    status, [line] = told("/sys", [sys.executable, "manage.py", "check"])

    assert status == 1
    assert line.startswith("backhealth: The data folder /sys can't be used: ")


def test_full_disk_is_told(tmp_path):
    full = OSError(errno.ENOSPC, "No space left on device")

    with (
        pytest.raises(ImproperlyConfigured) as refusal,
        Environment.read({"BACKHEALTH_DATA": str(tmp_path)}).data_folder(),
    ):
        raise full

    assert f"backhealth: {refusal.value}" == folder_fault(tmp_path, "No space left on device")


def test_disk_that_is_full_for_the_database_is_told(tmp_path):
    place = tmp_path / "back.sqlite3"
    url = f"sqlite:///{place}?init_command=PRAGMA+max_page_count%3D4"

    line = f"backhealth: The database {place} can't be used: database or disk is full. Make room."
    assert told(tmp_path, DATABASE_URL=url) == (1, [line])


def test_file_that_is_no_database_is_told(tmp_path):
    place = tmp_path / "backhealth.sqlite3"
    place.write_text("This is a shopping list. " * 50)

    advice = "Move it away, and bring a backup back: ./bh restore FILE."
    line = f"backhealth: The database {place} can't be used: file is not a database. {advice}"
    assert told(tmp_path) == (1, [line])


def test_folder_in_the_place_of_the_database_is_told(tmp_path):
    place = tmp_path / "backhealth.sqlite3"
    place.mkdir()

    advice = "Its folder must be there, and the app's user its owner."
    line = f"backhealth: The database {place} can't be used: unable to open database file. {advice}"
    assert told(tmp_path) == (1, [line])


IMPATIENT = "from backhealth import prepare; prepare.WAIT_S = 3; prepare.TELL_S = 1; prepare.main()"


def test_postgresql_that_does_not_answer_is_waited_for_in_words_without_its_password(tmp_path):
    url = "postgres://ana@127.0.0.1:1/back"
    command = [sys.executable, "-c", IMPATIENT]

    status, lines = told(tmp_path, command, DATABASE_URL=url, DATABASE_PASSWORD="hidden")

    words = "WARNING backhealth.prepare: The database back at 127.0.0.1:1 can't be used: "
    waited = [line for line in lines if line.startswith(words)]
    assert status == 1
    assert len(waited) >= 2
    assert all("refused" in line for line in waited)
    assert waited[0].endswith("Waiting, at most 3 s more …")
    assert "hidden" not in " ".join(lines)


@pytest.mark.without_database
@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ('FATAL:  password authentication failed for user "ana"', "Look at DATABASE_PASSWORD, "),
        ("fe_sendauth: no password supplied", "Set DATABASE_PASSWORD."),
        ('FATAL:  database "back" does not exist', "Make it, or look at DATABASE_URL."),
        ("permission denied for schema public", "Its user must own it"),
        ("no such table: accounts_user", "Start the app once"),
        ("something new", ""),
    ],
)
def test_fault_of_the_database_says_what_to_do(words, advice):
    assert prepare.with_advice(words).startswith(f"{words}. {advice}".rstrip())


@pytest.fixture
def hears_ctrl_c():
    """Let processes that are started hear Ctrl-C, also where the tests themselves run in the
    background, and don't."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_start_that_is_stopped_by_hand_says_nothing(tmp_path, hears_ctrl_c):
    process = start(tmp_path, DATABASE_URL="postgres://ana@127.0.0.1:1/back")
    process.stderr.readline()  # it waits for the database

    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)

    assert (process.returncode, errors) == (130, "")


@pytest.fixture
def patience(monkeypatch):
    """A wait without sleep, and what it said."""
    said = []
    options = dict(connection.settings_dict["OPTIONS"])
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setattr(prepare, "sleep", lambda _: None)
    monkeypatch.setattr(prepare.log, "warning", lambda *words: said.append(words))

    def wait(*answers):
        """`answers` are what the tries to connect say, one after the other; None connects."""
        left = list(answers)

        def connect():
            if words := left.pop(0):
                raise OperationalError(words)

        monkeypatch.setattr(connection, "ensure_connection", connect)
        prepare.wait_for_the_database()
        return left

    return wait, said


@pytest.mark.without_database
def test_postgresql_that_comes_up_meanwhile_is_used(patience):
    wait, said = patience
    starting = "connection failed: FATAL:  the database system is starting up"

    left = wait("failed to resolve host", "Connection refused", starting, None, "more")

    assert (left, len(said)) == (["more"], 1)


@pytest.mark.without_database
@pytest.mark.parametrize(
    "words",
    [
        'FATAL:  password authentication failed for user "ana"',
        'FATAL:  role "ana" does not exist',
        "fe_sendauth: no password supplied",
    ],
)
def test_what_waiting_does_not_help_is_told_at_once(patience, words):
    wait, said = patience

    with pytest.raises(OperationalError):
        wait(words, None)

    assert said == []


def test_machine_with_another_key_than_the_database_s_is_told(tmp_path):
    """Two of them would log everybody out by turns."""
    command = [sys.executable, "-c", DATABASE_ALONE]
    url = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    start(tmp_path / "one", command, DATABASE_URL=url).communicate(timeout=120)

    again = start(tmp_path / "one", command, DATABASE_URL=url).communicate(timeout=120)
    with sqlite3.connect(tmp_path / "shared.sqlite3") as database:
        database.execute("DROP TABLE cache")  # a start makes it
    other = start(tmp_path / "two", COMMAND, DATABASE_URL=url)
    output, errors = other.communicate(timeout=120)

    assert again == ("", "")
    assert (output, other.returncode) == ("", 1)
    assert errors.startswith("backhealth: The database goes with another secret key than the one ")
    assert errors.count("\n") == 1
    with sqlite3.connect(tmp_path / "shared.sqlite3") as database:
        names = {name for [name] in database.execute("SELECT name FROM sqlite_master")}
    assert "upkeep_keydigest" in names
    assert "cache" not in names


def test_variable_that_is_nonsense_is_told(tmp_path):
    status, [line] = told(tmp_path, PORT="nonsense")

    assert status == 1
    assert line == "backhealth: Environment: PORT: must be a whole number"


def test_command_without_its_tables_or_database_is_told_in_one_line(tmp_path):
    command = [sys.executable, "manage.py", "forget_second_factor", "ana@example.org"]

    without_tables = told(tmp_path, command)
    status, lines = told(tmp_path, command, DATABASE_URL="postgres://ana@127.0.0.1:1/back")

    line = (
        f"backhealth: The database {tmp_path / 'backhealth.sqlite3'} can't be used: no such table: "
        "accounts_user. Start the app once, which makes the tables: ./bh run."
    )
    assert without_tables == (1, [line])
    assert (status, lines[-1][:61]) == (
        1,
        "backhealth: The database back at 127.0.0.1:1 can't be used: c",
    )
