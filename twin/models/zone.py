"""The zones people are counted by, with their published figure, as the map shows them."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex

from twin.models.frame import CityGeometryField
from twin.models.version import CURRENT, Recorded


class PeopleZone(Recorded):
    """A zone of a publication: `form` is "area" or "cell", `persons` and `density` (per km²) are its figures.

    A figure that is not given has a reason.
    """

    form = models.TextField(choices=[("area", "area"), ("cell", "cell")])
    zoning = models.TextField()
    name = models.TextField(null=True)
    persons = models.IntegerField(null=True)
    density = models.FloatField(null=True)
    reason = models.TextField(null=True)
    footprint = CityGeometryField(null=True, spatial_index=False)

    class Meta:
        indexes = [
            models.Index("thing", "id", name="peoplezone_thing"),
            models.Index("load", name="peoplezone_load"),
            GistIndex("tile", name="peoplezone_tile", condition=CURRENT),
            GistIndex("footprint", name="peoplezone_place", condition=CURRENT),
        ]
