"""The sheets of layers drawn whole, in step with their rows: each holds those of one cell of zoom 15.

A tile of a zoom that sheets are of holds thousands of rows. What PostgreSQL spends on each is mostly writing
its geometry and values, and these stand in one tile as in any other.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection

from spatial.mvt import EXTENT, open_layer, place, split_rows, split_shapes
from spatial.tile_matrix import WEB_MERCATOR, WORLD
from twin.layer import ANONYMOUS, Field, Layer, Sensitivity
from twin.models import Sheet
from twin.overview.cells import SIDE, Range, seat
from twin.overview.rounding import rounded, stays

LEVEL = 11
"""Their cells are a sixteenth of a tile of this zoom."""

CELL = LEVEL + SIDE.bit_length() - 1
"""The zoom whose tiles are as large as their cells."""

ZOOMS = range(14, 10, -1)
"""The zooms they are of, from the nearest."""

MANY = 100
"""Sheets read and written at once."""


def are_kept(layer: Layer) -> bool:
    """Whether the layer has sheets: everyone may see it, and tiles leave no row out of it at any zoom."""
    chosen = layer.abridged or layer.mixed or layer.paint.by is not None
    return not chosen and bool(layer.geometry) and ANONYMOUS in layer.audience


def fields(layer: Layer) -> list[Field]:
    """The fields that the public's tiles tell, in the order of a sheet's columns."""
    return [one for one in layer.fields if one.in_tile and one.sensitivity is Sensitivity.OPEN]


def replace(layer: Layer, source: str, values: Sequence[Any], cells: Range) -> None:
    """Work out the sheets of these cells anew from the rows of `source`: feature, tile, clearance, f0 …"""
    Sheet.objects.filter(
        layer=layer.id, x__range=(cells.left, cells.right), y__range=(cells.top, cells.bottom)
    ).delete()
    columns = len(fields(layer))
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement(layer, source, columns, cells), values)
        while found := cursor.fetchmany(MANY):
            Sheet.objects.bulk_create(make(layer.id, columns, *row) for row in found)


def make(layer: str, columns: int, x: int, y: int, reach: Any, boxes: Any, *tiles: memoryview) -> Sheet:
    """A sheet of what the database tells of a cell."""
    drawn = [open_layer(bytes(tile)) for tile in tiles]
    rows = split_rows(drawn[0], columns, np.array(boxes, dtype=np.float64))
    ids = rows.ids.tolist()
    shapes = {
        f"shapes{zoom}": split_shapes(place(one, ids), corner(x, y, zoom)).pack()
        for zoom, one in zip(ZOOMS, drawn, strict=True)
    }
    return Sheet(layer=layer, x=x, y=y, reach=reach, told=rows.pack(), **shapes)


def corner(x: int, y: int, zoom: int) -> tuple[int, int]:
    """The corner that a cell's shapes are told from, in units of the zoom from the corner of the world."""
    steps = CELL - zoom
    return (x >> steps) * EXTENT, (y >> steps) * EXTENT


def statement(layer: Layer, source: str, columns: int, cells: Range) -> str:
    """Cell by cell the extent of its rows, their boxes, and a tile of them for each zoom.

    The nearest tells what they are, too; a row that is not drawn there is drawn nowhere.
    """
    x, y = seat(LEVEL)
    shapes = ", ".join(f"{shape(layer, zoom)} AS g{zoom}" for zoom in ZOOMS)
    told = ", ".join(f"f{at}" for at in range(columns))
    tiles = []
    for zoom in ZOOMS:
        row = f'SELECT feature AS "@id", g{zoom} AS "@geometry"'
        if zoom == ZOOMS[0] and columns:
            row += f", {told}"
        given = f"(SELECT one FROM ({row}) AS one), 'sheet', {EXTENT}, '@geometry', '@id' ORDER BY feature"
        tiles.append(f"coalesce(ST_AsMVT({given}) FILTER (WHERE g{zoom} IS NOT NULL), ''::bytea)")
    box = ("ST_XMin(tile)", "ST_YMin(tile)", "ST_XMax(tile)", "ST_YMax(tile)")
    return f"""
        WITH seated AS (SELECT *, {x} AS x, {y} AS y FROM ({source}) AS found),
        drawn AS MATERIALIZED (
            SELECT *, {shapes} FROM seated
            WHERE {cells.within()}
        )
        SELECT x, y, ST_MakeEnvelope(min({box[0]}), min({box[1]}), max({box[2]}), max({box[3]}), 3857),
            array_agg(ARRAY[{", ".join(box)}] ORDER BY feature), {", ".join(tiles)}
        FROM drawn WHERE g{ZOOMS[0]} IS NOT NULL GROUP BY x, y
    """


def shape(layer: Layer, zoom: int) -> str:
    """In SQL: a row in units of a zoom, from the corner of the tile that its cell lies in."""
    steps, span = CELL - zoom, WORLD / 2**zoom
    unit = span / EXTENT
    west = f"({WEB_MERCATOR.left!r} + (x >> {steps}) * {span!r}::float8)"
    north = f"({WEB_MERCATOR.top!r} - (y >> {steps}) * {span!r}::float8)"
    box = f"ST_MakeEnvelope({west}, {north} - {span!r}, {west} + {span!r}, {north})::box2d"
    conditions = stays(unit, lines="line" in layer.geometry, areas="polygon" in layer.geometry)
    uncut, cut = rounded(unit, west, north), f"ST_AsMVTGeom(tile, {box}, {EXTENT}, 0, false)"
    if not conditions:
        return uncut
    return f"CASE WHEN {' AND '.join(conditions)} THEN {uncut} ELSE {cut} END"
