"""When the database that test runs begin with is made anew."""

import shutil

import pytest

from backhealth.environment import ROOT
from tests.prepared import digest


@pytest.fixture
def sources(tmp_path):
    """One file of each kind, as it is in the project."""
    names = [
        "accounts/migrations/0001_initial.py",
        "exercises/actions/library.py",
        "exercises/figures/skin.py",
        "exercises/library/goblet-squat.toml",
        "static/css/figure.css",
        "requirements.lock",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    return {name: tmp_path / name for name in names}


def test_digest_changes_with_each_file_that_decides_what_is_in_the_database(sources, tmp_path):
    found = [digest(tmp_path)]

    for path in sources.values():
        path.write_text(path.read_text() + "\n")
        found.append(digest(tmp_path))

    assert len({*found}) == 1 + len(sources)


def test_digest_changes_with_a_new_migration_and_with_one_that_goes(sources, tmp_path):
    before = digest(tmp_path)

    new = tmp_path / "accounts/migrations/0002_more.py"
    new.touch()
    with_new = digest(tmp_path)
    new.unlink()

    assert (digest(tmp_path), with_new == before) == (before, False)


def test_digest_is_the_same_wherever_the_project_lies(sources, tmp_path):
    before = digest(tmp_path)
    (tmp_path / "exercises/notes.md").touch()

    assert digest(shutil.copytree(tmp_path, tmp_path / "elsewhere")) == before
