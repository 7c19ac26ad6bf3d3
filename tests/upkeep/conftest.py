"""A data folder that is backed up, and keys for its backups."""

import os

import pytest
from django.db import connection

from tests.conftest import NOON
from tests.upkeep import places
from upkeep.backups import sealed
from upkeep.backups.make import back_up


@pytest.fixture(scope="session", autouse=True)
def _no_place_left():
    yield
    places.remove()


@pytest.fixture
def data(settings, tmp_path, monkeypatch):
    """A data folder of the app that is backed up, with nothing else in it."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    if connection.vendor == "postgresql":
        monkeypatch.setenv("PATH", f"{places.postgres_tools()}{os.pathsep}{os.environ['PATH']}")
    return settings.DATA


@pytest.fixture
def given(settings):
    """Set variables of the environment."""

    def give(**variables):
        settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=variables)

    return give


@pytest.fixture
def pair():
    return sealed.new_key()


@pytest.fixture
def file(data, ana, tmp_path):
    """A backup with ana in it."""
    return back_up(tmp_path / "backup.tar.gz", now=NOON).path
