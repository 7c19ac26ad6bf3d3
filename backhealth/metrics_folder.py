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


def memory() -> Path:
    """Return a folder in memory, or the one for temporary files where there is no such place."""
    return MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())


def name_folder(environment: Environment) -> None:
    """Name a folder to every process of this server if somebody may ask for the figures.

    It is in memory, because a process dies when it writes a figure to a full disk. Nothing is made
    or deleted: a server that reads its configuration may find its port taken by another one, whose
    folder has the same name.
    """
    if environment.BACKHEALTH_METRICS_TOKEN and FOLDER not in os.environ:
        os.environ[FOLDER] = str(_folder(environment))


def make_folder(environment: Environment) -> None:
    """Make the folder that was named, empty, once the server has its port. What an earlier server
    left behind is deleted; a folder that somebody else named stays as it is."""
    folder = _folder(environment)
    if os.environ.get(FOLDER) == str(folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)


def _folder(environment: Environment) -> Path:
    return memory() / f"backhealth-{os.getuid()}-{environment.PORT}"


def forget_process(pid: int) -> None:
    """Delete the gauges of a process that ended; what it counted stays."""
    if FOLDER in os.environ:
        for file in Path(os.environ[FOLDER]).glob(f"gauge_live*_{pid}.db"):
            file.unlink(missing_ok=True)


def delete_folder() -> None:
    """Delete the folder when the server ends."""
    shutil.rmtree(os.environ.get(FOLDER, ""), ignore_errors=True)
