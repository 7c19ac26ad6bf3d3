"""A real Caddy with the file of compose's profile `scale`, where one is at hand: in CADDY or on the
path."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from backhealth.environment import ROOT

CADDY = os.environ.get("CADDY") or shutil.which("caddy")
STOP_S = 20


@contextmanager
def balancing(folder: Path, address: str, ports: Sequence[int]) -> Iterator[None]:
    """Serve at the address what the two apps at these ports answer."""
    text = (ROOT / "Caddyfile.scale").read_text()
    for number, port in enumerate(ports, 1):
        text = text.replace(f"scale-app-{number}:8000", f"127.0.0.1:{port}")
    # What this machine trusts stays as it is; and no port of Caddy's own.
    text = text.replace("{\n", "{\n\tadmin off\n\tskip_install_trust\n", 1)
    (folder / "Caddyfile").write_text(text)
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "BACKHEALTH_ORIGIN": address}
    command = [CADDY, "run", "--config", "Caddyfile", "--adapter", "caddyfile"]
    with (folder / "caddy.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)  # noqa: S603
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(STOP_S)
