from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_deload_every")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="country",
            field=models.CharField(
                blank=True,
                choices=[
                    ("AU", "Australia"),
                    ("CA", "Canada"),
                    ("DE", "Germany"),
                    ("NZ", "New Zealand"),
                    ("GB", "United Kingdom"),
                    ("US", "United States"),
                    ("EU", "another country of the EU"),
                ],
                max_length=2,
                verbose_name="country, for the emergency number",
            ),
        ),
    ]
