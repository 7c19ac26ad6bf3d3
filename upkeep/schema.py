"""Whether the database's tables are those that the code needs."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def waiting() -> int:
    """Return how many migrations wait to be applied."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
