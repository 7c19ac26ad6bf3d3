from django.db import migrations

BEFORE, NOW = "lighter_week", "deload"


def use_the_name_of_now(apps, _schema_editor):
    rename(apps, BEFORE, NOW)


def use_the_name_before(apps, _schema_editor):
    rename(apps, NOW, BEFORE)


def rename(apps, old, new):
    """Sessions keep why they were eased, and their items by which rules a target was decided."""
    apps.get_model("routines", "Session").objects.filter(eased=old).update(eased=new)
    items = apps.get_model("routines", "SessionItem").objects
    for name in ("rule", "beside"):
        for item in items.filter(**{f"why__{name}": old}).only("why").iterator():
            item.why[name] = new
            item.save(update_fields=["why"])


class Migration(migrations.Migration):
    dependencies = [("routines", "0021_dismissed")]

    operations = [
        migrations.RenameField("plan", "lighter_from", "deload_from"),
        migrations.RenameField("plan", "lighter_asked_on", "deload_asked_on"),
        migrations.RunPython(use_the_name_of_now, use_the_name_before),
    ]
