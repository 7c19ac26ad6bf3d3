"""What a migration may do while the release before still serves (docs/scaling.md)."""

from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField
from django.db.models import NOT_PROVIDED

from backhealth.environment import ROOT

# The last migrations that were written before the rule.
BEFORE = {
    "accounts": 14,
    "builder": 1,
    "exchange": 4,
    "exercises": 6,
    "history": 3,
    "reminders": 6,
    "routines": 44,
    "upkeep": 3,
}


def added_columns():
    """(app, number, field) of each column that a migration adds to a table."""
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        if Path(apps.get_app_config(app).path).parent == ROOT:
            for each in migration.operations:
                if isinstance(each, AddField):
                    yield app, int(name[:4]), each


def test_new_column_takes_rows_of_the_release_before():
    """It doesn't name the column: NULL is stored, or what the database has as a default."""
    refusing = [
        f"{app} {number:04}: {each.model_name}.{each.name}"
        for app, number, each in added_columns()
        if number > BEFORE.get(app, 0)
        and not each.field.null
        and not each.field.many_to_many
        and each.field.db_default is NOT_PROVIDED
    ]

    assert refusing == []
