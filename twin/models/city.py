"""The kinds of city objects, one table each; the columns are named as the records' fields."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db.models.functions import Upper

from spatial.records import HeightSource
from twin.models.thing import Thing
from twin.models.version import CURRENT, Version


class Building(Version):
    """A building or, with a `parent`, a part of one. Heights are metres above its own ground."""

    parent = models.ForeignKey(Thing, models.PROTECT, null=True, related_name="+", db_constraint=False)
    height = models.FloatField(null=True)
    height_source = models.TextField(
        null=True, choices=[(source.value, source.value) for source in HeightSource]
    )
    ground = models.FloatField(null=True)
    storeys = models.SmallIntegerField(null=True)
    storeys_below = models.SmallIntegerField(null=True)
    year = models.SmallIntegerField(null=True)
    address = models.TextField(null=True)

    class Meta(Version.Meta):
        indexes = [
            *Version.Meta.indexes,
            GinIndex(OpClass(Upper("address"), "gin_trgm_ops"), name="building_address", condition=CURRENT),
        ]


class Road(Version):
    """A road, as centre line or as surface."""

    ref = models.TextField(null=True)
    oneway = models.BooleanField(null=True)
    lanes = models.SmallIntegerField(null=True)
    maxspeed = models.SmallIntegerField(null=True)
    level = models.SmallIntegerField(null=True)

    class Meta(Version.Meta):
        pass


class LandUse(Version):
    """An area by what its land is used for."""

    class Meta(Version.Meta):
        pass


class PlanningZone(Version):
    """An area of a plan in force; `coverage` is a share of the plot, 0 to 1."""

    coverage = models.FloatField(null=True)
    floor_area_ratio = models.FloatField(null=True)
    height_limit = models.FloatField(null=True)

    class Meta(Version.Meta):
        pass


class Terrain(Version):
    """A piece of the ground, as a triangulated surface or as the raster file of that hash."""

    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    resolution = models.FloatField(null=True)
    raster = models.TextField(null=True)

    class Meta(Version.Meta):
        pass


class Component(Version):
    """A piece of a building's inside or fabric; `building`, `storey` and `within` are codes."""

    building = models.TextField()
    storey = models.TextField(null=True)
    within = models.TextField(null=True)
    elevation = models.FloatField(null=True)
    height = models.FloatField(null=True)
    area = models.FloatField(null=True)

    class Meta(Version.Meta):
        indexes = [
            *Version.Meta.indexes,
            models.Index("building", name="component_building", condition=CURRENT),
        ]


class Water(Version):
    """A body or course of water."""

    class Meta(Version.Meta):
        pass


class PlantCover(Version):
    """An area of plants."""

    class Meta(Version.Meta):
        pass


class Bridge(Version):
    """A bridge."""

    class Meta(Version.Meta):
        pass


class Generic(Version):
    """A city object of none of the other kinds."""

    class Meta(Version.Meta):
        pass


class Place(Version):
    """A named place people go to."""

    address = models.TextField(null=True)

    class Meta(Version.Meta):
        pass


class Address(Version):
    """A house number."""

    street = models.TextField(null=True)
    housenumber = models.TextField()
    postcode = models.TextField(null=True)
    locality = models.TextField(null=True)

    class Meta(Version.Meta):
        indexes = [
            *Version.Meta.indexes,
            GinIndex(OpClass(Upper("street"), "gin_trgm_ops"), name="address_street", condition=CURRENT),
        ]


class AdminArea(Version):
    """An administrative area or its boundary line."""

    admin_level = models.SmallIntegerField(null=True)

    class Meta(Version.Meta):
        pass
