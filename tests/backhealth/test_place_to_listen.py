"""A server that can't listen at its address says so in one line, and what to do."""

import errno
from contextlib import closing
from socket import create_server

import pytest

from backhealth import place_to_listen

pytestmark = pytest.mark.without_database


@pytest.fixture(autouse=True)
def no_sleep(monkeypatch):
    slept = []
    monkeypatch.setattr(place_to_listen.time, "sleep", slept.append)
    monkeypatch.delenv("GUNICORN_FD", raising=False)
    return slept


def refusal(host, port):
    with pytest.raises(SystemExit) as stop:
        place_to_listen.refuse_taken(host, port)
    return stop.value.code


def test_address_that_is_taken_is_refused_after_a_while(no_sleep):
    with closing(create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]

        said = refusal("127.0.0.1", port)

    assert said == (
        f"backhealth: Can't listen at 127.0.0.1:{port}: Address already in use. Stop what listens "
        "there, or set PORT to another number."
    )
    assert len(no_sleep) == place_to_listen.TRIES - 1


def test_address_that_becomes_free_is_taken(monkeypatch):
    with closing(create_server(("127.0.0.1", 0))) as other:
        monkeypatch.setattr(place_to_listen.time, "sleep", lambda _: other.close())

        place_to_listen.refuse_taken("127.0.0.1", other.getsockname()[1])


def test_address_of_another_machine_is_refused_at_once(no_sleep):
    said = refusal("192.0.2.1", 8000)

    assert said.endswith("Set HOST to an address of this machine, or to 0.0.0.0 for all of them.")
    assert no_sleep == []


def test_port_for_root_alone_is_refused_with_a_way_out(monkeypatch):
    denied = OSError(errno.EACCES, "Permission denied")
    monkeypatch.setattr(place_to_listen, "_fault_of", lambda *_: denied)

    assert "set PORT to a higher number" in refusal("localhost", 80)


def test_server_that_takes_over_from_another_one_has_its_address_already(monkeypatch):
    monkeypatch.setenv("GUNICORN_FD", "5")
    with closing(create_server(("127.0.0.1", 0))) as other:
        place_to_listen.refuse_taken("127.0.0.1", other.getsockname()[1])
