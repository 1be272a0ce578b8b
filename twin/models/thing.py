"""What stays the same when an object changes: its identity, its codes, its 3D shape by content."""

from django.contrib.gis.db import models
from django.contrib.postgres.fields import DateTimeRangeField

from twin.models.provenance import Dataset


class Thing(models.Model):
    """The permanent identity of one object; every foreign key to an object points here."""

    dataset = models.ForeignKey(Dataset, models.PROTECT, db_index=False)
    kind = models.TextField()
    code = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint("dataset", "kind", "code", name="thing_identity"),
        ]

    @property
    def uri(self) -> str:
        """The object's permanent address below the server's root."""
        return f"/id/{self.dataset.key}/{self.kind}/{self.code}"


class Code(models.Model):
    """Another code of a thing (cadastre, house code, address code), under the scheme that issues it.

    `recorded` is when the twin knew it, as a version's.
    """

    thing = models.ForeignKey(Thing, models.PROTECT, related_name="codes")
    scheme = models.TextField()
    code = models.TextField()
    recorded = DateTimeRangeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thing", "scheme", "code"],
                condition=models.Q(recorded__upper_inf=True),
                name="code_once",
            ),
        ]
        indexes = [models.Index("scheme", "code", name="code_lookup")]


class Shape(models.Model):
    """A source's 3D geometry kept whole, in the source's own CRS, once for each content.

    `body` holds what a CityJSONFeature would: geometry, vertices, transform and what they refer to.
    """

    digest = models.BinaryField(max_length=16, unique=True)
    crs = models.TextField()
    body = models.JSONField()
