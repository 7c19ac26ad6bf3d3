"""The database that a run fills within minutes, as one that grew for years would be."""

from django.db import connection


def settle() -> None:
    """Refresh PostgreSQL's statistics. It would do so itself within a minute; until then it
    plans for empty tables."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
