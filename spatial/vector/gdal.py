"""Shapefiles and FlatGeobuf as tables, by GDAL; what GDAL warns of on the way becomes findings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from spatial import crs
from spatial.errors import RefusedError
from spatial.records import Issue, Severity
from spatial.tables import Column, Extent, Lot, Table
from spatial.vector.arrow import read_values, stream
from spatial.vector.cells import Odd
from spatial.vector.curves import straighten
from spatial.vector.faults import Faults, blame
from spatial.vector.listening import listen
from spatial.vector.rows import Batch, Layout, limit_columns, make_lots
from spatial.vector.shapes import FARTHEST, unite_bounds
from spatial.vector.wkb import read_wkb

KINDS = {"Point": ("point",), "LineString": ("line",), "Polygon": ("polygon",)}
ANY_KIND = ("point", "line", "polygon")
TYPES = {
    "OFTInteger": "integer",
    "OFTInteger64": "integer",
    "OFTReal": "number",
    "OFTString": "string",
    "OFTDate": "date",
    "OFTTime": "time",
    "OFTDateTime": "datetime",
    "OFTBinary": "string",
}
MISREAD = (";", "!")  # pyogrio takes them for parts of an address, and opens another file.
DOUBTFUL = "parsed incompletely"
TOLD_BY_ROW = (DOUBTFUL, "Non closed ring")
SUBTYPES = {"OFSTBoolean": "boolean", "OFSTJSON": "object"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that GDAL reads by `driver`: its `name` as a table, how its text is decoded, and with what said.

    `decode` takes text as GDAL gives it under `options`; `notes` are findings about the file as a whole;
    `total` is the number of rows where GDAL does not know it (it counts those deleted).
    """

    path: Path
    driver: str
    name: str
    decode: Callable[[str], str | Odd]
    options: dict[str, str] = field(default_factory=dict)
    notes: tuple[Issue, ...] = ()
    total: int | None = None


def read_table(source: Source, swapped: bool, repair: bool = False) -> Table:
    """The one table of a file. Raises RefusedError where GDAL cannot read it."""
    import pyogrio

    if any(sign in str(source.path) for sign in MISREAD):
        raise RefusedError(
            f"{source.path} cannot be opened for the {' or '.join(MISREAD)} in it; rename the file or folder."
        )
    with listen(source.path):
        about = pyogrio.read_info(
            source.path, layer=0, force_feature_count=True, force_total_bounds=True, **source.options
        )
    if about["driver"] != source.driver:
        raise RefusedError(f"{source.path.name} is {about['driver']}, not {source.driver}; export it again.")
    columns = tuple(_read_columns(source, about))
    limit_columns(source.name, [column.name for column in columns])
    layout = Layout(
        table=source.name,
        columns=columns,
        kinds=_read_kinds(about["geometry_type"]),
        swapped=swapped,
        repair=repair,
        distinct=True,
        binary=frozenset(
            column.name
            for column, type in zip(columns, about["ogr_types"], strict=True)
            if type == "OFTBinary"
        ),
        fid="fid",
    )

    total = source.total if source.total is not None else int(about["features"])

    def read(key: str | None) -> Iterator[Lot | Issue]:
        yield from source.notes
        yield from make_lots(_read_batches(source, about["layer_name"], layout, total), layout, key)

    return Table(
        name=source.name,
        title=source.name,
        columns=columns,
        crs=_read_system(about["crs"]),
        geometry=layout.kinds,
        extent=_read_extent(about["total_bounds"], swapped) if layout.kinds else None,
        total=total,
        lots=read,
    )


def _read_columns(source: Source, about: dict[str, Any]) -> Iterator[Column]:
    for stored, type, subtype in zip(about["fields"], about["ogr_types"], about["ogr_subtypes"], strict=True):
        name = source.decode(stored)
        if isinstance(name, Odd):
            raise RefusedError(f"{source.path.name}: the name of column “{stored}”: {name.message}.")
        yield Column(name=name, type=SUBTYPES.get(subtype) or TYPES.get(type, "object"))


def _read_kinds(declared: str | None) -> tuple[str, ...]:
    """The kinds of geometry under a name such as "MultiPolygon Z"."""
    if declared is None:
        return ()
    return KINDS.get(declared.split()[0].removeprefix("2.5D").removeprefix("Multi"), ANY_KIND)


def _read_system(declared: str | None) -> str | None:
    if declared is None or declared.startswith("EPSG:"):
        return declared
    return crs.identify(declared)


def _read_extent(bounds: tuple[float, ...] | None, swapped: bool) -> Extent | None:
    if bounds is None or not (np.abs(bounds) <= FARTHEST).all():
        return None
    west, south, east, north = map(float, bounds)
    return unite_bounds([(west, south, east, north)], swapped)


def _read_batches(source: Source, layer: str, layout: Layout, total: int) -> Iterator[Batch]:
    """The rows in lots. Raises RefusedError where GDAL ends before the number the file says it holds."""
    done = 0
    for batch, said in stream(source.path, source.options):
        with listen(source.path):
            made = _make_batch(source, layer, layout, batch)
        if any(DOUBTFUL in text for text in said):
            _blame_doubtful(source, made)
        done += len(made.fids)
        notes = (_note(text, layout.table) for text in said if not any(word in text for word in TOLD_BY_ROW))
        yield replace(made, notes=tuple(notes))
    if done < total:
        raise RefusedError(
            f"{source.path.name} says it holds {total} rows and ends after {done}; it was cut: fetch it "
            "again."
        )


def _blame_doubtful(source: Source, made: Batch) -> None:
    """Find the rows whose text GDAL took for a number only in part, by reading them one by one."""
    fids = [int(fid) for fid in made.fids]
    for row, (_, said) in enumerate(stream(source.path, source.options, fids)):
        for text in said:
            if DOUBTFUL in text:
                blame(made.faults, row, "VALUE_NOT_UNDERSTOOD", f"{text}.", "")


def _make_batch(source: Source, layer: str, layout: Layout, batch: Any) -> Batch:
    fids = batch.column(0).to_pylist()
    faults: Faults = {}
    shapes = None
    if layout.kinds:
        stored = batch.column(batch.num_columns - 1).to_pylist()
        shapes = read_wkb(
            stored,
            lambda rows: straighten(source.path, layer, {row: fids[row] for row in rows}),
            faults,
            layout.repair,
        )
    columns = [
        read_values(batch.column(place + 1), column.type, source.decode)
        for place, column in enumerate(layout.columns)
    ]
    return Batch(fids=[str(fid) for fid in fids], columns=columns, shapes=shapes, faults=faults)


def _note(text: str, table: str) -> Issue:
    return Issue(severity=Severity.WARNING, code="GDAL_WARNS", message=f"{text}.", position=table)
