"""Sessions of twenty sets under seeded faults, and a browser that is killed when a tap has shown.

A few of each, against the app as ./bh run serves it; `./bh bench --trials 50 --browser-kills 20`
runs many.
"""

import pytest

from bench.trials import killed_browser, session
from tests.browser.conftest import CHROMIUM

SEEDS = [3, 11]


@pytest.fixture
def folder(transactional_db, library, collected, settings, tmp_path, monkeypatch):
    """A data folder for a server of its own; passwords are hashed as that one does."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    monkeypatch.setenv("CHROMIUM", CHROMIUM)
    (tmp_path / "static").symlink_to(collected)
    return tmp_path


@pytest.mark.both_databases
@pytest.mark.parametrize("seed", SEEDS)
def test_session_under_faults_loses_and_doubles_nothing(browser, folder, seed):
    found = session.run(browser, folder, seed=seed)

    assert (found.lost, found.doubled, found.outdated) == ([], [], []), "\n".join(found.trace)
    assert found.sets == session.SETS
    assert found.faults["posts"] > session.SETS


@pytest.mark.both_databases
def test_killed_browser_keeps_what_it_showed_as_done(playwright, folder, tmp_path):
    found = killed_browser.run(playwright, folder, tmp_path / "profile", seed=1)

    assert (found.clicked, found.kept, found.logged) == (True, True, 1)
