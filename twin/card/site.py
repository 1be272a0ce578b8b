"""Where the subject of a card stands and how it looks: its own shape, its land, its neighbours and roads."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.db.models import F, Func, IntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL
from shapely import from_wkb
from shapely.geometry.base import BaseGeometry

from spatial.crs import move, parse
from spatial.drawings import extrude, frame_site
from spatial.solids import Face, gather_faces, read_vertices
from twin.access import Viewer, rows_together
from twin.card.card import Site
from twin.layer import Layer
from twin.models import Building, Shape
from twin.together import Answers, Blank, Row, one_of

# Bytes as the database holds a body: what is larger is not read for a small picture.
LARGEST = 200_000
MANY = 300
AROUND = ("buildings", "roads")
"""The layers that are drawn around a place."""


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


def ask_site(
    viewer: Viewer, shown: Sequence[Layer], frame: RawSQL, own: Blank
) -> dict[str, QuerySet[Any, Any]]:
    """The questions of what there is to draw in a frame; `own` are the buildings of the card."""
    layers = {layer.id: layer for layer in shown}
    around = {
        id: rows_together(viewer, [layers[id]])
        .filter(footprint__bboverlaps=frame)
        .exclude(one_of("thing_id", own))
        .values("footprint")[:MANY]
        for id in AROUND
        if id in layers
    }
    return {**around, **ask_bodies(viewer, shown, own)}


def ask_bodies(viewer: Viewer, shown: Sequence[Layer], own: Blank) -> dict[str, QuerySet[Any, Any]]:
    """The question of the 3D geometry kept of buildings and of their parts."""
    telling = [layer for layer in shown if layer.model == Building.__name__]
    if not telling:
        return {}
    theirs = Q(one_of("thing_id", own)) | Q(one_of("parent_id", own))
    whole = rows_together(viewer, telling).filter(theirs, shape__isnull=False)
    size = Func(F("body"), function="pg_column_size", output_field=IntegerField())
    shapes = Shape.objects.filter(pk__in=whole.values("shape_id")).annotate(size=size)
    return {"bodies": shapes.filter(size__lt=LARGEST).values("crs", "body")}


def frame_of(place: GEOSGeometry) -> Polygon:
    """What is drawn around a place."""
    frame = Polygon.from_bbox(frame_site(read_plan(place)))
    frame.srid = settings.TWIN_CRS
    return frame


def list_buildings(versions: Sequence[Any]) -> list[int]:
    """The ids of the buildings among rows."""
    return [row.thing_id for row in versions if row.thing.kind == "building"]


def survey(place: GEOSGeometry, versions: Sequence[Any], answers: Answers) -> Site:
    """All there is to draw of a place."""
    footprint = read_plan(place)
    parcels = [row.footprint for row in versions if row.thing.kind == "parcel" and row.footprint is not None]
    heights = [row.height for row in versions if row.thing.kind == "building" and row.height is not None]
    height = max(heights, default=None)
    faces = [face for shape in answers.get("bodies", ()) for face in place_faces(shape)]
    around = {id: tuple(read_plan(row["footprint"]) for row in answers.get(id, ())) for id in AROUND}
    return Site(
        footprint=footprint,
        faces=tuple(faces or extrude(footprint, height or 0.0)),
        extruded=not faces,
        height=height,
        neighbours=around["buildings"],
        roads=around["roads"],
        parcels=tuple(map(read_plan, parcels)),
    )


def place_faces(shape: Row) -> list[Face]:
    """The faces of one body where they stand in the twin's CRS."""
    body = shape["body"]
    points = read_vertices(body)
    if len(points):
        points[:, :2] = move(points[:, :2], parse(shape["crs"]), settings.TWIN_CRS)
    return gather_faces(body["geometry"], points, body.get("geometry-templates"))
