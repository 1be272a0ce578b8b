"""Whether a load lies off what the twin holds just as GCJ-02 would put it: told, not mended."""

import numpy as np
from django.conf import settings

from spatial import gcj02
from spatial.crs import move
from spatial.displacement import REACH, WGS84, Displacement, is_suspicious, judge, reveal, turn
from spatial.gcj02 import Floats
from spatial.records import Issue, Severity
from twin.ingest.sql import ask
from twin.ingest.staging import Stage, stage_table, table_of
from twin.models import Recorded, srid_of

PROBES = 300
# What things of a kind lie by: their like first, else what they belong to.
NEIGHBOURS = {
    "Building": ("Building", "AdminArea"),
    "Address": ("Address", "Building", "AdminArea"),
    "Place": ("Place", "Building", "AdminArea"),
    "Road": ("Road", "AdminArea"),
}
OF_TABLES = ("Building", "Road")
WORDS = {"Building": "building", "Address": "address", "Place": "place", "Road": "road"}
WORDS |= {"AdminArea": "administrative area"}


def look_for_offset(stage: Stage) -> None:
    """Note where the staged things look like GCJ-02 beside what the twin holds."""
    for kind in stage.counts:
        name = kind.__name__
        neighbours = OF_TABLES if kind is stage.kind else NEIGHBOURS.get(name, ())
        if not neighbours or srid_of(kind) != settings.TWIN_CRS:
            continue
        points = probe(kind, stage.counts[kind])
        points = points[gcj02.lies_in_china(move(points, settings.TWIN_CRS, WGS84))]
        for neighbour in neighbours if len(points) else ():
            found = compare(points, table_of(neighbour))
            if found is not None:
                stage.note(tell(found, WORDS.get(name, "row"), WORDS[neighbour]))
                return


def probe(kind: type[Recorded], number: int) -> Floats:
    """Points of some of the staged things, the same ones each time."""
    share = min(100.0, 300.0 * PROBES / max(number, 1))
    found = ask(
        f"""
        SELECT ST_X(point), ST_Y(point) FROM (
            SELECT ST_PointOnSurface(footprint) AS point
            FROM {stage_table(kind)} TABLESAMPLE BERNOULLI (%s) REPEATABLE (1)
            WHERE NOT ST_IsEmpty(footprint) LIMIT %s
        ) AS probes
        """,
        [share, PROBES],
    )
    return np.array(found, dtype=float).reshape(-1, 2)


def compare(points: Floats, neighbour: type[Recorded]) -> Displacement | None:
    """How the points lie by what stands of another kind, where that is as GCJ-02 would have them."""
    given = measure(points, neighbour)
    near = given < REACH
    points, given = points[near], given[near]
    if not len(points):
        return None
    moved = reveal(points, settings.TWIN_CRS)
    revealed = measure(moved, neighbour)
    if not is_suspicious(given, revealed):
        return None
    turned = [measure(other, neighbour) for other in turn(points, moved)]
    return judge(given, revealed, turned, float(np.hypot(*(moved - points).T).mean()))


def measure(points: Floats, neighbour: type[Recorded]) -> Floats:
    """The distance in the storage CRS from each point to the nearest that stands of a kind."""
    table, srid = neighbour._meta.db_table, settings.TWIN_CRS
    found = ask(
        f"""
        SELECT COALESCE(nearest.distance, 'infinity')
        FROM unnest(%s::float8[], %s::float8[]) WITH ORDINALITY AS probe (x, y, place)
        LEFT JOIN LATERAL (
            SELECT footprint <-> ST_SetSRID(ST_MakePoint(probe.x, probe.y), {srid}) AS distance
            FROM {table} WHERE upper_inf(recorded)
            ORDER BY footprint <-> ST_SetSRID(ST_MakePoint(probe.x, probe.y), {srid}) LIMIT 1
        ) AS nearest ON true
        ORDER BY probe.place
        """,
        [points[:, 0].tolist(), points[:, 1].tolist()],
    )
    return np.array(found, dtype=float).ravel()


def tell(found: Displacement, thing: str, neighbour: str) -> Issue:
    """The finding."""
    message = (
        f"This looks like GCJ-02, some {found.shift:.0f} m off: from each {thing} to the nearest "
        f"{neighbour} the twin holds it is {found.given:.1f} m on average as given, and "
        f"{found.revealed:.1f} m with GCJ-02 undone. If it is, unload it and load it again, in degrees, with "
        "--crs GCJ-02."
    )
    return Issue(severity=Severity.WARNING, code="LOOKS_LIKE_GCJ02", message=message)
