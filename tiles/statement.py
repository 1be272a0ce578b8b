"""The SQL of a tile: one statement for all its layers, compiled once for a zoom and run for any tile."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.utils import timezone

from spatial.mvt import EXTENT
from spatial.tile_matrix import WEB_MERCATOR, Grid, Tile
from tiles.asking import Asked
from tiles.margins import BUFFER, ROUNDED
from tiles.sheets import draw_sheets, find_sheets
from tiles.sources import GEOMETRY, ID, Source, find_source
from tiles.text import write_polygon, write_text
from twin import access
from twin.filter.boxes import MERCATOR, cover
from twin.layer import Layer
from twin.overview import rounded, stays

NOTHING = "SELECT ''::bytea AS content, 0::bigint AS rows"


@dataclass(frozen=True, slots=True)
class Plan:
    """A question about the tiles of a zoom; `key` tells it from others, and has all that it is told by."""

    asked: Asked = field(compare=False)
    grid: Grid = field(compare=False)
    z: int = field(compare=False)
    limited: bool = field(compare=False)
    key: tuple[Any, ...]

    @property
    def zoom(self) -> int:
        """The zoom of WebMercatorQuad of about its scale."""
        return self.z + self.grid.shift

    @property
    def unit(self) -> float:
        """The side of a tile's unit, in units of the grid's system."""
        return self.grid.span / (1 << self.z) / EXTENT


def write(asked: Asked, tile: Tile, limited: bool = False) -> str:
    """The statement for all tiles of the tile's zoom; `place` gives the values of one.

    It gives one row: the snapshot it was read by, the state of what is published, then for each layer the
    content and how many rows it was drawn of. Where it is `limited` it also takes `n0`, `n1` … : how many
    rows of each layer are drawn at most, the most important.
    """
    layers = tuple(map(id, asked.layers))  # which live as long as the plan
    day = datetime.now(timezone.get_default_timezone()).date() if asked.times.valid is None else None
    rest = (asked.viewer.groups, asked.times, asked.fields, asked.conditions, asked.filter)
    key = (tile.grid.id, tile.z, limited, layers, day, *rest)
    return compile(Plan(asked, tile.grid, tile.z, limited, key))


def place(tile: Tile) -> dict[str, Any]:
    """The values of a statement for one tile: its corner and its box, that with the buffer (b), one so much
    smaller that what is found within it is within the buffer (i), and one of EPSG:3857 that covers it (m).

    Boxes are bound as what they are in the database: put together from numbers they would be for each row.
    """
    west, south, east, north = tile.bounds()
    buffered, srid = tile.bounds(BUFFER / EXTENT), tile.grid.srid
    return {
        "w": west,
        "n": north,
        "box": f"BOX({west!r} {south!r},{east!r} {north!r})",
        "b": write_polygon(buffered, srid),
        "i": write_polygon(tile.bounds(BUFFER / EXTENT - ROUNDED / tile.span), srid),
        "m": write_polygon(cover(buffered, srid), MERCATOR),
    }


@lru_cache(maxsize=2048)
def compile(plan: Plan) -> str:
    """The statement of a plan."""
    columns, tables = ["pg_current_snapshot()::text", f"({access.PUBLISHED})"], []
    for at, layer in enumerate(plan.asked.layers):
        columns += [f"l{at}.content", f"l{at}.rows"]
        tables.append(f"({draw(plan, layer, at)}) AS l{at}")
    return f"SELECT {', '.join(columns)} FROM {', '.join(tables)}"


def draw(plan: Plan, layer: Layer, at: int) -> str:
    """The part of a statement that draws one layer."""
    lowest, highest = layer.zooms
    if not lowest <= plan.zoom <= highest:
        return NOTHING
    try:
        if plan.grid == WEB_MERCATOR and (sheets := find_sheets(plan.asked, layer, plan.zoom)):
            return draw_sheets(sheets, plan.unit)
        source = find_source(plan.asked, layer, plan.zoom, plan.grid)
    except EmptyResultSet:
        return NOTHING
    order = f"ORDER BY {source.importance} LIMIT %(n{at})s::bigint" if plan.limited else source.order
    near = f"{source.found_by} && %({'m' if source.srid == MERCATOR else 'b'})s::geometry"
    chosen = " AND ".join([near, *source.conditions])
    rows = f"SELECT * FROM ({source.rows}) AS found WHERE {chosen} {order}"
    told = ", ".join([f'feature AS "{ID}"', *source.columns, f'{shape(plan, source)} AS "{GEOMETRY}"'])
    tile = f"ST_AsMVT(drawn, {write_text(layer.id)}, {EXTENT}, '{GEOMETRY}', '{ID}')"
    return f"""
        SELECT coalesce({tile}, ''::bytea) AS content, count(*) AS rows
        FROM (SELECT {told} FROM ({rows}) AS chosen) AS drawn
    """


def shape(plan: Plan, source: Source) -> str:
    """The geometry of a row in units of the tile.

    Cutting and mending (ST_AsMVTGeom) is most of a tile's time, and needless for what lies wholly within
    the buffer and stays valid when its corners are rounded.
    """
    cut = f"ST_AsMVTGeom({source.geometry}, %(box)s::box2d, {EXTENT}, {BUFFER}, true)"
    if plan.grid != WEB_MERCATOR or not source.uncut:
        return cut
    conditions = stays(plan.unit, lines=source.lines, areas=source.areas)
    whole = " AND ".join(["tile @ %(i)s::geometry", *conditions])
    return f"CASE WHEN {whole} THEN {rounded(plan.unit, '%(w)s::float8', '%(n)s::float8')} ELSE {cut} END"
