"""Make keys that sort by the time they were made, on any machine."""

from collections.abc import Iterator
from itertools import count
from uuid import UUID

from uuid_utils.compat import uuid7


def new_key() -> UUID:
    """Return a new UUIDv7 (RFC 9562)."""
    return uuid7()


def new_keys(*, apart: int = 1) -> Iterator[UUID]:
    """Yield new keys that rise by `apart`, so that they differ in their last places alone: a page
    that shows many of them packs well."""
    first = new_key().int
    return (UUID(int=first + apart * number) for number in count())
