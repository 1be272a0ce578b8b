"""Sheets, which tiles of layers drawn whole are put together from."""

import django.contrib.gis.db.models.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

CONTENT = ("told", "shapes11", "shapes12", "shapes13", "shapes14")

# They are read whole and often, and hold little that would be less when packed.
PLAIN = "ALTER TABLE twin_sheet " + ", ".join(f"ALTER {column} SET STORAGE EXTERNAL" for column in CONTENT)


class Migration(migrations.Migration):
    dependencies = [("twin", "0028_exports")]

    operations = [
        migrations.CreateModel(
            "Sheet",
            [
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "layer", "x", "y", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("layer", models.TextField()),
                ("x", models.IntegerField()),
                ("y", models.IntegerField()),
                ("reach", django.contrib.gis.db.models.fields.PolygonField(spatial_index=False, srid=3857)),
                *((column, models.BinaryField()) for column in CONTENT),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        django.contrib.postgres.indexes.OpClass("layer", "gist_text_ops"),
                        "reach",
                        name="sheet_place",
                    )
                ]
            },
        ),
        migrations.RunSQL(PLAIN, migrations.RunSQL.noop),
    ]
