"""/readyz: whether a server may get requests."""

import shutil
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from django.db import OperationalError

from backhealth import outages
from backhealth.serving import Worker
from upkeep import probes, schema

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path


def ready(client):
    answer = client.get("/readyz")
    return answer.status_code, answer.content.decode().splitlines()


def test_server_is_ready_and_asks_one_question(client, place, django_assert_num_queries):
    ready(client)  # the first time it reads which migrations were applied, too

    with django_assert_num_queries(1):
        answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"ready")
    assert "no-store" in answer["Cache-Control"]
    assert list(place.iterdir()) == []


def test_server_that_stops_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(Worker, "stopping", True)

    assert ready(client) == (503, ["stopping: what runs is finished, nothing new begins"])


def test_server_without_its_database_is_not_ready(client, monkeypatch):
    silent = Mock(cursor=Mock(side_effect=OperationalError("password: secret")))
    pool = Mock()
    monkeypatch.setattr(probes.Migrated, "found", True)
    monkeypatch.setattr(probes, "connection", silent)
    monkeypatch.setattr(outages, "connection", Mock(pool=pool))

    assert ready(client) == (503, ["database: it doesn't answer (OperationalError)"])
    pool.drain.assert_called_once_with()  # or the next probe would get another lost connection


def test_server_whose_migrations_wait_is_not_ready_until_they_are_applied(client, monkeypatch):
    monkeypatch.setattr(probes.Migrated, "found", False)
    monkeypatch.setattr(schema, "waiting", lambda: 1)
    before = ready(client)
    monkeypatch.setattr(schema, "waiting", lambda: 0)
    applied = ready(client)
    monkeypatch.setattr(schema, "waiting", Mock(side_effect=AssertionError))

    assert before == (503, ["database: migrations are waiting"])
    assert (applied, ready(client)) == ((200, ["ready"]), (200, ["ready"]))


def test_server_whose_data_folder_is_gone_is_not_ready(client, place):
    place.rmdir()

    status, [line] = ready(client)

    assert status == 503
    assert line.startswith("data folder: nothing can be written in it (No such file")


def test_server_whose_disk_is_full_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10**6))

    assert ready(client) == (503, ["data folder: the disk is full"])
