"""What an archive is to hold: which tiles, in which batches, and what all of them are made of."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

import orjson
from django.db import connection
from django.db.models import BigIntegerField, F, QuerySet
from django.db.models.expressions import RawSQL
from pmtiles.tile import zxy_to_tileid

from spatial.tile_matrix import WEB_MERCATOR, Bounds
from tiles.asking import Asked
from tiles.code import digest_code
from tiles.covering import count_rows
from tiles.looks import LIGHT
from tiles.text import write_query
from twin import access
from twin.filter.boxes import Box, project
from twin.layer import Layer

STATEMENT = 20
"""What a tile costs beside its rows, in rows."""
PARTS = 100
LEAST, MOST = 1_000, 20_000
"""Rows of a batch: so few that many can share the work, and a kill loses about a second's of it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an archive is asked for: tiles of the zooms from first to last that meet the boxes, if any."""

    asked: Asked
    zooms: tuple[int, int]
    boxes: tuple[Box, ...] = ()
    language: str = "zh"
    look: str = LIGHT.id

    @property
    def areas(self) -> list[Bounds] | None:
        """The boxes in metres of the projection; None for everywhere."""
        return find_areas(self.boxes)


def find_areas(boxes: Sequence[Box]) -> list[Bounds] | None:
    """Boxes of degrees in metres of the projection; None for everywhere."""
    return [(*project(west, south), *project(east, north)) for west, south, east, north in boxes] or None


def divide(wanted: Wanted) -> list[list[int]]:
    """The PMTiles ids of the tiles that may hold something, ascending, in batches of about equal cost."""
    costs: Counter[int] = Counter()
    first, last = wanted.zooms
    for zoom in range(first, last + 1):
        for (x, y), rows in count_rows(wanted.asked, WEB_MERCATOR, zoom, wanted.areas).items():
            costs[zxy_to_tileid(zoom, x, y)] = rows + STATEMENT * len(wanted.asked.layers)
    return list(batches(costs))


def batches(costs: Counter[int]) -> Iterator[list[int]]:
    """Ids in ascending order, parted where a batch has cost enough."""
    enough = min(max(costs.total() // PARTS, LEAST), MOST)
    batch: list[int] = []
    spent = 0
    for id in sorted(costs):
        batch.append(id)
        spent += costs[id]
        if spent >= enough:
            yield batch
            batch, spent = [], 0
    if batch:
        yield batch


def take_stock(wanted: Wanted) -> tuple[str, Bounds | None]:
    """What the tiles follow from, as a hash, and the extent of their rows in metres of the projection.

    Rows count with the transaction that wrote them: whatever is changed, by whom, gives another hash.
    """
    told: list[Any] = [digest_code(), wanted.zooms, wanted.boxes, wanted.language, wanted.look]
    told += [sorted(wanted.asked.viewer.groups), repr(wanted.asked.times), repr(wanted.asked.conditions)]
    extents: list[Bounds] = []
    for layer in wanted.asked.layers:
        own, *others = map(survey, read_from(wanted, layer))
        told += [asdict(layer), *((count, str(stamp)) for count, stamp, _ in (own, *others))]
        extents += [own[2]] if own[2] else []
    digest = blake2b(orjson.dumps(told, default=sorted), digest_size=16).hexdigest()
    return digest, join(extents)


def read_from(wanted: Wanted, layer: Layer) -> Iterator[QuerySet[Any, Any]]:
    """All rows that tiles of a layer are drawn from: its own, and what they amount to from afar."""
    asked, (first, last) = wanted.asked, wanted.zooms
    yield access.rows(asked.viewer, layer, asked.times)
    if asked.plain:
        overviews = (access.overview_rows(layer, zoom) for zoom in range(first, last + 1))
        yield from (rows for rows in overviews if rows is not None)


def survey(rows: QuerySet[Any, Any]) -> tuple[int, int, Bounds | None]:
    """Number, stamp and extent of rows."""
    written = f"{connection.ops.quote_name(rows.model._meta.db_table)}.xmin::text::bigint"
    stamped = rows.values("tile", number=F("id"), written=RawSQL(written, (), BigIntegerField()))
    with connection.cursor() as cursor:
        cursor.execute(SURVEYED.format(rows=write_query(stamped)), {})
        count, stamp, *extent = cursor.fetchone()
    return count, stamp, None if extent[0] is None else (extent[0], extent[1], extent[2], extent[3])


SURVEYED = """
    SELECT held, stamp, ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box) FROM (
        SELECT count(*) AS held, coalesce(sum(hashint8extended(number, written)), 0) AS stamp,
               ST_Extent(tile) AS box
        FROM ({rows}) AS found
    ) AS surveyed
"""


def join(extents: Sequence[Bounds]) -> Bounds | None:
    """The box around all."""
    if not extents:
        return None
    west, south, east, north = zip(*extents, strict=True)
    return min(west), min(south), max(east), max(north)
