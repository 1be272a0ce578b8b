"""Small tables made by hand, published as a file's would be."""

import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from shapely import Point, total_bounds
from shapely.geometry.base import BaseGeometry

from spatial.format import formats
from spatial.records import Issue, Severity
from spatial.tables import Column, Lot, Table
from twin.ingest import Order, Report
from twin.ingest.loading import publish, silent
from twin.ingest.recognise import Input

HANGZHOU = Point(120.16, 30.26)
HOSTILE_NAMES = ('q"x', "a%b", "max__h", "objects", "auth_user", "建筑面积", "x" * 80, "%s")


def make_table(
    name: str,
    columns: dict[str, str],
    rows: Iterable[tuple[str, BaseGeometry | None, tuple[Any, ...]] | Issue],
    crs: str | None = "EPSG:4326",
) -> Table:
    """A table of these columns (name to type) and rows (key, geometry, values)."""
    held = list(rows)
    shapes = [row[1] for row in held if not isinstance(row, Issue) and row[1] is not None]
    kinds = {"Point": "point", "LineString": "line", "Polygon": "polygon"}

    def stream(key: str | None) -> Iterator[Lot | Issue]:
        for row in held:
            if isinstance(row, Issue):
                yield row
            else:
                at = list(columns).index(key) if key else None
                code = row[0] if at is None else str(row[2][at])
                footprints = np.array([row[1], None], dtype=object)[:1]
                yield Lot(codes=[code], footprints=footprints, columns=[[one] for one in row[2]])

    return Table(
        name=name,
        title=name,
        columns=tuple(Column(name=one, type=type) for one, type in columns.items()),
        crs=crs,
        geometry=tuple(sorted({kinds[shape.geom_type] for shape in shapes})),
        extent=tuple(total_bounds(shapes).tolist()) if shapes else None,  # type: ignore[arg-type]
        total=len(held),
        lots=stream,
    )


def put(table: Table, order: Order | None = None, sha256: str = "") -> Report:
    """Publish a table; each call is another file unless the hash says otherwise."""
    digest = sha256 or secrets.token_hex(32)
    input = Input(Path(f"{table.name}.gpkg"), next(iter(formats)), [("made.gpkg", digest)], digest, 1)
    return publish(input, table, order or Order(), "tester", silent)


def bad_row(code: str) -> Issue:
    """A row that a format could not read."""
    return Issue(
        severity=Severity.ERROR, code="BAD", message="It is bad.", object=code, content={"code": code}
    )
