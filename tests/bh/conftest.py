"""The script as a module, in a folder of its own. Nothing is installed and no command is run."""

import subprocess
import types

import pytest

from backhealth.environment import ROOT

TEXT = (ROOT / "bh").read_text()
PROJECT = """[project]
name = "backhealth"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = [
    "django>=5.2,<5.3",  # the framework
    "gunicorn>=27,<28",
]

[project.optional-dependencies]
dev = [
    "ruff>=0.17", # lint
]

[tool.ruff]
line-length = 100
"""


@pytest.fixture
def bh(tmp_path, monkeypatch):
    """The script as a module, in a folder of its own; each command it would run is noted."""
    module = types.ModuleType("bh")
    module.__file__ = str(ROOT / "bh")
    exec(compile(TEXT, "bh", "exec"), module.__dict__)  # noqa: S102
    module.ROOT, module.VENV = tmp_path, tmp_path / ".venv"
    module.PYTHON = module.VENV / "bin" / "python"
    module.VENV.mkdir()
    module.ran = []
    module.answers = {}

    def run(command, **_):
        module.ran.append(command)
        return next((code for word, code in module.answers.items() if word in command), 0)

    monkeypatch.setattr(subprocess, "call", run)
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    monkeypatch.delenv("CHROMIUM", raising=False)
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    return module


@pytest.fixture
def locks(bh):
    """Both lock files, made from the project as it is."""
    for name in bh.LOCKS:
        (bh.ROOT / name).write_text(f"# made by ./bh lock from {bh.digest()}\nx==1\n")


@pytest.fixture
def works(bh, locks, monkeypatch):
    monkeypatch.setattr(bh, "venv_works", lambda: True)


@pytest.fixture
def ready(bh, works, monkeypatch):
    """Everything installed, and a browser."""
    bh.install("requirements-dev.lock")
    bh.ran.clear()
    # The verbs write into the environment; this takes it out again.
    monkeypatch.setenv("CHROMIUM", "/usr/bin/chromium")
    monkeypatch.setenv("QUICK_CHROMIUM", "/usr/bin/chromium")
    monkeypatch.setenv("PYTHONHASHSEED", "1")


def stopped(call, *args):
    """Return the script's message when it gives up."""
    with pytest.raises(SystemExit) as stop:
        call(*args)
    return stop.value.code
