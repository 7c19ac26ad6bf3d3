"""A backup of a database in use comes back row for row; what is made, and who can read it."""

import json
import os
import re
import stat
import subprocess
import sys
import tarfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from backhealth.environment import ROOT, Environment
from routines.models import SetLog
from tests import builders
from tests.conftest import NOON
from tests.upkeep import places
from upkeep.backups import databases, make, sealed
from upkeep.backups.faults import BackupError
from upkeep.backups.make import back_up
from upkeep.backups.restore import restore

pytestmark = pytest.mark.django_db(transaction=True)


# --- there and back -----------------------------------------------------------------------------


@pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "encrypted"])
def test_backup_of_a_database_in_use_is_of_one_moment_and_comes_back_row_for_row(
    data, library, tmp_path, given, pair, is_sealed
):
    public, secret = pair
    if is_sealed:
        given(BACKHEALTH_BACKUP_KEY=public)
    people = [builders.guest() for _ in range(4)]
    items = []
    for person in people:
        builders.plan(person, NOON)
        items.append(builders.strength(builders.session(person, NOON))[0])
    stop = Event()

    def train(item):
        """Log sets, each in a transaction, until the backup is there."""
        number = 0
        try:
            while not stop.is_set():
                number += 1
                builders.one_set(item, NOON + timedelta(seconds=number), number=number % 20 + 1)
        finally:
            connection.close()
        return number

    with ThreadPoolExecutor(4) as phones:
        logged = [phones.submit(train, item) for item in items]
        while SetLog.objects.count() < 20:
            time.sleep(0.01)
        made = back_up(tmp_path / "one", now=NOON)
        meanwhile = SetLog.objects.count()
        stop.set()
        total = sum(each.result() for each in logged)
    quiet = back_up(tmp_path / "two", now=NOON)
    first = places.of_this_kind(tmp_path / "first", BACKHEALTH_BACKUP_KEY=secret)
    restore(made.path, first)
    under_load = places.restored_rows(first)
    second = places.of_this_kind(tmp_path / "second", BACKHEALTH_BACKUP_KEY=secret)
    restore(quiet.path, second)

    assert 20 <= made.contents.rows["routines_setlog"] <= meanwhile <= total
    assert {name: len(rows) for name, rows in under_load.items()} == made.contents.rows
    own = places.own_rows()
    assert set(under_load["routines_setlog"]) <= set(own["routines_setlog"])
    assert places.restored_rows(second) == own
    assert sealed.is_sealed(made.path) is is_sealed


def test_app_starts_from_what_was_restored(file, ana, tmp_path):
    environment = places.empty_in(tmp_path)

    restore(file, environment)

    variables = {"BACKHEALTH_DATA": str(environment.BACKHEALTH_DATA)}
    if environment.DATABASE_URL:
        variables["DATABASE_URL"] = environment.DATABASE_URL
    code = "from accounts.models import User; print(*User.objects.values_list('email', flat=True))"
    told = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "ana@example.org\n"


def test_key_comes_back_too_and_nobody_else_can_read_either(file, settings, tmp_path):
    environment = places.empty_in(tmp_path)

    restore(file, environment)

    key = environment.BACKHEALTH_DATA / "secret-key"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (file, key)}
    assert key.read_text() == settings.SECRET_KEY
    assert set(modes.values()) == {0o600}
    database = environment.BACKHEALTH_DATA / "backhealth.sqlite3"
    if connection.vendor == "sqlite":
        assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_nothing_is_left_beside_what_was_made(file, data, tmp_path):
    environment = places.empty_in(tmp_path)
    restore(file, environment)

    assert list(data.iterdir()) == []
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["backup.tar.gz"]
    left = {each.name for each in environment.BACKHEALTH_DATA.iterdir()}
    assert left <= {"secret-key", "backhealth.sqlite3"}


def test_any_tar_opens_a_backup_and_its_list_says_what_is_in_it(file, settings):
    with tarfile.open(file) as tar:
        names = tar.getnames()
        told = json.load(tar.extractfile("backup.json"))

    assert names == ["backup.json", "database", "secret-key"]
    assert (told["app"], told["version"], told["made_at"], told["database"]) == (
        "backhealth",
        settings.RELEASE,
        "2026-03-04T12:00:00+00:00",
        connection.vendor,
    )
    assert told["contents"]["rows"]["accounts_user"] == 1
    assert re.fullmatch(r"\d{4}_\w+", told["contents"]["migrations"]["accounts"])
    assert {name: len(each) for name, each in told["sums"].items()} == {
        "database": 64,
        "secret-key": 64,
    }


# --- making one ---------------------------------------------------------------------------------


def test_backup_never_overwrites_a_file(file, data):
    before = file.read_bytes()

    with pytest.raises(BackupError, match="is there already, and a backup never overwrites"):
        back_up(file, now=NOON)

    assert file.read_bytes() == before


@pytest.mark.skipif("'postgres' not in os.environ.get('DATABASE_URL', '')")
def test_backup_without_pg_dump_says_what_to_install(data, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BackupError, match=r"^pg_dump isn't installed here: install PostgreSQL's"):
        back_up(tmp_path / "file", now=NOON)

    assert not (tmp_path / "file").exists()


def test_backup_says_where_a_folder_is_named_in_place_of_a_file(data, tmp_path):
    with pytest.raises(BackupError, match="is a folder: name a file in it"):
        back_up(tmp_path, now=NOON)


def test_backup_that_fails_on_its_way_leaves_nothing(data, ana, monkeypatch, tmp_path):
    def full(out, pieces):
        next(iter(pieces))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(make, "_fill", full)

    with pytest.raises(
        BackupError, match=r"/file can't be made: No space left on device\. It needs"
    ):
        back_up(tmp_path / "file", now=NOON)

    assert [each.name for each in tmp_path.iterdir()] == ["data"]
    assert list(data.iterdir()) == []


def test_command_makes_a_backup_and_says_what_is_in_it(data, ana, capsys, noon, tmp_path):
    call_command("backup", str(tmp_path / "file"))

    out = capsys.readouterr().out
    assert re.fullmatch(rf"{tmp_path}/file: \d+ rows of \d+ tables, \d+\.\d MB, \d+\.\d s\n", out)


def test_command_without_a_file_names_it_after_the_moment(data, ana, time_machine, given, pair):
    time_machine.move_to(NOON, tick=False)  # making the first one may take a second
    call_command("backup")
    given(BACKHEALTH_BACKUP_KEY=pair[0])
    call_command("backup")

    assert [each.name for each in make.kept_in(data / "backups")] == [
        "backhealth-20260304T120000Z.tar.gz",
        "backhealth-20260304T120000Z.tar.gz.age",
    ]
    assert stat.S_IMODE((data / "backups").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (BackupError("no room"), "no room"),
        (OSError("no room"), "The backup {file} can't be made: no room. It needs room there"),
    ],
)
def test_command_tells_a_fault_in_one_line(data, monkeypatch, tmp_path, fault, says):
    def fail(*_args):
        raise fault

    monkeypatch.setattr(databases, "copy", fail)

    with pytest.raises(CommandError) as refused:
        call_command("backup", str(tmp_path / "file"))

    assert str(refused.value).startswith(says.format(file=tmp_path / "file"))


@pytest.mark.one_database
def test_database_that_can_not_be_read_is_told_with_what_to_do(data, monkeypatch, tmp_path):
    place = {**connection.settings_dict, "NAME": str(tmp_path / "none" / "file")}

    with pytest.raises(BackupError) as refused:
        databases.copy({**place, "ENGINE": "django.db.backends.sqlite3"}, tmp_path / "to", print)

    assert str(refused.value) == (
        "The database can't be read: unable to open database file. Its folder must be there, and "
        "the app's user its owner."
    )


def test_command_makes_a_pair_of_keys_that_the_environment_takes(capsys):
    call_command("backup", "--new-key")

    words = capsys.readouterr().out.split()
    keys = [word for word in words if re.match("age1|AGE-SECRET-KEY-1", word)]
    assert len(keys) == 2
    for key in keys:
        assert key == Environment.read({"BACKHEALTH_BACKUP_KEY": key}).BACKHEALTH_BACKUP_KEY
    assert User.objects.count() == 0


@pytest.mark.skipif("'postgres' in os.environ.get('DATABASE_URL', '')")
def test_copy_in_steps_has_nothing_that_was_written_after_it_began(
    data, ana, tmp_path, monkeypatch
):
    """And it doesn't begin anew each time, which would never end while people train."""
    monkeypatch.setattr(databases, "PAGES_A_STEP", 20)
    steps = []

    def write():
        assert len(steps) < 500
        steps.append(builders.guest(checked=False))

    contents = databases.copy(connection.settings_dict, tmp_path / "copy", write)

    assert contents.rows["accounts_user"] == 1
    assert User.objects.count() == 1 + len(steps)
    assert len(steps) > 10
