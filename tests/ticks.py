"""Wait for the periodic work of a server that runs on SQLite."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from upkeep.jobs import JOBS

PATIENCE_S = 240


def wait_until_ticked(path: Path) -> bool:
    """Return whether every job of the periodic work was done, without being asked for."""
    deadline = time.monotonic() + PATIENCE_S
    done = "SELECT count(*) FROM upkeep_jobrun WHERE done_at IS NOT NULL"
    with closing(sqlite3.connect(path, timeout=20)) as database:
        while time.monotonic() < deadline:
            if database.execute(done).fetchone() == (len(JOBS),):
                return True
            time.sleep(0.1)
    return False
