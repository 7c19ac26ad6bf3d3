"""Log-ins move into a table that names their person. Nobody is logged out: for a guest the cookie is
the only key to the log. Those whose account is gone, and those that have expired, stay behind."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations, models
from django.utils import timezone


def person(row, people):
    """The key of the person who is logged in, None where nobody is; False where they are gone."""
    found = SessionStore().decode(row.session_data).get(SESSION_KEY)
    return None if found is None else found in people and found


def into_ours(apps, schema_editor):
    theirs, ours = _models(apps)
    people = {str(key) for key in apps.get_model("accounts", "User").objects.values_list("pk", flat=True)}
    live = theirs.objects.filter(expire_date__gt=timezone.now())
    rows = ((row, person(row, people)) for row in live.iterator())
    ours.objects.bulk_create(
        [_copy(ours, row, user_id=user) for row, user in rows if user is not False], batch_size=500
    )
    theirs.objects.all().delete()


def back_into_theirs(apps, schema_editor):
    theirs, ours = _models(apps)
    theirs.objects.bulk_create([_copy(theirs, row) for row in ours.objects.iterator()], batch_size=500)


def _models(apps):
    return apps.get_model("sessions", "Session"), apps.get_model("accounts", "BrowserSession")


def _copy(model, row, **more):
    return model(session_key=row.session_key, session_data=row.session_data, expire_date=row.expire_date, **more)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_lighter_every'),
        ('sessions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BrowserSession',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('user', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.RunPython(into_ours, back_into_theirs),
    ]
