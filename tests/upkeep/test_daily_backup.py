"""The backup that is made every day, and those that are kept."""

import os
import time
from datetime import timedelta

import pytest
from django.db import connection

from tests.conftest import NOON
from tests.upkeep import places
from upkeep.backups import daily, make
from upkeep.backups.daily import back_up_daily
from upkeep.turn import Turn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    settings.DATA = tmp_path
    folder = tmp_path / "kept"
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(
        update={"BACKHEALTH_BACKUP_DIR": folder, "BACKHEALTH_BACKUP_KEEP": 3}
    )
    if connection.vendor == "postgresql":
        monkeypatch.setenv("PATH", f"{places.postgres_tools()}{os.pathsep}{os.environ['PATH']}")
    return folder


def at(day):
    return Turn(now=NOON + timedelta(days=day), clock=lambda: NOON, holder="one")


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def test_newest_backups_are_kept_and_nobody_else_s_file_is_touched(folder):
    folder.mkdir()
    others = ["backhealth-notes.txt", "backhealth-20250101T000000Z.tar.gz.old", "other.tar.gz"]
    for name in others:
        (folder / name).touch()

    told = [back_up_daily(at(day)) for day in range(5)]

    assert [each["older files deleted"] for each in told] == [0, 0, 0, 1, 1]
    assert names(folder) == sorted(
        [*others, *(f"backhealth-202603{day:02}T120000Z.tar.gz" for day in (6, 7, 8))]
    )


def test_backup_that_fails_deletes_no_older_one(folder, monkeypatch):
    for day in range(3):
        back_up_daily(at(day))
    before = names(folder)

    def full(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(daily, "back_up", full)
    with pytest.raises(OSError, match="No space"):
        back_up_daily(at(3))

    assert names(folder) == before


def test_lease_is_renewed_every_half_minute_while_it_is_made(monkeypatch):
    moments, renewed = iter([0, *range(0, 100, 7)]), []
    monkeypatch.setattr(daily.time, "monotonic", lambda: next(moments, 100))

    beat = daily._now_and_then(lambda: renewed.append(True))
    for _ in range(12):
        beat()

    assert len(renewed) == 2  # at 35 and at 77 s


def test_copies_of_backups_that_were_killed_go_after_a_day(folder, tmp_path):
    old, new = tmp_path / f"{make.LEFT_OVER}old", tmp_path / f"{make.LEFT_OVER}new"
    for each in (old, new):
        each.mkdir()
        (each / "database").touch()
    yesterday = time.time() - 90_000
    os.utime(old, (yesterday, yesterday))

    back_up_daily(at(0))

    assert [each.name for each in tmp_path.iterdir() if each != folder] == [new.name]
