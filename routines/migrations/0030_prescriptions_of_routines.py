"""Let prescriptions belong to a routine alone; apart, because PostgreSQL doesn't change the columns
of a table whose rows were changed before in the same transaction."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('routines', '0029_routines'),
    ]

    operations = [
        migrations.RemoveField(model_name='prescription', name='plan'),
        migrations.AlterField(
            model_name='plan',
            name='routine',
            field=models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='plans', to='routines.routine'),
        ),
        migrations.AlterField(
            model_name='prescription',
            name='routine',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prescriptions', to='routines.routine'),
        ),
    ]
