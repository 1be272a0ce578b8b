"""The generalised rows that tiles of low zooms read in the place of features."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex, OpClass


class Overview(models.Model):
    """What some open rows of a layer amount to from afar, at one zoom of WebMercatorQuad.

    A row stands for the members in one cell, a sixteenth of a tile wide, that are drawn alike: of one line
    of the legend, whose first value it bears. `id` follows from where and what it is, and is above all ids
    of things; `count` members are in it, of `area` square metres of EPSG:3857; the greater its `importance`,
    the later it is left out. `tile` lies on the grid of a tile of its zoom, its areas clockwise.
    """

    pk = models.CompositePrimaryKey("layer", "id")
    layer = models.TextField()
    id = models.BigIntegerField()
    # A number written in a query is an integer; an index of a smaller type would not be asked by it.
    level = models.IntegerField()
    x = models.IntegerField()
    y = models.IntegerField()
    line = models.SmallIntegerField()
    value = models.TextField(null=True)
    count = models.IntegerField()
    area = models.BigIntegerField()
    importance = models.FloatField()
    tile = models.GeometryField(srid=3857, spatial_index=False)

    class Meta:
        indexes = [
            GistIndex(OpClass("layer", "gist_text_ops"), "level", "tile", name="overview_place"),
        ]
