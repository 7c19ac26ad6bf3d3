"""The image as a container that may write nothing but its data: it starts, is asked, and stops."""

import re
import time
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest

from backhealth.environment import ROOT
from bench.servers import free_port
from tests import sandbox
from tests.sandbox import Container
from tests.ticks import wait_until_ticked

pytestmark = pytest.mark.skipif(
    not sandbox.is_possible(), reason="namespaces, which take root, aren't to be had here"
)
START_S = 240
TOKEN = "a word that Prometheus sends"
STYLE = "static/css/tokens.css"


@pytest.fixture
def place(tmp_path):
    """A folder that others may pass: pytest's own are the user's alone."""
    for each in (tmp_path, *tmp_path.parents[:2]):
        each.chmod(0o755)
    (tmp_path / "data").mkdir(mode=0o700)
    return tmp_path


def get(port, path, **headers):
    request = urllib.request.Request(f"http://localhost:{port}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except HTTPError as refusal:
        with refusal:
            return refusal.code, ""


def wait_until_up(container, port):
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and not container.is_over():
        try:
            if get(port, "/healthz")[0] == 200:
                return
        except OSError:  # nobody listens, or no worker is there yet to answer
            pass
        time.sleep(0.1)
    pytest.fail(f"It did not start:\n{container.log.read_text()}")


def status_of(container):
    text = Path(f"/proc/{container.first}/status").read_text()
    return dict(line.split(":\t") for line in text.splitlines() if ":\t" in line)


def processes(container):
    """(state, parent, command) of each process in the container, by its number there."""
    script = "for f in /proc/[0-9]*; do tr '\\0\\n' '  ' < $f/cmdline; cat $f/stat; done"
    found = {}
    for line in container.run(["sh", "-c", script]).stdout.splitlines():
        number, state, parent = re.search(r"(\d+) \(.*\) (\w) (\d+) ", line).groups()
        found[int(number)] = (state, int(parent), line)
    return found


def test_container_writes_its_data_alone_and_a_new_one_goes_on_with_them(place):
    port = free_port()
    env = {"PORT": str(port), "BACKHEALTH_METRICS_TOKEN": TOKEN}

    with Container(place / "first", place / "data", env=env) as container:
        wait_until_up(container, port)
        rights = status_of(container)
        healthy = container.run(container.health)
        tried = container.run(["sh", "-c", f"touch /x {container.work}/x /venv/x /etc/x ~/x"])
        mounts = container.run(["cat", "/proc/mounts"]).stdout
        # Its parent leaves at once, so that the first process has to bury it.
        container.run(["sh", "-c", "sleep 0.1 & exit"])
        cookie = guest(port)
        style = style_on(port)
        pages = [get(port, path)[0] for path in (style, "/exercises/", "/learn/", "/readyz")]
        _, metrics = get(port, "/metrics", Authorization=f"Bearer {TOKEN}")
        ticked = wait_until_ticked(place / "data" / "backhealth.sqlite3")
        running = processes(container)
        status, took = container.stop()

    assert rights["Uid"].split() == [container.user] * 4
    assert {rights[name] for name in ("CapEff", "CapPrm", "CapBnd")} == {"0" * 16}
    assert rights["NoNewPrivs"] == "1"
    assert "gunicorn" in running[1][2]
    assert [line for state, parent, line in running.values() if state == "Z" and parent == 1] == []
    assert pages == [200, 200, 200, 200]
    assert "backhealth_build_info" in metrics
    assert ticked
    assert (healthy.returncode, healthy.stderr) == (0, "")
    assert tried.returncode == 1
    assert len(tried.stderr.splitlines()) == 5
    writable = {w.split()[1] for w in mounts.splitlines() if ",rw," in f",{w.split()[3]},"}
    devices = {each for each in writable if each.startswith(("/proc", "/dev"))}
    assert writable - devices == {"/data", "/tmp"}  # noqa: S108
    # gunicorn ends what hangs after thirty seconds.
    assert (status, took < 30) == (0, True)
    complaints = re.findall("Read-only|Permission denied|Errno.*", container.log.read_text())
    assert complaints == []

    changed = {STYLE: (ROOT / STYLE).read_text() + "\n.of-another-release { color: red; }\n"}
    with Container(place / "second", place / "data", env=env, changed=changed) as container:
        wait_until_up(container, port)
        new = style_on(port)
        answers = [get(port, path)[0] for path in (style, new)]
        who = get(port, "/settings/", Cookie=cookie)[0]
        container.stop()

    assert style != new
    assert answers == [200, 200]
    assert who == 200


def style_on(port):
    return re.search(r'"(/static/css/tokens\.[0-9a-f]+\.css)"', get(port, "/")[1])[1]


def guest(port):
    """Start as a guest; return the cookie."""
    token = "a" * 32
    request = urllib.request.Request(
        f"http://localhost:{port}/start/",
        data=f"csrfmiddlewaretoken={token}".encode(),
        headers={"Cookie": f"csrftoken={token}"},
    )
    opener = urllib.request.build_opener(NoRedirect)
    with pytest.raises(HTTPError) as answer:
        opener.open(request, timeout=20)
    with answer.value as redirect:
        assert redirect.code == 302
        return re.search(r"sessionid=\w+", str(redirect.headers))[0]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None
