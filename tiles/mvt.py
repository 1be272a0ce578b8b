"""Vector tiles from the gate's rows: one SQL statement a layer, compiled once, run for any tile."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet

from spatial.errors import TwinError
from twin import access
from twin.layer import Layer

EXTENT = 4096
BUFFER = 64
DEEPEST = 22
WORLD = 40075016.685578488
DIMENSIONS = {"point": 0, "line": 1, "polygon": 2}
OVERVIEW = 14
# Other names (quotes, percent signs, over 63 bytes, ours) are no columns: they go as keys of one JSON column.
PLAIN = re.compile(r"(?!(?:id|geometry|properties)$)[a-z_][a-z0-9_]{0,62}")
TILE = "ST_TileEnvelope(%(z)s, %(x)s, %(y)s)"
WIDE = f"ST_TileEnvelope(%(z)s, %(x)s, %(y)s, margin => {BUFFER / EXTENT})"


class NoSuchTileError(TwinError):
    """Zoom, column or row lie outside the tile matrix."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile of WebMercatorQuad (OGC 17-083r4 Annex D.1): zoom, column from the west, row from the north."""

    z: int
    x: int
    y: int

    def __post_init__(self) -> None:
        if not 0 <= self.z <= DEEPEST:
            raise NoSuchTileError(f"Zoom {self.z} is outside 0 to {DEEPEST}.")
        if not (0 <= self.x < 2**self.z and 0 <= self.y < 2**self.z):
            raise NoSuchTileError(f"At zoom {self.z} columns and rows go from 0 to {2**self.z - 1}.")

    @property
    def pixel(self) -> float:
        """The side of one of 512 screen pixels, in metres of the projection."""
        return WORLD / 2**self.z / 512


def draw(viewer: access.Viewer, layer: Layer, tile: Tile, times: access.Times = access.NOW) -> bytes:
    """The tile's features of one layer as MVT 2.1; empty bytes when there are none.

    Feature ids are those of the things. Below zoom 14, areas smaller than a screen pixel are left out.
    """
    lowest, highest = layer.zooms
    if not lowest <= tile.z <= highest:
        return b""
    sql, values = statement(viewer, layer, tile.z, times)
    envelope = {
        "z": tile.z,
        "x": tile.x,
        "y": tile.y,
        "smallest": tile.pixel**2 if tile.z < OVERVIEW else 0.0,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, {**values, **envelope})
        [content] = cursor.fetchone()
    return bytes(content)


def statement(
    viewer: access.Viewer, layer: Layer, zoom: int, times: access.Times
) -> tuple[str, dict[str, Any]]:
    """The tile statement of a layer at a zoom for this viewer; the tile's own place stays open."""
    fields = [field for field in access.columns(viewer, layer) if field.in_tile]
    chosen = drawn_from(access.rows(viewer, layer, times), layer, zoom).values(
        "thing_id", "tile", **{f"f{index}": F(field.source) for index, field in enumerate(fields)}
    )
    inner, values = compiled(chosen)
    plain = {index: field.name for index, field in enumerate(fields) if PLAIN.fullmatch(field.name)}
    other = {index: field.name for index, field in enumerate(fields) if index not in plain}
    names = [f'f{index} AS "{name}"' for index, name in plain.items()]
    if other:
        pairs = ", ".join(f"%(n{index})s::text, f{index}" for index in other)
        names.append(f"jsonb_strip_nulls(jsonb_build_object({pairs})) AS properties")
    named = {f"n{index}": name for index, name in other.items()}
    kinds = [DIMENSIONS[kind] for kind in layer.geometry]
    sql = f"""
        WITH drawn AS (
            SELECT {", ".join(["thing_id AS id", *names])},
                   ST_AsMVTGeom(tile, {TILE}, {EXTENT}, {BUFFER}, true) AS geometry
            FROM ({inner}) AS rows
            WHERE tile && {WIDE} AND ST_Dimension(tile) = ANY(%(kinds)s::int[])
              AND (%(smallest)s = 0 OR ST_Dimension(tile) < 2 OR ST_Area(tile) >= %(smallest)s)
        )
        SELECT coalesce(ST_AsMVT(drawn, %(layer)s, {EXTENT}, 'geometry', 'id'), '') FROM drawn
        WHERE geometry IS NOT NULL
    """
    return sql, {**values, **named, "layer": layer.id, "kinds": kinds}


def drawn_from(rows: QuerySet[Any], layer: Layer, zoom: int) -> QuerySet[Any]:
    """The rows whose class is drawn at this zoom."""
    paint = layer.paint
    source = next((field.source for field in layer.fields if field.name == paint.by), None)
    if source is None:
        return rows
    early = [value for one in paint.classes if one.zoom <= zoom for value in one.values]
    late = [value for one in paint.classes if one.zoom > zoom for value in one.values]
    if paint.rest.zoom > zoom:
        return rows.filter(**{f"{source}__in": early})
    return rows.exclude(**{f"{source}__in": late}) if late else rows


def compiled(rows: QuerySet[Any]) -> tuple[str, dict[str, Any]]:
    """A queryset's SQL with its values named, so that it can stand inside another statement."""
    sql, values = rows.order_by().query.sql_with_params()
    named = {f"v{index}": value for index, value in enumerate(values)}
    return sql % tuple(f"%({name})s" for name in named), named
