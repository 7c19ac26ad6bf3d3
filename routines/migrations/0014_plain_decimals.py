"""Figures kept as text in JSON read 10, not 1E+1. Old code wrote every multiple of ten that way."""

import re
from decimal import Decimal

from django.db import migrations, models
from django.db.models.functions import Cast

EXPONENT = re.compile(r"\d+(\.\d+)?E[+-]?\d+")
AT_ONCE = 500


def in_digits(value):
    """The same JSON value; every text in it that is a number with an exponent in plain digits."""
    if isinstance(value, dict):
        return {name: in_digits(each) for name, each in value.items()}
    if isinstance(value, list):
        return [in_digits(each) for each in value]
    if isinstance(value, str) and EXPONENT.fullmatch(value):
        return f"{Decimal(value):f}"
    return value


def mend(apps, schema_editor):
    """Changes only the rows that hold such a text, so that running it again changes nothing."""
    for name, columns in (("SessionItem", ("previous", "why")), ("Plan", ("weights",))):
        rows = apps.get_model("routines", name)._base_manager.using(schema_editor.connection.alias)
        for column in columns:
            as_text = rows.annotate(as_text=Cast(column, models.TextField()))
            keys = list(as_text.filter(as_text__regex=r'"[0-9.]+E[+-]?[0-9]+"').values_list("pk", flat=True))
            for start in range(0, len(keys), AT_ONCE):
                found = list(rows.filter(pk__in=keys[start : start + AT_ONCE]).only("pk", column))
                for row in found:
                    setattr(row, column, in_digits(getattr(row, column)))
                rows.bulk_update(found, [column])


class Migration(migrations.Migration):

    dependencies = [
        ('routines', '0013_flag_has_its_day'),
    ]

    operations = [
        migrations.RunPython(mend, migrations.RunPython.noop),
    ]
