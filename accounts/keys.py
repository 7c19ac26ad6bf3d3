"""Keys that sort by the time they were made and can be made on any machine."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_key() -> UUID:
    """A UUIDv7 (RFC 9562)."""
    return uuid7()
