"""Where the map changes, so that no tile made without a change outlives it.

Triggers note each statement's places in `twin_change`. Before a transaction with such notes commits it sets
marks of them, by the ledger's connection and under a lock; what is made meanwhile is kept only where its
snapshot has seen all that is marked (`keeping`), under the shared side of that lock.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import Polygon
from django.db import connection, connections, transaction
from psycopg import Connection

from spatial.tile_matrix import Bounds
from twin.models import Change, Recorded

LEDGER = "ledger"
CHANNEL = "twin_change"
LOCK = "SELECT pg_advisory_xact_lock(hashtext('twin.marks'))"
BOX = "ST_XMin(area), ST_YMin(area), ST_XMax(area), ST_YMax(area)"
TAKE_OWN = f"""
    DELETE FROM twin_change WHERE xid = pg_current_xact_id_if_assigned()::text::bigint
    RETURNING relation, {BOX}
"""
TAKE_OTHERS = f"""
    DELETE FROM twin_change
    WHERE id IN (SELECT id FROM twin_change ORDER BY id LIMIT 10000 FOR UPDATE SKIP LOCKED)
    RETURNING relation, {BOX}
"""
SET = """
    INSERT INTO twin_mark (xid, relation, area)
    SELECT %(xid)s, relation, ST_MakeEnvelope(west, south, east, north, 3857)
    FROM unnest(%(relation)s::text[], %(west)s::float8[], %(south)s::float8[], %(east)s::float8[],
        %(north)s::float8[]) AS told (relation, west, south, east, north)
"""
# The snapshots of whoever reads later see all that is older than the oldest transaction in progress.
SWEEP = """
    WITH gone AS (
        DELETE FROM twin_mark WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint RETURNING xid
    )
    INSERT INTO twin_swept (id, xid) SELECT 1, max(xid) FROM gone HAVING count(*) > 0
    ON CONFLICT (id) DO UPDATE SET xid = greatest(twin_swept.xid, excluded.xid)
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table has changed: a box in EPSG:3857, or None for all of it; at some `zooms` or all."""

    relation: str
    box: Bounds | None
    zooms: range | None = None


EVERYTHING = Place("", None)
"""All tables at once."""


def relation_of(kind: type[Recorded]) -> str:
    """The name of a table as triggers tell it."""
    return kind._meta.db_table.replace('"', "")


def watch(relation: str) -> None:
    """Have what is changed in a table of rows be noted from now on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT twin_watch(%s::regclass)", [relation])


def note(kind: type[Recorded], boxes: Iterable[Bounds | None]) -> None:
    """Note what this transaction changes without writing rows: boxes in EPSG:3857, None for everything."""
    relation = relation_of(kind)
    Change.objects.bulk_create(
        Change(relation=relation, area=Polygon.from_bbox(box) if box else None) for box in boxes
    )


def take() -> list[Place]:
    """What this transaction has changed; it has been told then."""
    return fetch(TAKE_OWN)


def take_others() -> list[Place]:
    """What was changed by transactions that have told nobody; for the transaction that now sees to it."""
    return fetch(TAKE_OTHERS)


def fetch(sql: str) -> list[Place]:
    """The places that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [
            Place(relation, None if box[0] is None else tuple(box)) for relation, *box in cursor.fetchall()
        ]


def mark(places: Iterable[Place]) -> None:
    """Set marks of what this transaction has changed; they stand before it commits, and if it does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        [xid] = cursor.fetchone()
    boxes = [(place.relation, *(place.box or (None,) * 4)) for place in places]
    columns = zip(*boxes, strict=True)
    told = dict(zip(("relation", "west", "south", "east", "north"), map(list, columns), strict=True))
    with transaction.atomic(using=LEDGER), connections[LEDGER].cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute(SET, {"xid": xid, **told})


@contextmanager
def keeping(link: Connection[Any], relations: Sequence[str], bounds: Bounds, snapshot: str) -> Iterator[bool]:
    """Whether what was read of the tables within `bounds` (EPSG:3857) by `snapshot` may be kept.

    The answer holds as long as the context lasts: nobody marks anything meanwhile.
    """
    with link.transaction(), link.cursor() as cursor:
        asked = [list(relations), *bounds, snapshot]
        cursor.execute("SELECT twin_may_keep(%s, %s, %s, %s, %s, %s::pg_snapshot)", asked)
        [row] = cursor.fetchall()
        yield bool(row[0])


def sweep() -> None:
    """Take away the marks of transactions that all later snapshots have seen the end of."""
    with transaction.atomic(using=LEDGER), connections[LEDGER].cursor() as cursor:
        cursor.execute(LOCK)
        cursor.execute(SWEEP)
