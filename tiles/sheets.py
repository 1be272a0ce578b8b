"""Tiles of layers drawn whole, of zooms with thousands of rows in one: put together from their sheets."""

import numpy as np
from django.db.models import F

from spatial.mvt import EXTENT, Cut, Frame, draw, open_layer, split_shapes, unpack
from spatial.tile_matrix import Tile
from tiles.asking import Asked
from tiles.margins import BUFFER, ROUNDED
from tiles.text import write_query
from twin import access
from twin.layer import Layer

BAND = 2
"""Units on both sides of a tile's buffered box: what comes there is drawn by the database."""

INNER = 1
"""Units that rows drawn by sheets keep from that box: what sheets leave is within the band, or beyond it."""

PIECES = -1
"""The number of rows of a layer that is told in pieces."""


def find_sheets(asked: Asked, layer: Layer, zoom: int) -> tuple[str, str] | None:
    """The sheets that answer a question, and the rows they are of, both as SQL; None where there are none."""
    found = access.sheet_rows(layer, zoom) if asked.plain else None
    if found is None:
        return None
    rows = access.rows(asked.viewer, layer, asked.times).values("tile", feature=F("thing_id"))
    return write_query(found), write_query(rows)


def draw_sheets(found: tuple[str, str], unit: float) -> str:
    """The part of a statement that gives the pieces of one layer: what is cut at the tile's edge, drawn by
    the database, then what is told and drawn by each sheet that reaches into the tile."""
    sheets, rows = found
    margin = BAND * unit + ROUNDED
    sides = f"""
        SELECT ST_Expand(ST_MakeLine(ST_PointN(ring, n), ST_PointN(ring, n + 1)), {margin!r}) AS side
        FROM ST_ExteriorRing(%(b)s::geometry) AS ring, generate_series(1, 4) AS n
    """
    cut = f"""
        SELECT DISTINCT ON (feature) feature AS "@id",
            ST_AsMVTGeom(tile, %(box)s::box2d, {EXTENT}, {BUFFER}, true) AS "@geometry"
        FROM ({sides}) AS band JOIN ({rows}) AS found ON tile && side
        WHERE tile && %(m)s::geometry ORDER BY feature
    """
    return f"""
        SELECT string_agg(piece, ''::bytea ORDER BY y, x, part) AS content, {PIECES}::bigint AS rows FROM (
            SELECT -1 AS y, 0 AS x, 0 AS part, int4send(octet_length(tile)) || tile AS piece FROM (
                SELECT coalesce(ST_AsMVT(cut, 'cut', {EXTENT}, '@geometry', '@id'), '') AS tile
                FROM ({cut}) AS cut
            ) AS drawn
            UNION ALL
            SELECT y, x, part, piece
            FROM ({sheets}) AS sheet, LATERAL (VALUES (1, told), (2, shapes)) AS half (part, piece)
            WHERE reach && %(m)s::geometry
        ) AS every
    """


def assemble(layer: Layer, tile: Tile, pieces: bytes) -> tuple[bytes, int]:
    """The layer of a tile of its pieces, and how many features it has."""
    first = 4 + int.from_bytes(pieces[:4], "big")
    features = open_layer(pieces[4:first]).features
    cut = Cut(np.array([one.id for one in features], dtype=np.int64), split_shapes(features))
    west, south, east, north = (round(metres * 100) for metres in tile.bounds((BUFFER - INNER) / EXTENT))
    frame = Frame((west, south, east, north), (tile.x * EXTENT, tile.y * EXTENT), EXTENT)
    return draw(layer.id, access.sheet_keys(layer), list(unpack(pieces, first)), cut, frame)
