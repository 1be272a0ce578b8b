"""Where the subject of a card stands and how it looks: its own shape, its land, its neighbours and roads."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import GEOSGeometry
from django.db.models import F, Func, IntegerField, Q, Value
from shapely import from_wkb
from shapely.geometry.base import BaseGeometry

from spatial.crs import Extent, move, parse
from spatial.drawings import extrude, frame_site
from spatial.solids import Face, gather_faces, read_vertices
from twin.access import Viewer, rows_together
from twin.card.card import Site
from twin.layer import Layer
from twin.models import Building, Shape

# Bytes as the database holds a body: what is larger is not read for a small picture.
LARGEST = 200_000
MANY = 300


def find_place(versions: Sequence[Any]) -> GEOSGeometry | None:
    """The footprint of the first kind of row that has one: buildings, else houses, else dwellings.

    `versions` are those of now; the plan of several is their union.
    """
    for kind in ("building", "house", "dwelling"):
        plans = [row.footprint for row in versions if row.thing.kind == kind and row.footprint is not None]
        if plans:
            whole = plans[0]
            for plan in plans[1:]:
                whole = whole.union(plan)
            return whole
    return None


def read_plan(geometry: GEOSGeometry) -> BaseGeometry:
    """A geometry of the database in the words of whoever computes with it."""
    return from_wkb(geometry.wkb.tobytes())


def survey(viewer: Viewer, shown: Sequence[Layer], place: GEOSGeometry, versions: Sequence[Any]) -> Site:
    """All there is to draw of a place; `shown` are the viewer's layers."""
    footprint = read_plan(place)
    buildings = [row for row in versions if row.thing.kind == "building"]
    parcels = [row.footprint for row in versions if row.thing.kind == "parcel" and row.footprint is not None]
    height = max((row.height for row in buildings if row.height is not None), default=None)
    own = [row.thing_id for row in buildings]
    faces = read_body(viewer, shown, own)
    box = frame_site(footprint)
    return Site(
        footprint=footprint,
        faces=tuple(faces or extrude(footprint, height or 0.0)),
        extruded=not faces,
        height=height,
        neighbours=tuple(look_around(viewer, pick(shown, "buildings"), box, own)),
        roads=tuple(look_around(viewer, pick(shown, "roads"), box, [])),
        parcels=tuple(map(read_plan, parcels)),
    )


def pick(shown: Sequence[Layer], id: str) -> list[Layer]:
    """The layer of that id, where it is among those shown."""
    return [layer for layer in shown if layer.id == id]


def look_around(viewer: Viewer, shown: list[Layer], box: Extent, but: Sequence[int]) -> list[BaseGeometry]:
    """The footprints of a layer within a box, but for those of some things."""
    if not shown:
        return []
    frame = Func(
        *map(Value, (*box, settings.TWIN_CRS)),
        function="ST_MakeEnvelope",
        output_field=GeometryField(srid=settings.TWIN_CRS),
    )
    near = rows_together(viewer, shown).filter(footprint__bboverlaps=frame).exclude(thing_id__in=but)
    return [read_plan(plan) for plan in near.values_list("footprint", flat=True)[:MANY]]


def read_body(viewer: Viewer, shown: Sequence[Layer], buildings: Sequence[int]) -> list[Face]:
    """The faces kept of buildings and of their parts, in metres of the twin's CRS."""
    telling = [layer for layer in shown if layer.model == Building.__name__]
    if not buildings or not telling:
        return []
    theirs = Q(thing_id__in=buildings) | Q(parent_id__in=buildings)
    whole = rows_together(viewer, telling).filter(theirs, shape__isnull=False)
    size = Func(F("body"), function="pg_column_size", output_field=IntegerField())
    shapes = (
        Shape.objects.filter(pk__in=whole.values("shape_id")).annotate(size=size).filter(size__lt=LARGEST)
    )
    return [face for shape in shapes for face in place_faces(shape)]


def place_faces(shape: Shape) -> list[Face]:
    """The faces of one body where they stand in the twin's CRS."""
    points = read_vertices(shape.body)
    if len(points):
        points[:, :2] = move(points[:, :2], parse(shape.crs), settings.TWIN_CRS)
    return gather_faces(shape.body["geometry"], points, shape.body.get("geometry-templates"))
