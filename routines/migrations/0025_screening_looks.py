from django.db import migrations, models
from django.db.models import Exists, OuterRef

SOON, OK = 4, 0


def carry_over(apps, _schema_editor):
    """A check-up becomes one kind of look. A sign of the level SOON may be answered anew: of
    these only "stops daily life" locks now. What a stop sign locked stays so."""
    screening = apps.get_model("routines", "Screening")
    session = apps.get_model("routines", "Session")
    screening.objects.filter(check_up=True).update(looks=["check_up"])
    stops = session.objects.filter(
        user=OuterRef("user"), stopped=True, local_date=OuterRef("flagged_on")
    )
    answered = screening.objects.filter(standing=SOON).exclude(Exists(stops))
    answered.update(standing=OK)


def carry_back(apps, _schema_editor):
    screening = apps.get_model("routines", "Screening")
    for each in screening.objects.exclude(looks=[]):
        each.check_up = "check_up" in each.looks
        each.save(update_fields=["check_up"])


class Migration(migrations.Migration):
    dependencies = [("routines", "0024_session_usual_pain")]

    operations = [
        migrations.AddField("screening", "looks", models.JSONField(default=list)),
        migrations.RunPython(carry_over, carry_back),
        migrations.RemoveField("screening", "check_up"),
    ]
