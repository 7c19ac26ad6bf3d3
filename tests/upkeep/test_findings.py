"""What doctor finds wrong, by a table for each thing that it looks at."""

import errno
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backhealth.environment import Environment
from upkeep import findings
from upkeep.findings import GB, in_words

NOW = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PUBLIC = {"BACKHEALTH_URL": "https://back.example.org", "BACKHEALTH_BEHIND_PROXY": "true"}
SMTP = {"BACKHEALTH_SMTP_HOST": "mail.example.org"}
FOLDER = Path("/data")
PUBLIC_HALF, SECRET_HALF = f"age1{'q' * 58}", f"AGE-SECRET-KEY-1{'Q' * 58}"
pytestmark = pytest.mark.without_database


def told(found):
    """(level, the words up to the first colon after what it is about) of each finding."""
    return [(each.level.value, each.about) for each in found]


def text(found):
    return " ".join(each.text for each in found)


@pytest.mark.parametrize(
    ("variables", "level", "says"),
    [
        ({}, "fine", "http://localhost:8000"),
        (PUBLIC, "fine", "behind a proxy"),
        ({"BACKHEALTH_URL": "https://back.example.org"}, "wrong", "BACKHEALTH_BEHIND_PROXY=true"),
        ({"BACKHEALTH_BEHIND_PROXY": "true"}, "wrong", "BACKHEALTH_BEHIND_PROXY=false"),
        ({"BACKHEALTH_URL": "http://nas:8000"}, "note", "a proxy with https"),
    ],
)
def test_address(variables, level, says):
    found = list(findings.of_address(Environment.read(variables)))

    assert told(found) == [(level, "address")]
    assert says in text(found)


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("", []),
        ("/back", []),
        ("/back/today", []),
        ("/today", [("note", "address")]),
        ("/today/back", [("note", "address")]),
    ],
)
def test_path_that_pages_of_the_app_have_too(prefix, expected):
    found = list(findings.of_path(prefix, {"", "today", "sessions"}))

    assert told(found) == expected


@pytest.mark.parametrize(
    ("variables", "key", "expected"),
    [
        ({}, "aB3-xYz_" * 8, [("fine", "secret key")]),
        ({}, "a" * 60, [("wrong", "secret key")]),
        ({}, "django-insecure-" + "aB3-xYz_" * 8, [("wrong", "secret key")]),
        ({"BACKHEALTH_DEBUG": "1"}, "aB3-xYz_" * 8, [("note", "debug"), ("fine", "secret key")]),
        (
            {**PUBLIC, "BACKHEALTH_DEBUG": "1"},
            "aB3-xYz_" * 8,
            [("wrong", "debug"), ("fine", "secret key")],
        ),
    ],
)
def test_secrets(variables, key, expected):
    found = list(findings.of_secrets(Environment.read(variables), key))

    assert told(found) == expected
    assert key not in text(found)


@pytest.mark.parametrize(
    ("variables", "fault", "level", "says"),
    [
        ({}, None, "note", "BACKHEALTH_SMTP_HOST"),
        (PUBLIC, None, "wrong", "BACKHEALTH_SMTP_HOST"),
        (SMTP, None, "wrong", "BACKHEALTH_MAIL_FROM"),
        (SMTP, "refused", "wrong", "mail.example.org:587 can't be used: refused. Look"),
        ({**SMTP, "BACKHEALTH_MAIL_FROM": "a@example.org"}, None, "fine", "mail.example.org:587"),
    ],
)
def test_mail(variables, fault, level, says):
    found = list(findings.of_mail(Environment.read(variables), fault))

    assert told(found) == [(level, "mail")]
    assert says in text(found)


@pytest.mark.parametrize(
    ("now", "database", "last", "level", "says"),
    [
        (NOW, NOW, None, "fine", "2026-12-02 12:00:00 UTC"),
        (NOW, NOW - 4 * MINUTE, NOW - MINUTE, "fine", "UTC"),
        (NOW, NOW - 6 * MINUTE, None, "wrong", "6 min apart from the database's"),
        (NOW, NOW + 3 * DAY, None, "wrong", "3 days apart from the database's"),
        (NOW, NOW, NOW + 4 * MINUTE, "fine", "UTC"),
        (NOW, NOW, NOW + 9 * DAY, "wrong", "9 days ahead before"),
        (NOW - 800 * DAY, NOW, None, "wrong", "2024-09-23"),
    ],
)
def test_clock(now, database, last, level, says):
    found = list(findings.of_clock(now, database, last))

    assert told(found) == [(level, "clock")]
    assert says in text(found)


@pytest.mark.parametrize(
    ("free", "needed", "level", "says"),
    [
        (GB, 0, "fine", "1.0 GB free in /data"),
        (GB // 2, 0, "fine", "500 MB free"),
        (GB // 2 - 1, 0, "wrong", "make room"),
        (3 * GB, 4 * GB, "wrong", "3.0 GB free in /data, and 4.0 GB may be needed"),
    ],
)
def test_disk(free, needed, level, says):
    found = list(findings.of_disk("disk", FOLDER, free, needed))

    assert told(found) == [(level, "disk")]
    assert says in text(found)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (errno.EACCES, "nothing can be written in /data: give it to the user of the app."),
        (errno.EROFS, "nothing can be written in /data: the disk is read-only"),
        (errno.ENOSPC, "nothing can be written in /data: the disk is full: make room."),
    ],
)
def test_disk_that_takes_nothing(fault, says):
    found = list(findings.of_disk("disk", FOLDER, 0, 0, fault=fault))

    assert told(found) == [("wrong", "disk")]
    assert says in text(found)


@pytest.mark.parametrize(
    ("ready", "level", "says"),
    [
        ("ready", "fine", "ready at http://localhost:8000"),
        (None, "note", "is it running?"),
        ("stopping: x\ndatabase: y", "wrong", "not ready at http://localhost:8000: stopping: x; d"),
    ],
)
def test_server(ready, level, says):
    found = list(findings.of_server("http://localhost:8000", ready))

    assert told(found) == [(level, "server")]
    assert says in text(found)


TOKEN = {"BACKHEALTH_METRICS_TOKEN": "a-token-of-20-signs-"}
OPEN = {"BACKHEALTH_URL": "http://nas:8000"}


@pytest.mark.parametrize(
    ("variables", "found"),
    [
        ({}, [("fine", "log")]),
        (PUBLIC, [("note", "log")]),
        ({**PUBLIC, "BACKHEALTH_LOGS": "json"}, [("fine", "log")]),
        (TOKEN, [("fine", "log"), ("fine", "figures")]),
        ({**PUBLIC, **TOKEN}, [("note", "log"), ("fine", "figures")]),
        ({**OPEN, **TOKEN}, [("note", "log"), ("wrong", "figures")]),
    ],
)
def test_log_and_figures(variables, found):
    assert told(findings.of_log_and_figures(Environment.read(variables))) == found


def test_database_that_can_only_be_read():
    assert told(findings.of_promises({}, 0, read_only=True)) == [("wrong", "database")]


@pytest.mark.parametrize(
    ("folder", "key", "levels"),
    [
        (0o700, 0o600, ["fine"]),
        (0o750, 0o640, ["fine"]),
        (0o755, 0o600, ["wrong"]),
        (0o700, 0o604, ["wrong"]),
        (0o755, 0o644, ["wrong", "wrong"]),
    ],
)
def test_permissions(folder, key, levels):
    found = list(findings.of_permissions({FOLDER: folder, FOLDER / "secret-key": key}))

    assert [each.level.value for each in found] == levels


@pytest.mark.parametrize(
    ("last", "failures", "levels", "says"),
    [
        (NOW, {}, ["fine"], "done 0 s ago"),
        (NOW - 15 * MINUTE, {}, ["fine"], "done 15 min ago"),
        (NOW - 16 * MINUTE, {}, ["wrong"], "it was last done 16 min ago: is the server running?"),
        (None, {}, ["wrong"], "it was never done so far: is the server running?"),
        (NOW, {"guests": 3}, ["wrong"], "guests failed 3 times in a row"),
        (None, {"guests": 3, "limits": 1}, ["wrong"] * 3, "limits failed 1 times"),
    ],
)
def test_periodic_work(last, failures, levels, says):
    found = list(findings.of_tick(NOW, last, failures))

    assert [each.level.value for each in found] == levels
    assert says in text(found)


@pytest.mark.parametrize(
    ("folder", "key", "newest", "levels", "says"),
    [
        ("", "", None, ["note"], "set BACKHEALTH_BACKUP_DIR"),
        ("/backups", PUBLIC_HALF, None, ["wrong"], "there is none in /backups"),
        ("/backups", PUBLIC_HALF, NOW - 2 * DAY, ["fine"], "the newest is 2 days old"),
        ("/backups", PUBLIC_HALF, NOW - 3 * DAY, ["wrong"], "the newest is 3 days old in /backups"),
        ("/backups", "", NOW - HOUR, ["fine", "note"], "they aren't encrypted"),
        ("/backups", SECRET_HALF, NOW - HOUR, ["fine", "note"], "the public one is enough"),
    ],
)
def test_backups(folder, key, newest, levels, says):
    variables = {"BACKHEALTH_BACKUP_DIR": folder, "BACKHEALTH_BACKUP_KEY": key}

    found = list(findings.of_backups(Environment.read(variables), NOW, newest))

    assert [each.level.value for each in found] == levels
    assert says in text(found)


@pytest.mark.parametrize(
    ("durable", "waiting", "levels"),
    [
        ({"synchronous": "2"}, 0, ["fine"]),
        ({"synchronous": "0"}, 0, ["wrong"]),
        ({"fsync": "on", "synchronous_commit": "on"}, 0, ["fine"]),
        ({"fsync": "on", "synchronous_commit": "local"}, 0, ["fine"]),
        ({"fsync": "off", "synchronous_commit": "off"}, 0, ["wrong"]),
        ({"fsync": "on"}, 3, ["wrong"]),
        ({"fsync": "off"}, 3, ["wrong", "wrong"]),
    ],
)
def test_promises_of_the_database(durable, waiting, levels):
    found = findings.of_promises(durable, waiting)

    assert [each.level.value for each in found] == levels


@pytest.mark.parametrize(("limit", "levels"), [(1024, []), (1023, ["wrong"])])
def test_open_files(limit, levels):
    assert [each.level.value for each in findings.of_files(limit)] == levels


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(seconds=119), "119 s"),
        (timedelta(seconds=120), "2 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(hours=48), "2 days"),
    ],
)
def test_time_is_said_in_one_number(time, words):
    assert in_words(time) == words
