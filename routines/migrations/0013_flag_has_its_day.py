from django.db import migrations, models


# Apart from what was written for it: PostgreSQL alters no table in the transaction of its rows.
class Migration(migrations.Migration):

    dependencies = [
        ('routines', '0012_standing_flags'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='screening',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__lt', 4), ('flagged_on__isnull', False), _connector='OR'), name='screening_flag_has_its_day'),
        ),
    ]
