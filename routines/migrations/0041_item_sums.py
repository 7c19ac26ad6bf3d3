"""Keep the sums of each exercise of a session, and work them out for what is logged already."""

from decimal import Decimal
from itertools import groupby

import accounts.keys
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ROWS_AT_ONCE = 2000
OF_THE_ITEM = ('item', 'item__user', 'item__session', 'item__exercise', 'item__session__local_date', 'item__measure', 'item__height_cm', 'item__band')
OF_THE_SET = ('number', 'side', 'amount', 'load_kg', 'rir')


def fill(apps, schema_editor):
    """One pass over the sets, an exercise of a session at a time."""
    sums, logs = apps.get_model('routines', 'ItemSums'), apps.get_model('routines', 'SetLog')
    standing = logs.objects.filter(
        removed_at=None,
        item__phase='strength',
        item__session__removed_at=None,
        item__session__status__in=['completed', 'partial'],
    )
    found = standing.order_by('item').values_list(*OF_THE_ITEM, *OF_THE_SET)
    waiting = []
    for item, rows in groupby(found.iterator(chunk_size=ROWS_AT_ONCE), key=lambda row: row[:8]):
        waiting.append(sums(**_sums(item, [row[8:] for row in rows])))
        if len(waiting) == ROWS_AT_ONCE:
            sums.objects.bulk_create(waiting, batch_size=ROWS_AT_ONCE)
            waiting = []
    sums.objects.bulk_create(waiting, batch_size=ROWS_AT_ONCE)


def _sums(item, rows):
    by_number: dict[int, list[bool]] = {}
    for number, _side, _amount, _load, rir in rows:
        by_number.setdefault(number, []).append(rir is None or rir <= 4)
    done = [(side, load or Decimal(0), amount) for _number, side, amount, load, _rir in rows]
    rirs = [row[-1] for row in rows if row[-1] is not None]
    nothing = (None, None)
    load_kg, load_amount = max((load, amount) for _side, load, amount in done)
    amount, amount_load_kg = max((amount, load) for _side, load, amount in done)
    left = max(((load, amount) for side, load, amount in done if side == 'left'), default=nothing)
    right = max(((load, amount) for side, load, amount in done if side == 'right'), default=nothing)
    return dict(
        zip(
            ('id', 'user_id', 'session_id', 'exercise_id', 'local_date', 'measure', 'height_cm', 'band'),
            item,
            strict=True,
        ),
        item_id=item[0],
        sets=len(by_number),
        hard_sets=sum(any(hard) for hard in by_number.values()),
        load_kg=load_kg,
        load_amount=load_amount,
        amount=amount,
        amount_load_kg=amount_load_kg,
        left_load_kg=left[0],
        left_amount=left[1],
        right_load_kg=right[0],
        right_amount=right[1],
        rir_total=sum(rirs),
        rir_count=len(rirs),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('exercises', '0006_own_exercises'),
        ('routines', '0040_carried_targets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ItemSums',
            fields=[
                ('id', models.UUIDField(default=accounts.keys.new_key, editable=False, primary_key=True, serialize=False)),
                ('local_date', models.DateField()),
                ('measure', models.CharField(max_length=20)),
                ('sets', models.PositiveSmallIntegerField()),
                ('hard_sets', models.PositiveSmallIntegerField()),
                ('load_kg', models.DecimalField(decimal_places=4, max_digits=8)),
                ('load_amount', models.PositiveSmallIntegerField()),
                ('amount', models.PositiveSmallIntegerField()),
                ('amount_load_kg', models.DecimalField(decimal_places=4, max_digits=8)),
                ('left_load_kg', models.DecimalField(decimal_places=4, max_digits=8, null=True)),
                ('left_amount', models.PositiveSmallIntegerField(null=True)),
                ('right_load_kg', models.DecimalField(decimal_places=4, max_digits=8, null=True)),
                ('right_amount', models.PositiveSmallIntegerField(null=True)),
                ('height_cm', models.DecimalField(decimal_places=3, default=Decimal('0'), max_digits=6)),
                ('band', models.PositiveSmallIntegerField(default=0)),
                ('rir_total', models.PositiveSmallIntegerField(default=0)),
                ('rir_count', models.PositiveSmallIntegerField(default=0)),
                ('exercise', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='exercises.exercise')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='sums', to='routines.sessionitem')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sums', to='routines.session')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['local_date', 'pk'],
                'indexes': [models.Index(fields=['user', 'local_date'], name='itemsums_user_day'), models.Index(fields=['user', 'exercise', 'local_date'], name='itemsums_exercise_day'), models.Index(fields=['user', 'exercise', 'load_kg', 'load_amount'], name='itemsums_by_load'), models.Index(fields=['user', 'exercise', 'amount'], name='itemsums_by_amount')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
