"""Files → rows."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.contrib import admin
from django.core.checks import Error
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exercises import checks
from exercises.actions import Loaded, load_library
from exercises.catalogue import BadEntry, read_library
from exercises.models import Exercise, library_version

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 1, 5, 8, tzinfo=UTC)
TUESDAY = datetime(2026, 1, 6, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_exercises():
    Exercise.objects.all().delete()


def test_load_adds_every_file(folder):
    loaded = load_library(folder=folder, now=MONDAY)

    assert loaded == Loaded(added=83, changed=0, retired=0, unchanged=0)
    assert Exercise.objects.library().count() == 83


def test_load_writes_what_the_file_says(folder):
    load_library(folder=folder, now=MONDAY)

    for entry in read_library(folder):
        row = Exercise.objects.get(slug=entry.slug)
        assert row.name == entry.name
        assert row.dose == entry.dose
        assert (row.easier_id, row.harder_id) == (entry.easier, entry.harder)
        assert row.muscles == [*entry.primary, *entry.secondary]
        assert [*row.setup, *row.movement, *row.cues] == [
            *entry.setup,
            *entry.movement,
            *entry.cues,
        ]
        assert [(m["mistake"], m["fix"]) for m in row.mistakes] == [
            (m.mistake, m.fix) for m in entry.mistakes
        ]
        assert (row.sides, row.fed_id) == (entry.sides or "", entry.fed_id or "")


def test_load_writes_nothing_the_second_time(folder):
    load_library(folder=folder, now=MONDAY)

    with CaptureQueriesContext(connection) as queries:
        loaded = load_library(folder=folder, now=TUESDAY)

    assert loaded == Loaded(added=0, changed=0, retired=0, unchanged=83)
    assert [query["sql"].split()[0] for query in queries] == ["SAVEPOINT", "SELECT", "RELEASE"]


def test_load_writes_only_what_changed(folder):
    load_library(folder=folder, now=MONDAY)
    before = dict(Exercise.objects.values_list("slug", "digest"))
    path = folder / "dead-bug.toml"
    path.write_text(path.read_text().replace('name = "Dead bug"', 'name = "Slow dead bug"'))

    loaded = load_library(folder=folder, now=TUESDAY)

    after = dict(Exercise.objects.values_list("slug", "digest"))
    assert loaded == Loaded(added=0, changed=1, retired=0, unchanged=82)
    assert [slug for slug, digest in after.items() if digest != before[slug]] == ["dead-bug"]
    assert Exercise.objects.get(slug="dead-bug").name == "Slow dead bug"


def test_load_retires_what_is_gone_and_takes_it_back(folder):
    load_library(folder=folder, now=MONDAY)
    path = folder / "dead-bug.toml"
    text = path.read_text()

    path.unlink()
    gone = load_library(folder=folder, now=TUESDAY)
    retired_at = Exercise.objects.get(slug="dead-bug").retired_at
    still_gone = load_library(folder=folder, now=MONDAY)
    path.write_text(text)
    back = load_library(folder=folder, now=TUESDAY)

    assert gone == Loaded(added=0, changed=0, retired=1, unchanged=82)
    assert retired_at == TUESDAY
    assert still_gone == Loaded(added=0, changed=0, retired=0, unchanged=82)
    assert back == Loaded(added=0, changed=1, retired=0, unchanged=82)
    assert Exercise.objects.get(slug="dead-bug").retired_at is None


def test_load_of_a_bad_file_writes_nothing(folder):
    (folder / "dead-bug.toml").write_text("slug = 3")

    with pytest.raises(BadEntry, match="dead-bug"):
        load_library(folder=folder, now=MONDAY)

    assert Exercise.objects.count() == 0


def test_version_changes_with_the_rows(folder):
    load_library(folder=folder, now=MONDAY)
    first = library_version()
    (folder / "dead-bug.toml").unlink()
    same = library_version()
    load_library(folder=folder, now=TUESDAY)

    assert first == same
    assert first != library_version()


def test_load_types_stand_in_the_order_of_need():
    load_library(now=MONDAY)

    types = {
        slug: Exercise.objects.get(slug=slug).load_types
        for slug in ("dead-bug", "sit-to-stand", "romanian-deadlift", "banded-lateral-walk")
    }

    assert types == {
        "dead-bug": [],
        "sit-to-stand": [],
        "romanian-deadlift": [
            *("dumbbell", "barbell", "kettlebell", "backpack", "bottles", "band")
        ],
        "banded-lateral-walk": ["band"],
    }


# ---------------------------------------------------------------- command, check, admin


def test_command_says_what_it_did(folder):
    out = StringIO()

    call_command("load_library", folder=folder, stdout=out)

    assert out.getvalue() == "exercises: 83 added, 0 changed, 0 retired, 0 unchanged\n"


def test_command_names_the_bad_file(folder):
    (folder / "dead-bug.toml").write_text("slug = 3")

    with pytest.raises(CommandError, match=r"dead-bug\.toml"):
        call_command("load_library", folder=folder)


def test_check_is_content_with_the_library():
    assert checks.library_files() == []


def test_check_names_every_bad_file(folder, monkeypatch):
    (folder / "dead-bug.toml").write_text("[")
    monkeypatch.setattr(checks, "LIBRARY", folder)

    (error,) = checks.library_files()

    assert isinstance(error, Error)
    assert (error.id, error.msg.partition(":")[0]) == ("exercises.E001", "dead-bug.toml")


def test_admin_only_looks(rf):
    model_admin = admin.site.get_model_admin(Exercise)
    request = rf.get("/")

    assert not model_admin.has_add_permission(request)
    assert not model_admin.has_change_permission(request)
    assert not model_admin.has_delete_permission(request)
