"""A small disk for the folder of a bench, so that it can be full or read-only."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEGABYTES = 600


@contextmanager
def disk_of_its_own(folder: Path) -> Iterator[bool]:
    """Mount a disk in memory at the folder; yield whether that could be done: only root may."""
    options = ["-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    try:
        subprocess.run(["mount", *options], check=True)
    except (subprocess.CalledProcessError, FileNotFoundError):
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
