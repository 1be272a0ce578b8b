"""Where a tile of a layer comes from: which rows, columns and geometry its statement reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from spatial.tile_matrix import WORLD, Grid
from tiles.asking import Asked
from tiles.text import write_identifier, write_query, write_text
from twin import access
from twin.doorway.filtering import condition
from twin.filter.boxes import DEGREES, MERCATOR
from twin.layer import Field, Layer

FULL = 14
"""The zoom from which on every area is drawn, however small."""

PIXELS = 512
DIMENSIONS = {"point": 0, "line": 1, "polygon": 2}
BY_ID = "ORDER BY feature"
"""So the same rows give the same bytes. Of a layer drawn whole from afar there are too many to sort: they
come as the index has them."""

IMPORTANCE = "ST_Area(tile) DESC, ST_Length(tile) DESC, hashint8(feature), feature"
GEOMETRY, ID, OTHERS = "@geometry", "@id", "@others"
LONGEST_NAME, MOST_PAIRS = 63, 50
"""A longer name is no column's in SQL; its value goes under that key in one JSON column, which a function
makes of so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a layer's part of a statement is written of.

    `rows` give feature (its id), tile, clearance, what is drawn (`geometry`) and what `columns` tell; they
    are found by the column `found_by`, in EPSG:`srid`. `uncut` says that what ends near the tile may stay so.
    """

    rows: str
    columns: list[str]
    conditions: list[str]
    importance: str
    order: str
    areas: bool
    lines: bool
    uncut: bool
    geometry: str
    found_by: str
    srid: int


def find_source(asked: Asked, layer: Layer, zoom: int, grid: Grid) -> Source:
    """The source of a layer at a zoom; raises EmptyResultSet where nothing can be in it.

    From afar the public's question of what is now is answered by what the rows amount to: on the map, so not
    of rows that reach beyond it in a grid that does.
    """
    on_the_map = not {access.srid(layer), grid.srid} <= DEGREES
    overview = access.overview_rows(layer, zoom) if asked.plain and on_the_map else None
    if overview is None:
        return find_rows(asked, layer, zoom, grid)
    return find_overview(layer, overview, zoom, grid)


def find_overview(layer: Layer, rows: QuerySet[Any, dict[str, Any]], zoom: int, grid: Grid) -> Source:
    """The generalised rows of a layer, which lie on the grid of a tile already unless from very far."""
    names = ["count", *rows.query.annotations]
    values = {f"f{at}": F(name) for at, name in enumerate(names)}
    return Source(
        rows=write_query(rows.values("tile", "importance", feature=F("id"), **values)),
        columns=[f"f{at} AS {write_identifier(name)}" for at, name in enumerate(names)],
        conditions=[],
        importance="importance DESC, feature",
        order=BY_ID,
        areas=False,
        lines="line" in layer.geometry,
        uncut=zoom >= access.FARTHEST_OVERVIEW,
        geometry="tile" if grid.srid == MERCATOR else move_near(grid),
        found_by="tile",
        srid=MERCATOR,
    )


def find_rows(asked: Asked, layer: Layer, zoom: int, grid: Grid) -> Source:
    """The rows of a layer themselves."""
    fields = [
        one
        for one in access.columns(asked.viewer, layer)
        if one.in_tile and (asked.fields is None or one.name in asked.fields)
    ]
    rows = drawn_from(access.rows(asked.viewer, layer, asked.times), layer, zoom)
    named = dict(asked.conditions)
    rows = rows.filter(**{one.source: named[one.name] for one in layer.fields if one.name in named})
    kept_in = access.srid(layer)
    if asked.filter is not None:
        rows = rows.filter(condition(asked.filter, access.columns(asked.viewer, layer), kept_in))
    as_kept = kept_in == grid.srid or {kept_in, grid.srid} <= DEGREES
    far = kept_in in DEGREES and not as_kept
    geometry = "tile" if grid.srid == MERCATOR or far else "footprint"
    found_by = "footprint" if as_kept else "tile"
    values = {f"f{at}": F(one.source) for at, one in enumerate(fields)}
    read = rows.values(*sorted({"tile", "clearance", geometry}), feature=F("thing_id"), **values)
    moved = move_near(grid) if far else f"ST_Transform(footprint, {grid.srid})"
    return Source(
        rows=write_query(read),
        columns=list(name_columns(fields)),
        conditions=list(limit(layer, zoom)),
        importance=IMPORTANCE,
        order=BY_ID if layer.abridged or zoom >= FULL else "",
        areas="polygon" in layer.geometry,
        lines="line" in layer.geometry,
        uncut=True,
        geometry=geometry if grid.srid in (MERCATOR, kept_in) else moved,
        found_by=found_by,
        srid=kept_in if as_kept else MERCATOR,
    )


def move_near(grid: Grid) -> str:
    """What of the map's geometry is near the tile, in the grid's system, which ends not far from the city."""
    return f"ST_Transform(ST_ClipByBox2D(tile, %(m)s::geometry), {grid.srid})"


def name_columns(fields: Sequence[Field]) -> Iterator[str]:
    """The fields' columns under their names; an object as its text."""
    others = []
    for at, one in enumerate(fields):
        column = f"f{at}::text" if one.type == "object" else f"f{at}"
        if 0 < len(one.name.encode()) <= LONGEST_NAME and one.name not in (GEOMETRY, ID, OTHERS):
            yield f"{column} AS {write_identifier(one.name)}"
        else:
            others.append(f"{write_text(one.name)}, {column}")
    if others:
        parts = [", ".join(part) for part in batched(others, MOST_PAIRS)]
        whole = " || ".join(f"jsonb_build_object({part})" for part in parts)
        yield f'jsonb_strip_nulls({whole}) AS "{OTHERS}"'


def batched(pairs: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    """The pairs in order, so many at once."""
    for first in range(0, len(pairs), most):
        yield pairs[first : first + most]


def limit(layer: Layer, zoom: int) -> Iterator[str]:
    """What rows must be to be drawn: of a kind of geometry that is, and not too small to be seen."""
    kinds = [DIMENSIONS[kind] for kind in layer.geometry]
    if len(kinds) < len(DIMENSIONS) and layer.mixed:
        yield f"ST_Dimension(tile) IN ({', '.join(map(str, kinds))})"
    if zoom < FULL and layer.abridged and "polygon" in layer.geometry:
        pixel = WORLD / 2**zoom / PIXELS
        # What lies beyond the map is not small.
        yield f"(ST_Dimension(tile) < 2 OR ST_Area(tile) >= {pixel * pixel!r} OR ST_IsEmpty(tile))"


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
