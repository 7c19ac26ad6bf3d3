"""The parts of ./bh that decide."""

import ast
import os
import sys
from pathlib import Path

import pytest

from backhealth.environment import ROOT
from tests.bh.conftest import PROJECT, TEXT, stopped


def change(bh, old, new):
    assert PROJECT.count(old) == 1
    (bh.ROOT / "pyproject.toml").write_text(PROJECT.replace(old, new))


def test_bh_is_executable():
    assert os.access(ROOT / "bh", os.X_OK)
    assert TEXT.startswith("#!/usr/bin/env python3\n")


def test_bh_can_be_read_by_an_old_python_and_needs_nothing_else():
    tree = ast.parse(TEXT, feature_version=(3, 8))

    modules = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
        )
    }
    assert modules - set(sys.stdlib_module_names) == set()


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["--help"], [""]])
def test_bh_without_a_verb_tells_its_verbs(bh, monkeypatch, arguments):
    monkeypatch.setattr(sys, "argv", ["bh", *arguments])

    assert stopped(bh.main) == bh.USAGE
    assert bh.ran == []


# --- lock drift ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"django>=5.2,<5.3",', '"django>=5.2,<5.4",'),
        ('    "gunicorn>=27,<28",\n', ""),
        ('"gunicorn>=27,<28",\n', '"gunicorn>=27,<28",\n    "whitenoise[brotli]>=6",\n'),
        ('requires-python = ">=3.11"', 'requires-python = ">=3.12"'),
        ('"ruff>=0.17",', '"ruff>=0.18",'),
        ("dev = [", "tests = ["),
    ],
)
def test_digest_changes_with_what_is_asked_for(bh, old, new):
    before = bh.digest()

    change(bh, old, new)

    assert bh.digest() != before


def test_digest_changes_with_a_last_line_that_has_no_comma(bh):
    change(bh, '"gunicorn>=27,<28",', '"gunicorn>=27,<28"')
    before = bh.digest()

    change(bh, '"gunicorn>=27,<28",', '"gunicorn>=28,<29"')

    assert bh.digest() != before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# the framework", "# another reason"),
        ("  # the framework", ""),
        (" # lint", ""),
        ('version = "0.1.0"', 'version = "0.2.0"'),
        ("line-length = 100", "line-length = 120"),
        ('    "gunicorn>=27,<28",', '  "gunicorn>=27,<28",  # the server'),
        ("[tool.ruff]", '[tool.mypy]\nfiles = [\n    "accounts",\n]\n\n[tool.ruff]'),
    ],
)
def test_digest_does_not_change_with_anything_else(bh, old, new):
    before = bh.digest()

    change(bh, old, new)

    assert bh.digest() == before


def test_lock_drift_says_nothing_where_both_locks_are_new(bh, locks, capsys):
    assert bh.lock_drift() is False
    assert capsys.readouterr().out == ""


def test_lock_drift_names_the_lock_that_is_old(bh, locks, capsys):
    change(bh, '"ruff>=0.17",', '"ruff>=0.18",')
    text = f"# made by ./bh lock from {bh.digest()}\nx==1\n"
    (bh.ROOT / "requirements.lock").write_text(text)

    assert bh.lock_drift() is True
    assert capsys.readouterr().out == (
        "== lock\nrequirements-dev.lock is older than pyproject.toml: run ./bh lock\n"
    )


# --- pythons and browsers -----------------------------------------------------------------------


def found(bh, monkeypatch, *names):
    monkeypatch.setattr(
        bh.shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None
    )


@pytest.mark.parametrize(
    ("there", "too_old", "taken"),
    [
        (["python3"], [], "python3"),
        (["python3", "python3.11", "python3.13"], [], "python3.13"),
        (["python3", "python3.12", "python3.14"], ["python3.14"], "python3.12"),
    ],
)
def test_newest_python_that_works_is_taken(bh, monkeypatch, there, too_old, taken):
    found(bh, monkeypatch, *there)
    bh.answers = {f"/usr/bin/{name}": 1 for name in too_old}

    assert bh.newest_python() == f"/usr/bin/{taken}"


@pytest.mark.parametrize("there", [["python3"], []])
def test_old_python_alone_is_told_in_one_line(bh, monkeypatch, there):
    found(bh, monkeypatch, *there)
    bh.answers = {"/usr/bin/python3": 1}
    monkeypatch.setattr(bh.sys, "version", "3.9.2 (default, Feb 28 2021)")

    assert stopped(bh.newest_python) == "bh: needs Python 3.11 or newer; found 3.9.2."


def test_chromium_is_the_one_that_is_named(bh, monkeypatch):
    found(bh, monkeypatch, "chromium")
    monkeypatch.setenv("CHROMIUM", "/opt/chromium")

    assert bh.chromium() == "/opt/chromium"


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_chromium_is_found_under_each_of_its_names(bh, monkeypatch, name):
    found(bh, monkeypatch, name)

    assert bh.chromium() == f"/usr/bin/{name}"
    assert bh.ran == []


@pytest.mark.parametrize(
    ("there", "named", "quick"),
    [
        (["chromium", "chromium-headless-shell"], "", "/usr/bin/chromium-headless-shell"),
        (["chromium"], "", "/usr/bin/chromium"),
        (["chromium-headless-shell"], "/opt/chromium", "/opt/chromium"),
    ],
)
def test_tests_get_a_browser_without_windows_beside_one_with_them(
    bh, ready, monkeypatch, there, named, quick
):
    monkeypatch.setenv("CHROMIUM", named)
    found(bh, monkeypatch, *there)

    bh.test([])

    assert os.environ["QUICK_CHROMIUM"] == quick
    assert os.environ["CHROMIUM"] == (named or "/usr/bin/chromium")


MISSING = "bh: the browser tests need Chromium: run  sudo apt-get install chromium"


@pytest.mark.parametrize(("user", "apt"), [(1000, True), (0, False), (1000, False)])
def test_chromium_that_can_not_be_installed_is_told_with_the_command(bh, monkeypatch, user, apt):
    found(bh, monkeypatch, *(["apt-get"] if apt else []))
    monkeypatch.setattr(bh.os, "geteuid", lambda: user)

    assert stopped(bh.chromium) == MISSING
    assert bh.ran == []


def test_chromium_is_installed_where_that_is_allowed(bh, monkeypatch, capsys):
    monkeypatch.setattr(bh.os, "geteuid", lambda: 0)
    after = {"apt-get": 0, "chromium": 2}  # how many commands have to run before it is there
    monkeypatch.setattr(
        bh.shutil,
        "which",
        lambda name: f"/usr/bin/{name}" if len(bh.ran) >= after.get(name, 9) else None,
    )

    assert bh.chromium() == "/usr/bin/chromium"
    assert [command[:2] for command in bh.ran] == [["apt-get", "update"], ["apt-get", "install"]]
    assert capsys.readouterr().out == "bh: installing the system package chromium …\n"


def test_chromium_that_apt_does_not_have_is_told(bh, monkeypatch):
    found(bh, monkeypatch, "apt-get")
    monkeypatch.setattr(bh.os, "geteuid", lambda: 0)
    bh.answers = {"install": 100}

    assert stopped(bh.chromium) == (
        "bh: the browser tests need Chromium, and  apt-get install chromium  failed."
    )


def test_python_that_makes_no_venv_is_told_with_the_command(bh, monkeypatch):
    found(bh, monkeypatch, "python3")
    bh.answers = {"import ensurepip, venv": 1}

    assert stopped(bh.make_venv) == (
        "bh: this Python can't make a virtual environment: run  sudo apt-get install python3-venv"
    )


# --- installing ---------------------------------------------------------------------------------


def installed(bh):
    return [command[command.index("-r") + 1] for command in bh.ran if "-r" in command]


def test_packages_are_installed_once_and_again_when_the_lock_changed(bh, works):
    bh.install("requirements.lock")
    bh.install("requirements.lock")
    once = installed(bh)
    (bh.ROOT / "requirements.lock").write_text("x==2\n")
    bh.install("requirements.lock")

    assert once == ["requirements.lock"]
    assert installed(bh) == ["requirements.lock", "requirements.lock"]
    assert all("--require-hashes" in command and "--no-deps" in command for command in bh.ran)


def test_packages_of_developers_are_those_of_the_app_too(bh, works):
    bh.install("requirements-dev.lock")
    bh.install("requirements.lock")

    assert installed(bh) == ["requirements-dev.lock"]


def test_packages_of_the_app_are_not_those_of_developers(bh, works):
    bh.install("requirements.lock")
    bh.install("requirements-dev.lock")

    assert installed(bh) == ["requirements.lock", "requirements-dev.lock"]


def test_packages_that_failed_are_tried_again(bh, works):
    bh.answers = {"pip": 1}
    code = stopped(bh.install, "requirements.lock")
    bh.answers = {}
    bh.install("requirements.lock")

    assert code == 1
    assert installed(bh) == ["requirements.lock"] * 2


def test_folder_of_somebody_else_is_told_in_one_line(bh, locks):
    bh.ROOT = Path("/proc/1/nowhere")

    assert stopped(bh.install, "requirements.lock") == (
        "bh: can't write in /proc/1/nowhere (No such file or directory): clone it as your own user."
    )


# --- verbs --------------------------------------------------------------------------------------


def test_check_goes_through_to_the_end_and_names_what_failed(bh, ready, capsys):
    change(bh, '"ruff>=0.17",', '"ruff>=0.18",')
    bh.answers = {"mypy": 1, "makemigrations": 1}

    assert stopped(bh.check, []) == "bh: check failed: types, migrations, lock."
    assert len(bh.ran) == 6
    assert "bh: check passes." not in capsys.readouterr().out


def test_check_passes(bh, ready, capsys):
    bh.check([])

    steps = [line for line in capsys.readouterr().out.splitlines() if line]
    assert steps[-1] == "bh: check passes."
    assert steps[:-1] == [
        f"== {name}"
        for name in ("lint", "format", "types", "imports", "migrations", "deploy check")
    ]


def test_run_prepares_everything_and_says_where_it_is(bh, ready, monkeypatch, capsys):
    became = []
    monkeypatch.setattr(bh.os, "execv", lambda *command: became.append(command))
    monkeypatch.setenv("PORT", "8123")
    for name in ("HOST", "BACKHEALTH_URL"):
        monkeypatch.delenv(name, raising=False)

    bh.run([])

    python = str(bh.PYTHON)
    assert bh.ran == [[python, "-m", "backhealth.prepare"]]
    assert became == [(python, [python, "-m", "gunicorn", "backhealth.wsgi"])]
    assert "backhealth is at http://localhost:8123 " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("variables", "address"),
    [
        ({"HOST": "0.0.0.0"}, "http://localhost:8000"),  # noqa: S104
        ({"HOST": "nas", "PORT": "80"}, "http://nas:80"),
        (
            {"HOST": "0.0.0.0", "BACKHEALTH_URL": "https://back.example.org"},  # noqa: S104
            "https://back.example.org",
        ),
        ({"BACKHEALTH_URL": "http://localhost:8000/back/"}, "http://localhost:8000/back/"),
    ],
)
def test_run_says_an_address_that_the_app_answers_at(bh, monkeypatch, variables, address):
    for name in ("HOST", "PORT", "BACKHEALTH_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert bh.address() == address


@pytest.mark.parametrize("asked", [[], ["--life", "usual 3, said", "--weeks", "4"]])
def test_lives_hands_on_what_was_asked_and_whether_one_failed(bh, ready, asked):
    bh.answers = {"tests.lives": 1}

    assert stopped(bh.lives, asked) == 1
    assert bh.ran == [[str(bh.PYTHON), "-m", "tests.lives", *asked]]


def test_backup_and_restore_hand_on_what_was_asked_and_whether_it_failed(bh, ready):
    bh.answers = {"manage.py": 1, "upkeep.backups.restore": 2}

    bh.CALLED_IN = Path("/home/ana")

    assert stopped(bh.backup, ["file"]) == 1
    assert stopped(bh.restore, ["../file"]) == 2
    assert stopped(bh.backup, ["--new-key"]) == 1
    assert stopped(bh.backup, ["/srv/file"]) == 1
    assert bh.ran == [
        [str(bh.PYTHON), "manage.py", "backup", "/home/ana/file"],
        [str(bh.PYTHON), "-m", "upkeep.backups.restore", "/home/ana/../file"],
        [str(bh.PYTHON), "manage.py", "backup", "--new-key"],
        [str(bh.PYTHON), "manage.py", "backup", "/srv/file"],
    ]
