"""What a load brings, held against the terrain that stands: what floats above the ground or is sunk in it."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from spatial.records import Issue, Severity
from twin.ground import find_ground
from twin.ingest.sql import ask
from twin.ingest.staging import Stage, stage_table, table_of
from twin.models import Recorded

OFF_GROUND = 3.0
"""Metres between an object's ground and the terrain worth a finding: ours, above a DEM's own error."""

LOT = 50_000


def check_grounds(stage: Stage) -> Iterator[Issue]:
    """Every building and node whose ground is told and lies far off the terrain under it."""
    for name in ("Building", "Node"):
        kind = table_of(name)
        if kind in stage.made and has_terrain():
            yield from check_kind(kind)


def has_terrain() -> bool:
    """Whether the twin holds a raster of the ground."""
    query = "SELECT EXISTS (SELECT FROM twin_terrain WHERE upper_inf(recorded) AND raster IS NOT NULL)"
    [[held]] = ask(query)
    return bool(held)


def check_kind(kind: type[Recorded]) -> Iterator[Issue]:
    """The objects of one kind, some at a time in the order of their codes."""
    placed = (
        f"SELECT code, ground, ST_PointOnSurface(footprint) AS place FROM {stage_table(kind)} "
        f"WHERE ground IS NOT NULL AND footprint IS NOT NULL AND code > %s ORDER BY code LIMIT {LOT}"
    )
    last = ""
    while rows := ask(f"SELECT code, ST_X(place), ST_Y(place), ground FROM ({placed}) AS placed", [last]):
        last = rows[-1][0]
        yield from compare(rows)


def compare(rows: list[Any]) -> Iterator[Issue]:
    """Findings about rows of code, x, y and ground; where the terrain is unknown there is none."""
    points = np.array([(x, y) for _, x, y, _ in rows], dtype=np.float64)
    terrain = find_ground(points)
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
