from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reminders", "0005_told_on")]

    operations = [
        migrations.AddField(
            model_name="remindersetting",
            name="worked_out_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
