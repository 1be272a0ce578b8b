"""What a load brings, held against the terrain that will stand: what floats above the ground or is sunk."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from django.db import connection

from spatial.records import Issue, Severity
from twin.ground import STANDING, find_ground
from twin.ingest.sql import ask
from twin.ingest.staging import Stage, stage_table, table_of
from twin.models import Recorded

OFF_GROUND = 3.0
"""Metres between an object's ground and the terrain worth a finding: ours, above a DEM's own error."""

LOT = 50_000


def check_grounds(stage: Stage, dataset: int, partial: bool) -> Iterator[Issue]:
    """Every building and node whose ground is told and lies far off the terrain under it."""
    pieces = list_pieces(stage, dataset, partial)
    for kind in founded(stage):
        yield from check_kind(kind, pieces)


def has_terrain(stage: Stage, dataset: int, partial: bool) -> bool:
    """Whether terrain lies about any of the buildings and nodes staged."""
    kinds = founded(stage)
    boxes = " UNION ALL ".join(
        f"SELECT ST_Extent(footprint) AS box FROM {stage_table(kind)}" for kind in kinds
    )
    return bool(kinds) and ask(
        f"SELECT EXISTS (SELECT FROM ({list_pieces(stage, dataset, partial)}) AS piece "
        f"JOIN ({boxes}) AS staged ON piece.footprint && staged.box)"
    ) == [(True,)]


def founded(stage: Stage) -> list[type[Recorded]]:
    """The kinds staged that stand on the ground and tell where it is."""
    return [kind for kind in map(table_of, ("Building", "Node")) if kind in stage.made]


def list_pieces(stage: Stage, dataset: int, partial: bool) -> str:
    """The pieces of terrain that will stand after the load, in SQL: those staged, and those it leaves."""
    terrain = table_of("Terrain")
    if terrain not in stage.made:
        stage.create(terrain)
    staged = stage_table(terrain)
    replaced = f"SELECT id FROM twin_thing WHERE dataset_id = {dataset:d} AND kind = 'terrain'"
    if partial:
        replaced += f" AND code IN (SELECT code FROM {staged})"
    return f"""
        {STANDING} AND terrain.thing_id NOT IN ({replaced})
        UNION ALL
        SELECT terrain.raster, terrain.resolution, terrain.footprint, shape.digest, shape.crs, shape.body
        FROM {staged} AS terrain LEFT JOIN stage_shape AS shape ON shape.digest = terrain.shape_digest
    """


def check_kind(kind: type[Recorded], pieces: str) -> Iterator[Issue]:
    """The objects of one kind, some at a time, neighbours together so that a lot asks few pieces."""
    placed = (
        f"SELECT code, ground, footprint, ST_PointOnSurface(footprint) AS place FROM {stage_table(kind)} "
        "WHERE ground IS NOT NULL AND footprint IS NOT NULL"
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT code, ST_X(place), ST_Y(place), ground FROM ({placed}) AS placed "
            "ORDER BY footprint, code"
        )
        while rows := cursor.fetchmany(LOT):
            yield from compare(rows, pieces)


def compare(rows: list[Any], pieces: str) -> Iterator[Issue]:
    """Findings about rows of code, x, y and ground; where the terrain is unknown there is none."""
    points = np.array([(x, y) for _, x, y, _ in rows], dtype=np.float64)
    terrain = find_ground(points, pieces)
    above = np.array([ground for *_, ground in rows], dtype=np.float64) - terrain
    for place in np.flatnonzero(np.abs(above) > OFF_GROUND):
        code, side = ("FLOATING", "above") if above[place] > 0 else ("SUNKEN", "below")
        message = (
            f"Its foot is {abs(above[place]):.1f} m {side} the terrain, which is at {terrain[place]:.1f} m; "
            "see whether its heights are of the twin's datum."
        )
        yield Issue(
            severity=Severity.WARNING,
            code=code,
            message=message,
            object=rows[place][0],
            position="{:.2f} {:.2f}".format(*points[place]),
        )
