"""GeoJSON of any size as a table (RFC 7946): one collection, or a feature a line.

Features are read one by one and not by GDAL, which turns a geometry it cannot read into none, drops the ids
of features, and follows links to systems elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from spatial import crs
from spatial.errors import RefusedError
from spatial.geometry import Geometries
from spatial.records import Issue, Severity
from spatial.tables import Column, Extent, Lot, Table
from spatial.vector.cells import Odd
from spatial.vector.coordinates import OPEN_RING, WrongGeometryError, build, close_rings
from spatial.vector.faults import REPAIRED_RING, Faults, blame, note
from spatial.vector.features import Member, read_members
from spatial.vector.json_types import settle_type, tell_type
from spatial.vector.rows import BATCH, Batch, Layout, limit_columns, make_lots
from spatial.vector.shapes import KINDS, bound, unite_bounds

DEFAULT = f"EPSG:{crs.LONLAT}"


@dataclass(slots=True)
class Survey:
    """What all features of a file have: their columns' types, kinds of geometry, place, number."""

    types: dict[str, set[str]] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    boxes: list[Extent] = field(default_factory=list)
    total: int = 0
    crs: str | None = DEFAULT
    title: str | None = None


def read_table(path: Path, swapped: bool, repair: bool = False) -> Table:
    """The one table of a file, under the file's name. Raises RefusedError for a text that is no GeoJSON."""
    survey = _survey(path, repair)
    name = path.stem
    columns = tuple(
        Column(name=name, type=settle_type(types), untold=not types) for name, types in survey.types.items()
    )
    limit_columns(name, list(survey.types))
    kinds = tuple(kind for kind in KINDS if kind in survey.kinds)
    layout = Layout(
        table=name, columns=columns, kinds=kinds, swapped=swapped, repair=repair, distinct=False, fid="id"
    )

    def read(key: str | None) -> Iterator[Lot | Issue]:
        yield from _tell_mixed(survey, name)
        yield from make_lots(_read_batches(path, layout), layout, key)

    return Table(
        name=name,
        title=survey.title or name,
        columns=columns,
        crs=survey.crs,
        geometry=kinds,
        extent=unite_bounds(survey.boxes, swapped),
        total=survey.total,
        lots=read,
    )


def _survey(path: Path, repair: bool) -> Survey:
    survey = Survey()
    shapes: list[shapely.Geometry | None] = []
    for member in read_members(path):
        if isinstance(member, dict):
            survey.crs, survey.title = _read_system(member), _read_title(member)
            continue
        survey.total += 1
        for name, value in member.properties.items():
            survey.types.setdefault(name, set()).update(() if value is None else (tell_type(value),))
        shapes.append(_build(member, {}, 0, repair))
        if len(shapes) == BATCH:
            _take_shapes(survey, shapes)
            shapes = []
    _take_shapes(survey, shapes)
    return survey


def _take_shapes(survey: Survey, shapes: list[shapely.Geometry | None]) -> None:
    given = _gather(shapes)
    survey.kinds |= {KINDS[found] for found in np.unique(shapely.get_dimensions(given)) if found >= 0}
    box = bound(given)
    survey.boxes += [] if box is None else [box]


def _gather(shapes: list[shapely.Geometry | None]) -> Geometries:
    """A list of geometries as an array, whatever its length."""
    return np.array([*shapes, None], dtype=object)[:-1]


def _build(member: Member, faults: Faults, row: int, repair: bool) -> shapely.Geometry | None:
    if isinstance(member.content, Odd):
        blame(
            faults,
            row,
            "FEATURE_NOT_UNDERSTOOD",
            f"The feature cannot be read: {member.content.message}.",
            "",
        )
        return None
    geometry = member.content.get("geometry")
    try:
        return build(geometry)
    except WrongGeometryError as wrong:
        closed = close_rings(geometry) if repair and wrong.code == OPEN_RING else None
        if closed:
            note(faults, row, REPAIRED_RING, "A ring was not closed; it was, by its first point.")
            return _build(member.with_geometry(closed), faults, row, False)
        blame(faults, row, wrong.code, wrong.message, wrong.position)
        return None


def _read_batches(path: Path, layout: Layout) -> Iterator[Batch]:
    members: list[Member] = []
    for member in read_members(path):
        if isinstance(member, Member):
            members.append(member)
        if len(members) == BATCH:
            yield _make_batch(members, layout)
            members = []
    yield _make_batch(members, layout)


def _make_batch(members: list[Member], layout: Layout) -> Batch:
    faults: Faults = {}
    return Batch(
        fids=[_read_id(member) for member in members],
        columns=[[member.properties.get(column.name) for member in members] for column in layout.columns],
        shapes=_gather([_build(member, faults, row, layout.repair) for row, member in enumerate(members)]),
        faults=faults,
        positions=[member.position for member in members],
    )


def _read_id(member: Member) -> str:
    """The feature's own id, else its number in the file."""
    found = None
    if not isinstance(member.content, Odd):
        found = member.content.get("id", member.content.get("fid"))
    return str(found) if type(found) in (int, str) and found != "" else str(member.number)


def _tell_mixed(survey: Survey, table: str) -> Iterator[Issue]:
    for name, types in survey.types.items():
        if len(types) > 1 and settle_type(types) == "string" and types != {"string", "date"}:
            listed = ", ".join(sorted(types))
            message = f"Column “{name}” holds values of several types ({listed}); all are kept as text."
            yield Issue(
                severity=Severity.INFO, code="MIXED_TYPES", message=message, position=f"{table}, {name}"
            )


def _read_system(around: dict[str, Any]) -> str | None:
    """The system a collection names as files before RFC 7946 did; None where it says there is none known."""
    if "crs" not in around:
        return DEFAULT
    declared = around["crs"]
    properties = declared.get("properties") if isinstance(declared, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        return None
    try:
        return f"EPSG:{crs.parse(name).horizontal}"
    except RefusedError:
        return None


def _read_title(around: dict[str, Any]) -> str | None:
    name = around.get("name")
    return name if isinstance(name, str) and name.strip() and "\0" not in name else None
