from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_own_units")]

    operations = [
        migrations.RemoveConstraint("user", "user_lighter_every_4_to_8"),
        migrations.RenameField("user", "lighter_every", "deload_every"),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=Q(deload_every__isnull=True) | Q(deload_every__range=(4, 8)),
                name="user_deload_every_4_to_8",
            ),
        ),
    ]
