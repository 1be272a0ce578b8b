"""The sheets that tiles of a layer drawn whole are put together from."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex, OpClass


class Sheet(models.Model):
    """The open rows of a layer whose middle lies in one cell, as a tile of WebMercatorQuad has them.

    `x` and `y` number the cell; `reach` is the box of its rows in EPSG:3857. `told` says what they are
    (`spatial.mvt.Rows`), `shapes11` … how they are drawn at a zoom (`spatial.mvt.Shapes`).
    """

    pk = models.CompositePrimaryKey("layer", "x", "y")
    layer = models.TextField()
    x = models.IntegerField()
    y = models.IntegerField()
    reach = models.PolygonField(srid=3857, spatial_index=False)
    told = models.BinaryField()
    shapes11 = models.BinaryField()
    shapes12 = models.BinaryField()
    shapes13 = models.BinaryField()
    shapes14 = models.BinaryField()

    class Meta:
        indexes = [GistIndex(OpClass("layer", "gist_text_ops"), "reach", name="sheet_place")]
