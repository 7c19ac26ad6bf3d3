from django.db import migrations, models
from django.db.models import F


def told_as_made(apps, _schema_editor):
    """Take those that were made for those that went out, so that none comes twice in a week."""
    settings = apps.get_model("reminders", "ReminderSetting").objects.filter(kind="tests")
    settings.update(told_on=F("last_on"))


class Migration(migrations.Migration):
    dependencies = [("reminders", "0004_push_gone")]

    operations = [
        migrations.AddField(
            model_name="remindersetting",
            name="told_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunPython(told_as_made, migrations.RunPython.noop),
    ]
