"""Give each plan a routine, which holds its prescriptions from now on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery

import accounts.keys
import routines.models.routine

LEVELS = [('L1', 'L1'), ('L2', 'L2'), ('L3', 'L3')]


def one_for_each_plan(apps, schema_editor):
    """A routine takes the key of its plan, so that the rows find each other again."""
    plan, routine, prescription = (
        apps.get_model('routines', name) for name in ('Plan', 'Routine', 'Prescription')
    )
    plans = plan.objects.values_list('pk', 'user_id', 'level').iterator()
    routine.objects.bulk_create(
        (routine(pk=pk, user_id=user, starter=level) for pk, user, level in plans),
        batch_size=500,
    )
    plan.objects.update(routine_id=F('pk'))
    prescription.objects.update(routine_id=F('plan_id'))


def back_to_the_plan(apps, schema_editor):
    """The newest plan of a routine keeps its prescriptions."""
    plan, prescription = (apps.get_model('routines', name) for name in ('Plan', 'Prescription'))
    newest = plan.objects.filter(routine=OuterRef('routine')).order_by('-started_on', '-pk')
    prescription.objects.update(plan_id=Subquery(newest.values('pk')[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('routines', '0028_short_form_and_time'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Routine',
            fields=[
                ('id', models.UUIDField(default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('starter', models.CharField(choices=LEVELS, max_length=2)),
                ('day_data', models.JSONField(default=routines.models.routine.starter_days)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={'abstract': False},
        ),
        migrations.AddField(
            model_name='plan',
            name='routine',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='plans', to='routines.routine'),
        ),
        migrations.AddField(
            model_name='prescription',
            name='routine',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='prescriptions', to='routines.routine'),
        ),
        migrations.AlterField(
            model_name='prescription',
            name='plan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routines.plan'),
        ),
        migrations.RunPython(one_for_each_plan, back_to_the_plan),
    ]
