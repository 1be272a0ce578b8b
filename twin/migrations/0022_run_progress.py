"""A run tells how far it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("twin", "0021_commute_flows")]

    operations = [
        migrations.AddField("run", "progress", models.PositiveSmallIntegerField(default=0)),
    ]
