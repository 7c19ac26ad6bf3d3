"""The image: what the Dockerfile copies is there, is all that the app needs, and starts."""

import ast
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from django.apps import apps

from backhealth.environment import ROOT
from bench.servers import free_port
from tests import sandbox
from tests.image import copies, copy, is_left_out, last_stage, variables
from tests.ticks import wait_until_ticked

STEPS = last_stage((ROOT / "Dockerfile").read_text())
IGNORE = (ROOT / ".dockerignore").read_text()
COPIED = [source for sources, _ in copies(STEPS) for source in sources]
START_S = 240


@pytest.mark.parametrize(
    ("path", "patterns", "out"),
    [
        ("learn/views.py", "*", True),
        ("learn/views.py", "*\n!learn", False),
        ("learn/views.py", "!learn\n*", True),
        ("learn/views.py", "*\n!lear", True),
        ("learn/views.py", "# *\n\n  /learn/  \n", True),
        ("learn/views.py", "*\n!learn\nlearn/*.py", True),
        ("learn/pages/a.py", "learn/*.py", False),
        ("learn/pages/a.py", "learn/**/*.py", True),
        ("learn/a.py", "learn/**/*.py", True),
        ("learn/__pycache__/a.pyc", "*\n!learn\n**/__pycache__", True),
        ("__pycache__/a.pyc", "**/__pycache__", True),
        ("learn/my__pycache__/a.pyc", "**/__pycache__", False),
        ("learn/a.py", "learn/?.py", True),
        ("learn/ab.py", "learn/?.py", False),
        ("learn/b.py", "learn/[a-c].py", True),
        ("learn/a*py", r"learn/a\*py", True),
        ("learn/a.py", r"learn/a\*py", False),
        ("learn/axpy", "learn/a.py", False),
    ],
)
def test_ignore_list_is_read_by_docker_s_rules(path, patterns, out):
    assert is_left_out(path, patterns) is out


def test_copy_of_what_the_ignore_list_leaves_out_fails_as_docker_does(tmp_path):
    ignore = IGNORE.replace("!learn\n", "")

    with pytest.raises(FileNotFoundError, match='"/learn": not found'):
        copy(ROOT, ignore, ["learn"], tmp_path / "learn")


def test_every_copied_path_is_there_and_passes_the_ignore_list():
    text = (ROOT / "Dockerfile").read_text()
    lines = re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.MULTILINE)
    sources = [source for line in lines for source in line.split()]

    assert set(sources) > set(COPIED)
    assert [each for each in sources if not (ROOT / each).exists()] == []
    assert [each for each in sources if is_left_out(each, IGNORE)] == []


def test_ignore_list_keeps_secrets_and_clutter_out():
    clutter = [".git/config", ".venv/bin/python", "var/secret-key", "var/backhealth.sqlite3",
               "tests/conftest.py", ".env", "learn/__pycache__/views.pyc", "learn/.env.local",
               "backhealth/secret-key", "backhealth/secret-key.0a1b", "exchange/tls/host.key",
               "static/host.pem", "upkeep/back.sqlite3-wal", "templates/x.pyc",
               "upkeep/backhealth-20261130T120000Z.tar.gz.age"]  # fmt: skip

    assert [each for each in clutter if not is_left_out(each, IGNORE)] == []


def test_every_app_and_every_folder_that_a_release_is_made_of_is_copied():
    ours = {
        Path(app.path).relative_to(ROOT).as_posix()
        for app in apps.get_app_configs()
        if Path(app.path).is_relative_to(ROOT) and ".venv" not in app.path
    }

    assert ours == {
        "accounts",
        "exercises",
        "learn",
        "routines",
        "builder",
        "history",
        "exchange",
        "reminders",
        "upkeep",
    }
    assert ours | {"backhealth", "templates", "static"} <= set(COPIED)


def test_image_is_given_no_secret():
    """What a layer or a variable of the image holds, everybody who has the image can read."""
    text = (ROOT / "Dockerfile").read_text()
    named = {name for name in variables(STEPS) if re.search("KEY|PASSWORD|SECRET|TOKEN", name)}

    assert named == set()
    assert re.findall(r"^(?:ARG|ADD) .*|--mount=type=secret.*", text, re.MULTILINE) == []
    assert re.findall(r"^COPY (?:--\S+ )*\.\.? ", text, re.MULTILINE) == []


def test_image_runs_as_a_user_without_rights_and_is_asked_how_it_is():
    names = [step.name for step in STEPS]

    assert [step.value for step in STEPS if step.name == "USER"] == ["app"]
    assert names.index("USER") > max(n for n, name in enumerate(names) if name == "RUN")
    assert names.count("HEALTHCHECK") == 1
    assert [step.value for step in STEPS if step.name == "STOPSIGNAL"] == ["SIGTERM"]


def test_what_is_copied_stays_small(tmp_path):
    for sources, target in copies(STEPS):
        copy(ROOT, IGNORE, sources, tmp_path / target)

    size = sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())
    assert size < 5_000_000


def imported(tree):
    """The packages that a module imports when it runs: none that is for type checkers alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.partition(".")[0]
        else:
            yield from imported(node)


def test_image_holds_every_package_that_the_app_imports():
    """Other packages that the tests use are only in the developers' lock file."""
    files = [path for each in COPIED for path in (ROOT / each).rglob("*.py")]
    found = {name for path in files for name in imported(ast.parse(path.read_text()))}
    given = packages_distributions()
    locked = set(
        re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    )

    wanted = {name: given[name][0].lower().replace("_", "-") for name in found if name in given}
    assert {"django", "gunicorn", "psycopg"} <= locked
    assert wanted["whitenoise"] == "whitenoise"
    assert {name for name, package in wanted.items() if package not in locked} == set()


@pytest.fixture
def image(tmp_path):
    """An empty folder after the Dockerfile's steps, and what its ENV, WORKDIR and CMD say."""
    work = next(step.value for step in STEPS if step.name == "WORKDIR")
    inside = tmp_path / work.strip("/")
    for sources, target in copies(STEPS):
        copy(ROOT, IGNORE, sources, inside / target)
    return tmp_path, inside, variables(STEPS)


def get(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return answer.status, answer.read().decode()


@pytest.mark.skipif(sandbox.is_possible(), reason="tests/test_container.py is stricter")
def test_image_starts_in_an_empty_folder_and_answers(image):
    """Its commands with this Python; packages, user and volume are Docker's to make."""
    root, inside, given = image
    port = free_port()
    bins = str(Path(sys.executable).parent)
    env = {
        **given,
        "PATH": given["PATH"].replace("/venv/bin", bins).replace("$PATH", os.environ["PATH"]),
        "BACKHEALTH_DATA": f"{root}{given['BACKHEALTH_DATA']}",
        "PORT": str(port),
    }
    command = ast.literal_eval(next(step.value for step in STEPS if step.name == "CMD"))
    health = next(step.value for step in STEPS if step.name == "HEALTHCHECK").partition("CMD ")[2]
    log = root / "log"

    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603
            command, cwd=inside, env=env, stdout=output, stderr=output
        )
    try:
        wait_until_up(server, port, log)
        ticked = wait_until_ticked(root / "data" / "backhealth.sqlite3")
        probed = subprocess.run(ast.literal_eval(health), env=env, check=False)  # noqa: S603
        status, landing = get(port, "/")
        [style] = re.findall(r'href="(/static/css/app\.[0-9a-f]+\.css)"', landing)
        answers = [
            status,
            get(port, style)[0],
            get(port, "/exercises/")[0],
            get(port, "/learn/")[0],
        ]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)

    assert probed.returncode == 0
    assert ticked
    assert answers == [200, 200, 200, 200]
    assert "<h1>" in landing


def wait_until_up(server, port, log):
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            assert get(port, "/healthz") == (200, "ok")
        except OSError:  # nobody listens, or no worker is there yet to answer
            time.sleep(0.1)
            continue
        return
    pytest.fail(f"It did not start:\n{log.read_text()}")
