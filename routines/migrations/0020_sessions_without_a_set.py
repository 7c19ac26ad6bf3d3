from django.db import migrations
from django.db.models import Exists, OuterRef


def count_the_empty_nowhere(apps, schema_editor):
    """A finished session of which every set was taken back still counted as done."""
    Session = apps.get_model("routines", "Session")
    SetLog = apps.get_model("routines", "SetLog")
    standing = SetLog.objects.filter(item__session=OuterRef("pk"), removed_at=None)
    done = Session.objects.filter(~Exists(standing), status__in=["completed", "partial"])
    done.update(status="empty")


def count_them_again(apps, schema_editor):
    apps.get_model("routines", "Session").objects.filter(status="empty").update(status="partial")


class Migration(migrations.Migration):
    dependencies = [("routines", "0019_removed_sessions")]

    operations = [migrations.RunPython(count_the_empty_nowhere, count_them_again)]
