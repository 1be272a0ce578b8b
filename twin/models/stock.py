"""The housing stock: a row a building of what the registers say of it, kept in step with them."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex

from spatial.registers import SafetyGrade
from twin.models.frame import CityGeometryField
from twin.models.register import words
from twin.models.version import CURRENT, Recorded


class Stock(Recorded):
    """What houses and dwellings tied to a building add up to; thing, load and shape are the building's.

    `dwellings` are `occupied`, `vacant`, `uninhabitable` and `unknown` together; `vacancy` is a percentage
    of those of which it is known. `safety` is the worst grade (JGJ 125), `usage` "mixed" where the houses
    differ; `district` is the smallest administrative area the building lies in, `name` its
    own, or that or the address of a house.
    """

    name = models.TextField(null=True)
    district = models.TextField(null=True)
    district_code = models.TextField(null=True)
    year = models.SmallIntegerField(null=True)
    height = models.FloatField(null=True)
    storeys = models.SmallIntegerField(null=True)
    usage = models.TextField(null=True)
    safety = words(SafetyGrade)
    houses = models.IntegerField(default=0)
    dwellings = models.IntegerField(default=0)
    occupied = models.IntegerField(default=0)
    vacant = models.IntegerField(default=0)
    uninhabitable = models.IntegerField(default=0)
    unknown = models.IntegerField(default=0)
    vacancy = models.FloatField(null=True)
    area_gross = models.FloatField(null=True)
    footprint = CityGeometryField(null=True, spatial_index=False)

    class Meta:
        indexes = [
            models.Index("thing", "id", name="stock_thing"),
            models.Index("load", name="stock_load"),
            GistIndex("tile", name="stock_tile", condition=CURRENT),
            GistIndex("footprint", name="stock_place", condition=CURRENT),
            models.Index("district_code", name="stock_district", condition=CURRENT),
        ]
