"""A small map of one object: its own shape among buildings and roads, north up, with a scale bar."""

from math import cos, radians

from django.conf import settings
from django.contrib.gis.geos import Polygon
from shapely import from_wkb
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry

from spatial.drawings import Mark, draw_site, frame_site
from twin import access

AROUND = {"roads": "road", "buildings": "neighbour"}
"""The layers drawn around an object, with the style of each."""
MANY, FARTHEST = 300, 3000.0
"""How much is drawn around, and within how many metres' width anything is."""
METRES_OF_DEGREE = 111_320.0
SHEET = 360
DOT = 90
"""A point is drawn as a disc of the frame's width over this."""


def draw_place(viewer: access.Viewer, known: access.Known, title: str) -> str | None:
    """The map as SVG; None where the object has no place."""
    footprint = known.row.footprint
    if footprint is None or footprint.empty:
        return None
    at_home = footprint.srid == settings.TWIN_CRS
    shape = from_wkb(footprint.wkb.tobytes())
    shape = shape if at_home else flatten(shape)
    box = frame_site(shape)
    wide = box[2] - box[0]
    marks = draw_around(viewer, known, box) if at_home and wide <= FARTHEST else []
    return draw_site(box, [*marks, draw_shape(shape.simplify(wide / SHEET / 2), wide)], title)


def flatten(shape: BaseGeometry) -> BaseGeometry:
    """Degrees as metres of an equidistant cylindrical plane that is true in the shape's middle."""
    _, south, _, north = shape.bounds
    narrowed = METRES_OF_DEGREE * max(cos(radians((south + north) / 2)), 0.01)
    return scale(shape, narrowed, METRES_OF_DEGREE, origin=(0, 0))


def draw_around(
    viewer: access.Viewer, known: access.Known, box: tuple[float, float, float, float]
) -> list[Mark]:
    """What else of AROUND the viewer sees in the box."""
    frame = Polygon.from_bbox(box)
    frame.srid = settings.TWIN_CRS
    layers = {layer.id: layer for layer in access.visible(viewer)}
    return [
        Mark(style, from_wkb(shape.wkb.tobytes()))
        for id, style in AROUND.items()
        if id in layers
        for shape in access.rows(viewer, layers[id])
        .filter(footprint__bboverlaps=frame)
        .exclude(thing_id=known.thing.pk)
        .values_list("footprint", flat=True)[:MANY]
    ]


def draw_shape(shape: BaseGeometry, wide: float) -> Mark:
    """The object itself: areas filled, lines as lines, points as discs."""
    if "Point" in shape.geom_type:
        return Mark("subject", shape.buffer(wide / DOT))
    return Mark("pipe" if "Line" in shape.geom_type else "subject", shape, "#c2410c")
