"""What a version row of any object has: both times, provenance, geometry and the fields tiles show."""

from typing import Any

from django.contrib.gis.db import models
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField
from django.contrib.postgres.indexes import BrinIndex, GinIndex, GistIndex, OpClass
from django.db.models import F
from django.db.models.functions import Upper

from twin.models.frame import CityGeometryField
from twin.models.provenance import Load, Openness
from twin.models.thing import Shape, Thing

CURRENT = models.Q(recorded__upper_inf=True)
# By these is found what began or ended after a moment; rows are written in the order of time.
CHANGES = (
    BrinIndex(
        OpClass(F("recorded__startswith"), "timestamptz_minmax_multi_ops"),
        name="%(class)s_begun",
        autosummarize=True,
    ),
    models.Index(F("recorded__endswith"), name="%(class)s_ended", condition=~CURRENT),
)

# How near an area of one ring comes to touching itself; one of several may touch itself already.
CLEARANCE = (
    "CASE WHEN ST_Dimension(%(expressions)s) < 2 THEN 'Infinity' "
    "WHEN ST_NRings(%(expressions)s) = 1 AND ST_IsValid(%(expressions)s) "
    "THEN ST_MinimumClearance(%(expressions)s) WHEN %(expressions)s IS NOT NULL THEN 0 END"
)


class Recorded(models.Model):
    """One state of a thing: `valid` when it was so in the world, `recorded` when the twin knew it.

    `footprint` and `tile` (EPSG:3857, clockwise, within ±85.0511°) are derived from the source's geometry,
    and from `tile` its `clearance`: a grid finer than that by the square root of 2 leaves it valid.
    Rows are never changed but for the upper bound of `recorded`.
    """

    id: Any = models.BigAutoField(primary_key=True)
    thing = models.ForeignKey(Thing, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    valid = DateRangeField()
    recorded = DateTimeRangeField()
    load = models.ForeignKey(Load, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    openness = models.SmallIntegerField(choices=Openness, default=Openness.OPEN)
    code = models.TextField()
    digest = models.BinaryField(max_length=16)
    tile = models.GeometryField(srid=3857, null=True, spatial_index=False)
    clearance = models.GeneratedField(
        expression=models.Func(models.F("tile"), template=CLEARANCE),
        output_field=models.FloatField(null=True),
        db_persist=True,
    )

    class Meta:
        abstract = True


def srid_of(kind: type[Recorded]) -> int:
    """The EPSG code of a table's footprints."""
    field: Any = next(field for field in kind._meta.fields if field.name == "footprint")
    return int(field.srid)


class Version(Recorded):
    """A state of a city object, its footprint in the storage CRS; `shape` keeps its 3D geometry whole."""

    name = models.TextField(null=True)
    klass = models.TextField(null=True)
    function = models.TextField(null=True)
    usage = models.TextField(null=True)
    cim_level = models.SmallIntegerField(null=True)
    lod = models.TextField(null=True)
    attributes = models.JSONField(default=dict)
    shape = models.ForeignKey(
        Shape, models.PROTECT, null=True, related_name="+", db_constraint=False, db_index=False
    )
    footprint = CityGeometryField(null=True, spatial_index=False)

    class Meta:
        abstract = True
        indexes = [
            models.Index("thing", "id", name="%(class)s_thing"),
            models.Index("load", name="%(class)s_load"),
            *CHANGES,
            GistIndex("tile", name="%(class)s_tile", condition=CURRENT),
            GistIndex("footprint", name="%(class)s_place", condition=CURRENT),
            GinIndex(OpClass("attributes", "jsonb_path_ops"), name="%(class)s_attr", condition=CURRENT),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="%(class)s_name", condition=CURRENT),
        ]
