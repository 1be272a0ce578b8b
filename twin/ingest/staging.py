"""Records on their way in: checked in batches, reprojected, copied to temporary tables."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from django.apps import apps
from django.db import connection
from numpy.typing import NDArray

from spatial.crs import LONLAT, Crs, reproject
from spatial.geometry import Geometries, repair
from spatial.quality import Tally
from spatial.records import Issue, Record, Severity, Terrain
from spatial.tables import Lot, keep_content
from twin import rasters
from twin.ingest.asking import ask_record, said_by
from twin.ingest.lines import copied_columns, line_of, line_of_solid, lines_of, plain_columns
from twin.models import Recorded, srid_of

BATCH, SOLIDS = 5000, 1000
"""How many records are held until they are staged: fewer where they bear 3D geometry."""
MOST_KEPT_WHOLE = 100_000
PLURAL = {
    shapely.GeometryType.LINESTRING: shapely.multilinestrings,
    shapely.GeometryType.POLYGON: shapely.multipolygons,
}
FARTHEST_DEGREES, SLACK = (180.0, 90.0, 180.0, 90.0), 1e-9


def model_of(record: Record) -> type[Recorded]:
    """The table of a city record's kind: they bear the same name."""
    return table_of(type(record).__name__)


@lru_cache(maxsize=64)
def table_of(name: str) -> type[Recorded]:
    """The table of city records of that name."""
    model: Any = apps.get_model("twin", name)
    return model


def listed(columns: Iterable[str], prefix: str = "") -> str:
    """The columns in SQL, quoted: a record's field may be called as a word of SQL, such as `end`."""
    return ", ".join(prefix + connection.ops.quote_name(column) for column in columns)


def stage_table(kind: type[Recorded]) -> str:
    """The temporary table of a kind."""
    return f"stage_{kind._meta.model_name}"


class Stage:
    """Temporary tables that take the records of one load, and what was noticed on the way.

    City records go to the tables of their kinds, plain rows to that of `kind`. Lives within one transaction.
    With `mending` a footprint that is not valid is mended.
    `issues` holds the first findings, `tallies` counts all by severity and code, `bad` the errors by row;
    `quality` is the report on them; `mended` are rows that were quarantined before and are not bad now,
    `moment` is when the rows were recorded.
    """

    def __init__(
        self,
        crs: Crs | int,
        kept: int,
        kind: type[Recorded] | None = None,
        mending: bool = False,
        names: Sequence[str] = (),
    ) -> None:
        self.crs, self.kept, self.kind, self.mending, self.names = crs, kept, kind, mending, names
        self.batches: dict[type[Recorded], list[Record]] = defaultdict(list)
        self.counts: Counter[type[Recorded]] = Counter()
        self.issues: list[Issue] = []
        self.tallies: dict[tuple[Severity, str], Tally] = {}
        self.bad: dict[str, list[Issue]] = defaultdict(list)
        self.mended: set[str] = set()
        self.made: set[type[Recorded]] = set()
        self.moment: datetime | None = None
        self.quality: dict[str, Any] | None = None
        self.execute("CREATE TEMP TABLE stage_shape (digest bytea, crs text, body jsonb) ON COMMIT DROP")
        self.execute("CREATE TEMP TABLE stage_bad (code text) ON COMMIT DROP")
        self.execute(
            "CREATE TEMP TABLE stage_code (kind text, object text, scheme text, code text) ON COMMIT DROP"
        )

    @property
    def tally(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        counted: Counter[Severity] = Counter()
        for (severity, _), tally in self.tallies.items():
            counted[severity] += tally.number
        return counted

    def execute(self, sql: str) -> None:
        """Run one statement of our own words."""
        with connection.cursor() as cursor:
            cursor.execute(sql)

    def note(self, issue: Issue) -> None:
        """Count a finding and keep it while there is room; an error is kept before anything milder."""
        self.tallies.setdefault((issue.severity, issue.code), Tally(issue)).number += 1
        if issue.severity is Severity.ERROR:
            if self.tally[Severity.ERROR] > MOST_KEPT_WHOLE:
                issue = replace(issue, content=None)
            self.bad[issue.object or issue.position].append(issue)
        if len(self.issues) < self.kept:
            self.issues.append(issue)
        elif issue.severity is Severity.ERROR:
            milder = next(
                (i for i, one in enumerate(self.issues) if one.severity is not Severity.ERROR), None
            )
            if milder is not None:
                self.issues[milder] = issue

    def note_all(self, issues: Iterable[Issue]) -> None:
        """Note many findings."""
        for issue in issues:
            self.note(issue)

    def take(self, stream: Iterable[Record | Lot | Issue]) -> Iterator[int]:
        """Stage everything the stream yields; gives the number of records so far now and then."""
        seen = 0
        for item in stream:
            if isinstance(item, Issue):
                self.note(item)
                continue
            if isinstance(item, Lot):
                self.copy_lot(item)
                seen += len(item)
                yield seen
                continue
            kind = model_of(item)
            batch = self.batches[kind]
            batch.append(item)
            self.note_all(ask_record(item))
            seen += 1
            if len(batch) >= (SOLIDS if item.solid else BATCH):
                self.flush(kind)
                yield seen
        for kind in list(self.batches):
            self.flush(kind)
        yield seen

    def flush(self, kind: type[Recorded]) -> None:
        """Copy one kind's waiting records to its table."""
        records = self.batches.pop(kind, [])
        if not records:
            return
        if kind not in self.made:
            self.create(kind)
        self.counts[kind] += len(records)
        records = [keep_raster(record) for record in records]
        footprints = np.array([record.footprint for record in records], dtype=object)
        places = self.place(kind, footprints, records)
        solids = [line_of_solid(record.solid) if record.solid else None for record in records]
        lines = [
            line_of(kind, record, place, solid and solid[0])
            for record, place, solid in zip(records, places, solids, strict=True)
        ]
        copy(stage_table(kind), [*copied_columns(kind), "shape_digest", "parent_code"], lines)
        copy("stage_shape", ["digest", "crs", "body"], [solid for solid in solids if solid])
        name = str(kind._meta.model_name)
        codes = [(name, record.code, scheme, code) for record in records for scheme, code in record.codes]
        copy("stage_code", ["kind", "object", "scheme", "code"], codes)

    def copy_lot(self, lot: Lot) -> None:
        """Copy rows of a published table to its stage; their digests are of the same form as a record's."""
        assert self.kind is not None
        if self.kind not in self.made:
            self.create(self.kind)
        self.counts[self.kind] += len(lot)
        places = self.place(self.kind, lot.footprints, lot)
        columns = [*plain_columns(self.kind), "valid", "digest", "footprint"]
        copy(stage_table(self.kind), columns, list(lines_of(lot, plain_columns(self.kind), places)))

    def create(self, kind: type[Recorded]) -> None:
        """Make the temporary table of a kind, typed as the kind's own."""
        self.made.add(kind)
        table, likeness = stage_table(kind), kind._meta.db_table
        typed = f"SELECT {listed(copied_columns(kind))} FROM {likeness} WITH NO DATA"
        self.execute(f"CREATE TEMP TABLE {table} ON COMMIT DROP AS {typed}")
        self.execute(f"ALTER TABLE {table} ADD shape_digest bytea, ADD parent_code text")

    def place(
        self, kind: type[Recorded], footprints: Geometries, records: Sequence[Record] | Lot
    ) -> list[bytes | None]:
        """The records' footprints in the table's CRS as EWKB; what is invalid there becomes a finding."""
        target = srid_of(kind)
        footprints = shapely.force_2d(footprints)
        lost: set[int] = set()
        shapes = reproject(footprints, self.crs, target, lost)
        if target == LONLAT:
            lost.update(np.flatnonzero(is_nowhere(shapes)).tolist())
        for index in sorted(lost):
            west, south, _, _ = footprints[index].bounds
            message = f"It lies at {west:.9g}, {south:.9g} of its system, which is nowhere on earth; mend it."
            self.blame(records[index], "NOWHERE_ON_EARTH", message)
            shapes[index] = None
        judged = isinstance(records, Lot) and shapes is footprints
        mended, broken = (shapes, {}) if judged else repair(shapes)
        for index, reason in broken.items():
            self.tell_broken(records[index], reason, mended[index] is not None)
        shapes = mended if self.mending else shapes
        return list(shapely.to_wkb(shapely.set_srid(pluralise(shapes), target), include_srid=True))

    def tell_broken(self, record: Record, reason: str, mendable: bool) -> None:
        """Note that a footprint is not valid: mended where that is asked for, else an error."""
        if self.mending and mendable:
            message = f"The footprint was not valid ({reason}) and was mended."
            self.note(
                Issue(severity=Severity.INFO, code="REPAIRED_FOOTPRINT", message=message, object=record.code)
            )
        else:
            message = f"The footprint is not valid ({reason}); mend it, or load it with --repair."
            self.blame(record, "INVALID_FOOTPRINT", message)

    def blame(self, record: Record, code: str, message: str) -> None:
        """Note an error of a record, which is kept for the quarantine."""
        self.note(
            Issue(
                severity=Severity.ERROR,
                code=code,
                message=message,
                object=record.code,
                content=keep_content(record.code, said_by(record, self.names), record.footprint),
            )
        )


def keep_raster(record: Record) -> Record:
    """The record, naming its raster by the hash under which it is kept from now on."""
    if not isinstance(record, Terrain) or record.grid is None:
        return record
    return replace(record, raster=rasters.keep(record.grid), grid=None)


def is_nowhere(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Which shapes in degrees leave the earth's."""
    with np.errstate(invalid="ignore"):
        return (np.abs(shapely.bounds(shapes)) > np.array(FARTHEST_DEGREES) + SLACK).any(axis=1)


def pluralise(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Lines and areas as multi-geometries, so that a column holds one type of each dimension."""
    types, plural = shapely.get_type_id(shapes), shapes.copy()
    for type_id, gather in PLURAL.items():
        single = np.flatnonzero(types == type_id)
        plural[single] = gather(shapes[single], indices=np.arange(single.size))
    return plural


def copy(table: str, columns: list[str], lines: Collection[Any]) -> None:
    """COPY lines into a table of ours."""
    if not lines:
        return
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({listed(columns)}) FROM STDIN") as stream,
    ):
        for line in lines:
            stream.write_row(line)
