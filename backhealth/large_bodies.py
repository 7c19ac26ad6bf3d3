"""The pages that take a whole log as a file, and the most bytes that a request may have there."""

from backhealth.environment import Environment
from backhealth.subpath import inside

PREFIX = Environment.read().prefix
MB = 1024 * 1024
# By address, without the first slash: the worker reads this before there is a Django to ask. All
# other pages take forms, which are small. A body is in the memory of its worker while it arrives
# (docs/decisions/0015), and a file of more than 2.5 MB then lies on the disk until the request is
# answered.
LARGE_BODIES = {
    "imports/": 21 * MB,
    "settings/bring-back/": 61 * MB,
}


def most_bytes(path: str) -> int:
    """Return how many bytes a request to this path may have; 0 if it takes forms alone."""
    return LARGE_BODIES.get(inside(path, PREFIX).removeprefix("/"), 0)
