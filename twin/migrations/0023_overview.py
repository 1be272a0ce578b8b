"""The generalised rows that tiles of low zooms read, and whether a published layer has them."""

import django.contrib.gis.db.models.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("twin", "0022_run_progress")]

    operations = [
        migrations.CreateModel(
            "Overview",
            [
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "layer", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("layer", models.TextField()),
                ("id", models.BigIntegerField()),
                ("level", models.IntegerField()),
                ("x", models.IntegerField()),
                ("y", models.IntegerField()),
                ("line", models.SmallIntegerField()),
                ("value", models.TextField(null=True)),
                ("count", models.IntegerField()),
                ("area", models.BigIntegerField()),
                ("importance", models.FloatField()),
                ("tile", django.contrib.gis.db.models.fields.GeometryField(spatial_index=False, srid=3857)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        django.contrib.postgres.indexes.OpClass("layer", "gist_text_ops"),
                        "level",
                        "tile",
                        name="overview_place",
                    )
                ]
            },
        ),
        migrations.AddField("published", "overview", models.BooleanField(default=True)),
        migrations.AddField("published", "abridged", models.BooleanField(default=True)),
    ]
