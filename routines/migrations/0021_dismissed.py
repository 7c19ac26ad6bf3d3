from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("routines", "0020_sessions_without_a_set")]

    operations = [
        migrations.RenameField("plannedsession", "let_go", "dismissed"),
        migrations.RenameField("planchange", "let_go", "dismissed"),
    ]
