"""Values that rows hold follow the names in code."""

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from routines.models import Session, SessionItem
from tests import builders


def test_rows_of_before_call_a_lighter_week_deload(library, ana, noon):
    builders.plan(ana, noon)
    session = builders.session(ana, noon)
    old, other = builders.strength(session)[:2]
    Session.objects.filter(pk=session.pk).update(eased="lighter_week")
    SessionItem.objects.filter(pk=old.pk).update(why={"rule": "lighter_week", "beside": "R3"})
    SessionItem.objects.filter(pk=other.pk).update(why={"rule": "R4", "beside": "lighter_week"})
    loader = MigrationLoader(connection)
    [*_renames, mend] = loader.get_migration("routines", "0022_deload").operations

    mend.code(apps, connection.schema_editor())

    for row in (session, old, other):
        row.refresh_from_db()
    assert session.eased == "deload"
    assert old.why == {"rule": "deload", "beside": "R3"}
    assert other.why == {"rule": "R4", "beside": "deload"}

    mend.reverse_code(apps, connection.schema_editor())

    session.refresh_from_db()
    old.refresh_from_db()
    assert (session.eased, old.why["rule"]) == ("lighter_week", "lighter_week")
