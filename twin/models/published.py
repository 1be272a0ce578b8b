"""The rows that describe published datasets: which table holds which layer, under which names."""

from django.contrib.gis.db import models

from twin.models.provenance import Dataset

SCHEMA = "published"


class Published(models.Model):
    """One table of a file, live as the layer `layer`; its rows lie in table `d<id>` of the schema.

    `columns` lists, in the order of the table's c1 … cN: name and type as in the file, title (zh, en), unit
    and sensitivity. `srid` is the twin's storage CRS or 4326, `geometry` the kinds of geometry, `audience`
    the groups it is for, `overview` whether its tiles of low zooms read generalised rows, `abridged` whether
    they may leave out the least of what is too much. `edition` rises when this description changes. Once
    `removed` the layer is gone and its id free; the rows stay.
    """

    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="+")
    layer = models.TextField()
    table = models.TextField()
    title_zh = models.TextField()
    title_en = models.TextField()
    about = models.TextField(blank=True)
    columns = models.JSONField()
    key = models.TextField(null=True)
    srid = models.IntegerField()
    geometry = models.JSONField()
    audience = models.JSONField()
    overview = models.BooleanField(default=True)
    abridged = models.BooleanField(default=True)
    edition = models.IntegerField(default=1)
    removed = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["layer"], condition=models.Q(removed__isnull=True), name="published_layer_once"
            ),
        ]

    @property
    def relation(self) -> str:
        """The quoted name of the table of rows."""
        return f'"{SCHEMA}"."d{self.pk}"'
