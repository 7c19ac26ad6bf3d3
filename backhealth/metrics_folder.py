"""A folder for the figures of a server's processes (`backhealth.metrics`).

Apart from them, because prometheus_client looks for it when it is imported.
"""

import os
import shutil
import tempfile
from pathlib import Path

from backhealth.environment import Environment

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # prometheus_client's own name
MEMORY = Path("/dev/shm")  # noqa: S108 — a folder of our own in it


def make_folder(environment: Environment) -> None:
    """Make an empty folder if somebody may ask for the figures, and name it to every process of
    this server. What an earlier server left behind is deleted.

    It is in memory where there is such a place: a process dies when it writes a figure to a full
    disk. Called again when a server reads its configuration anew, this does nothing.
    """
    if not environment.BACKHEALTH_METRICS_TOKEN or FOLDER in os.environ:
        return
    place = MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    folder = place / f"backhealth-{os.getuid()}-{environment.PORT}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    os.environ[FOLDER] = str(folder)


def forget_process(pid: int) -> None:
    """Delete the gauges of a process that ended; what it counted stays."""
    if FOLDER in os.environ:
        for file in Path(os.environ[FOLDER]).glob(f"gauge_live*_{pid}.db"):
            file.unlink(missing_ok=True)


def delete_folder() -> None:
    """Delete the folder when the server ends."""
    shutil.rmtree(os.environ.get(FOLDER, ""), ignore_errors=True)
