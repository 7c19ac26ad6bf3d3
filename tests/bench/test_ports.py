"""Ports for servers that begin later: two that run at the same time never get the same one."""

import subprocess
import sys
from contextlib import ExitStack

import pytest

from backhealth.environment import ROOT
from bench import servers

FEW = range(26_600, 26_606)  # whose marks are nobody else's
OTHER = f"""
import sys
from bench import servers
servers.PORTS = {FEW!r}
print(servers.free_port(), servers.free_port(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def marks(monkeypatch):
    monkeypatch.setattr(servers, "PORTS", FEW)
    with ExitStack() as found:
        monkeypatch.setattr(servers, "_marks", found)
        yield


@pytest.mark.usefixtures("marks")
def test_port_that_another_process_was_given_is_given_to_nobody_else():
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", OTHER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        theirs = {int(each) for each in other.stdout.readline().split()}
        ours = {servers.free_port() for _ in range(4)}
        with pytest.raises(SystemExit):
            servers.free_port()
        other.stdin.close()

    assert (len(theirs), len(ours)) == (2, 4)
    assert theirs | ours == set(FEW)
