"""What ./bh restore refuses, each with its own sentence, and leaves the place as it was."""

import gzip
import io
import json
import os
import re
import subprocess
import sys
import tarfile

import pytest
from django.db import connection

from backhealth.environment import ROOT, Environment
from tests.conftest import NOON
from tests.upkeep import places
from upkeep.backups import archive, databases, sealed
from upkeep.backups.archive import DAMAGED, NEWER, NOT_OURS
from upkeep.backups.faults import BackupError
from upkeep.backups.make import back_up
from upkeep.backups.restore import OTHER_KEY, OTHER_KIND, restore

pytestmark = pytest.mark.django_db(transaction=True)


def changed(data, at):
    """Change one byte, whichever it is."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def refusal(file, environment):
    with pytest.raises(BackupError) as fault:
        restore(file, environment)
    return str(fault.value)


# --- what is refused ----------------------------------------------------------------------------


def test_restore_never_overwrites_a_database(file, tmp_path):
    environment = places.empty_in(tmp_path)
    restore(file, environment)
    before = places.restored_rows(environment)

    told = refusal(file, environment)

    assert "holds data already, and a restore never overwrites" in told
    assert places.restored_rows(environment) == before


@pytest.mark.parametrize("where", ["file", "variable"])
def test_restore_never_replaces_a_key(file, tmp_path, where):
    variables = {"BACKHEALTH_SECRET_KEY": "x" * 50} if where == "variable" else {}
    environment = places.empty_in(tmp_path, **variables)
    key = environment.BACKHEALTH_DATA / "secret-key"
    if where == "file":
        key.write_text("another")

    told = refusal(file, environment)

    there = "BACKHEALTH_SECRET_KEY" if where == "variable" else str(key)
    assert told == OTHER_KEY.format(where=there)
    assert places.is_empty(environment)


def test_restore_goes_on_where_one_before_got_no_further_than_the_key(file, settings, tmp_path):
    environment = places.empty_in(tmp_path)
    (environment.BACKHEALTH_DATA / "secret-key").write_text(settings.SECRET_KEY)

    restore(file, environment)

    assert not places.is_empty(environment)


def listed(**changes):
    """Return a file like a backup whose list of contents is changed."""
    contents = {"rows": {}, "migrations": {}}
    told = {"app": "backhealth", "format": 1, "version": "9.1", "made_at": "", "database": "sqlite"}
    text = json.dumps({**told, "contents": contents, "sums": {}, **changes}).encode()
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as tar:
        about = tarfile.TarInfo("backup.json")
        about.size = len(text)
        tar.addfile(about, io.BytesIO(text))
    return made.getvalue()


def other_tar():
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as tar:
        tar.addfile(tarfile.TarInfo("photos"))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", NOT_OURS),
        (b"This is a shopping list.", NOT_OURS),
        (b"SQLite format 3\0" + bytes(5000), NOT_OURS),
        (gzip.compress(b"This is a shopping list."), NOT_OURS),
        (gzip.compress(b""), NOT_OURS),
        (other_tar(), NOT_OURS),
        (listed(app="another"), NOT_OURS),
        (listed(contents=None), NOT_OURS),
        (listed(format=2), NEWER.format(version="9.1")),
        (listed(), DAMAGED),
    ],
    ids=[
        *("empty", "text", "database", "packed text", "packed nothing", "another tar"),
        *("of another app", "without contents", "of a newer format", "without its parts"),
    ],
)
def test_file_of_another_kind_is_refused(content, told, tmp_path):
    file = tmp_path / "file"
    file.write_bytes(content)
    environment = places.empty_in(tmp_path)

    assert refusal(file, environment) == told
    assert places.is_empty(environment)


@pytest.mark.parametrize("is_sealed", [False, True], ids=["plain", "encrypted"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[:-200],
        lambda data: data[: len(data) // 2],
        lambda data: data[:1000],
        lambda data: changed(data, len(data) // 2),
        lambda data: changed(data, len(data) - 6),
    ],
)
def test_file_that_is_cut_off_or_changed_is_refused(
    data, ana, tmp_path, given, pair, damage, is_sealed
):
    public, secret = pair
    if is_sealed:
        given(BACKHEALTH_BACKUP_KEY=public)
    file = back_up(tmp_path / "file", now=NOON).path
    file.write_bytes(damage(file.read_bytes()))
    environment = places.empty_in(tmp_path, BACKHEALTH_BACKUP_KEY=secret)

    assert refusal(file, environment) == DAMAGED
    assert places.is_empty(environment)


def test_part_that_was_replaced_is_refused(file, tmp_path):
    """With gzip's own checksum right."""
    with tarfile.open(file) as tar:
        parts = [(each, tar.extractfile(each).read()) for each in tar]
    with tarfile.open(file, "w:gz") as tar:
        for about, content in parts:
            put = changed(content, 0) if about.name == "secret-key" else content
            tar.addfile(about, io.BytesIO(put))

    assert refusal(file, places.empty_in(tmp_path)) == DAMAGED


def test_part_with_a_path_for_a_name_is_refused(file, tmp_path):
    with tarfile.open(file) as tar:
        parts = [(each, tar.extractfile(each).read()) for each in tar]
    with tarfile.open(file, "w:gz") as tar:
        for about, content in [*parts, parts[-1]]:
            tar.addfile(about, io.BytesIO(content))
        evil = tarfile.TarInfo("../evil")
        tar.addfile(evil, io.BytesIO(b""))

    assert refusal(file, places.empty_in(tmp_path)) == DAMAGED
    assert list(tmp_path.rglob("evil")) == []


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("none", sealed.NO_KEY),
        ("public", sealed.NO_KEY),
        ("another", sealed.WRONG_KEY),
        ("misspelt", sealed.BAD_KEY),
    ],
)
def test_backup_for_another_key_is_refused(data, ana, tmp_path, given, pair, key, told):
    public, _secret = pair
    given(BACKHEALTH_BACKUP_KEY=public)
    file = back_up(tmp_path / "file", now=NOON).path
    keys = {
        "none": "",
        "public": public,
        "another": sealed.new_key()[1],
        "misspelt": f"AGE-SECRET-KEY-1{'Q' * 58}",
    }
    environment = places.empty_in(tmp_path, BACKHEALTH_BACKUP_KEY=keys[key])

    assert refusal(file, environment) == told
    assert places.is_empty(environment)


def test_secret_half_makes_backups_too(data, ana, tmp_path, given, pair):
    _public, secret = pair
    given(BACKHEALTH_BACKUP_KEY=secret)
    file = back_up(tmp_path / "file", now=NOON).path

    environment = places.empty_in(tmp_path, BACKHEALTH_BACKUP_KEY=secret)
    restore(file, environment)

    assert not places.is_empty(environment)


def test_backup_of_a_newer_version_is_refused(data, ana, tmp_path, monkeypatch, settings):
    newer = {"accounts": "9999_something_new"}
    copy = databases.copy

    def copied(*details):
        contents = copy(*details)
        return archive.Contents(rows=contents.rows, migrations={**contents.migrations, **newer})

    monkeypatch.setattr(databases, "copy", copied)
    file = back_up(tmp_path / "file", now=NOON).path
    environment = places.empty_in(tmp_path)

    assert refusal(file, environment) == NEWER.format(version=settings.RELEASE)
    assert places.is_empty(environment)


def test_backup_of_the_other_database_is_refused(file, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    url = {"sqlite": "postgres://ana@127.0.0.1:1/back"}.get(connection.vendor)
    environment = Environment.read(
        {"BACKHEALTH_DATA": str(folder), **({"DATABASE_URL": url} if url else {})}
    )
    told = OTHER_KIND.format(
        theirs=connection.vendor,
        ours={"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor],
    )
    if url:
        # There is no such server, and nothing asks it.
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(databases, "refuse_unless_empty", lambda place: None)
            assert refusal(file, environment) == told
    else:
        assert refusal(file, environment) == told


# --- ./bh restore -------------------------------------------------------------------------------


def run_restore(file, folder, **variables):
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "upkeep.backups.restore", str(file)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "BACKHEALTH_DATA": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_restore_says_what_came_back(file, tmp_path):
    environment = places.empty_in(tmp_path)
    url = {"DATABASE_URL": environment.DATABASE_URL} if environment.DATABASE_URL else {}

    told = run_restore(file, environment.BACKHEALTH_DATA, **url)

    said = r"Restored \d+ rows of \d+ tables, as they were at 2026-03-04T12:00:00\+00:00\. "
    assert re.fullmatch(f"{said}Start the app now.\n", told.stdout)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "variables", "line"),
    [
        ("nothing", {}, "backhealth: There is no file {file}."),
        ("list", {}, f"backhealth: {NOT_OURS}"),
        ("list", {"PORT": "x"}, "backhealth: Environment: PORT: must be a whole number"),
    ],
)
def test_restore_tells_a_fault_in_one_line_and_makes_no_key(tmp_path, name, variables, line):
    file, folder = tmp_path / name, tmp_path / "data"
    if name == "list":
        file.write_text("This is a shopping list.")

    told = run_restore(file, folder, **variables)

    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith(line.format(file=file))
    assert len(told.stderr.splitlines()) == 1
    assert not (folder / "secret-key").exists()
