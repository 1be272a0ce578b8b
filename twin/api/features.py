"""Rows to GeoJSON features: columns chosen in SQL, texts of geometry and attributes put in unparsed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.db.models.functions import Transform
from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast
from orjson import Fragment, dumps

from spatial.tile_matrix import WORLD
from twin.doorway.parameters import Parameter, read_boolean, read_integer
from twin.doorway.systems import CGCS2000, CRS84, LONLAT, MERCATOR, System
from twin.layer import Field

DECIMALS, DECIMALS_OF_DEGREES = 3, 7
PIXELS, DEEPEST = 512, 24


@dataclass(frozen=True, slots=True)
class Shape:
    """How geometry is told: in which system, as coarse as a web map of a `zoom` shows it, or not at all."""

    system: System = CRS84
    zoom: int | None = None
    skipped: bool = False

    def write(self) -> Any:
        """The geometry of a row as the text of GeoJSON.

        Outer rings run counterclockwise on the ground (RFC 7946 §3.1.6), whichever axis comes first.
        """
        if self.skipped:
            return Value(None, output_field=TextField())
        moved = Transform(self.coarsen(), self.system.srid)
        told = Func(moved, function="ST_ForcePolygonCCW", output_field=GeometryField())
        if self.system.north_first:
            told = Func(told, function="ST_FlipCoordinates", output_field=GeometryField())
        decimals = DECIMALS_OF_DEGREES if self.system.srid in (LONLAT, CGCS2000) else DECIMALS
        return Func(told, Value(decimals), Value(0), function="ST_AsGeoJSON", output_field=TextField())

    def coarsen(self) -> Any:
        """The geometry, without what is smaller than a pixel of the zoom."""
        if self.zoom is None:
            return F("footprint")
        pixel = Value(WORLD / 2**self.zoom / PIXELS)
        return Func(
            F("tile"),
            pixel,
            function="ST_SimplifyPreserveTopology",
            output_field=GeometryField(srid=MERCATOR),
        )


def read_zoom(text: str) -> int:
    """A zoom of web maps."""
    zoom = read_integer(text)
    if not 0 <= zoom <= DEEPEST:
        raise ValueError(text)
    return zoom


SKIP_GEOMETRY = Parameter(
    name="skipGeometry",
    about="With `true`, features have no geometry.",
    wants="“true” or “false”",
    read=read_boolean,
    schema={"type": "boolean", "default": False},
    default=False,
)
ZOOM_LEVEL = Parameter(
    name="zoom-level",
    about="Geometry as coarse as a map of this zoom of WebMercatorQuad shows it; without it, whole.",
    wants=f"an integer from 0 to {DEEPEST}",
    read=read_zoom,
    schema={"type": "integer", "minimum": 0, "maximum": DEEPEST},
)


def select(rows: QuerySet[Any], fields: Sequence[Field], shape: Shape) -> QuerySet[Any]:
    """Tuples of thing, version, geometry text and the fields' values."""
    values = [
        Cast(field.source, TextField()) if field.type == "object" else F(field.source) for field in fields
    ]
    return rows.values_list("thing_id", "id", shape.write(), *values)


def write_features(rows: Iterable[tuple[Any, ...]], fields: Sequence[Field]) -> Iterator[dict[str, Any]]:
    """The features of selected rows, in their order, ready for orjson."""
    names = [field.name for field in fields]
    objects = [field.name for field in fields if field.type == "object"]
    for thing, _version, geometry, *values in rows:
        properties = dict(zip(names, values, strict=True))
        for name in objects:
            text = properties[name]
            properties[name] = None if text is None else Fragment(text)
        yield {
            "type": "Feature",
            "id": thing,
            "geometry": None if geometry is None else Fragment(geometry),
            "properties": properties,
        }


def fill_page(features: Iterable[dict[str, Any]], most: int, begun: bool) -> list[bytes]:
    """Features as JSON until they are `most` bytes together; one at least of a page not `begun` yet."""
    page: list[bytes] = []
    left = most
    for feature in features:
        text = dumps(feature)
        left -= len(text) + 1
        if left < 0 and (page or begun):
            break
        page.append(text)
    return page
