"""What a GeoPackage says of its own tables (OGC 12-128r19): names, columns, types, systems."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from spatial import crs
from spatial.errors import RefusedError
from spatial.tables import Column
from spatial.vector.cells import Odd
from spatial.vector.rows import limit_columns
from spatial.vector.sqlite import Ask, quote_name

KINDS = {
    "POINT": ("point",),
    "MULTIPOINT": ("point",),
    "LINESTRING": ("line",),
    "MULTILINESTRING": ("line",),
    "CIRCULARSTRING": ("line",),
    "COMPOUNDCURVE": ("line",),
    "CURVE": ("line",),
    "MULTICURVE": ("line",),
    "POLYGON": ("polygon",),
    "MULTIPOLYGON": ("polygon",),
    "CURVEPOLYGON": ("polygon",),
    "SURFACE": ("polygon",),
    "MULTISURFACE": ("polygon",),
}
ANY_KIND = ("point", "line", "polygon")
OURS = re.compile(r"(?:gpkg|sqlite|rtree|ogr)_", re.IGNORECASE)


class Shelf(NamedTuple):
    """What the GeoPackage says of one of its tables; `stored` is false for a view."""

    name: str
    title: str
    geometry: str | None
    kinds: tuple[str, ...]
    crs: str | None
    fid: str | None
    columns: tuple[Column, ...]
    binary: frozenset[str]
    stored: bool


def read_shelves(ask: Ask) -> Iterator[Shelf]:
    """Every table of features or attributes, in the package's order. Raises RefusedError."""
    plainly = partial(_ask_plainly, ask)
    for name, title in _list(plainly):
        yield _describe(plainly, name, title)


def _ask_plainly(ask: Ask, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
    for line in ask(sql, *values):
        if any(isinstance(one, Odd) for one in line):
            raise RefusedError("The GeoPackage's list of its tables is not UTF-8 text; export it again.")
        yield line


def _list(ask: Ask) -> list[tuple[str, str]]:
    """Names and titles: what the package declares, then ordinary tables that it does not."""
    there = {
        str(name): str(kind)
        for name, kind in ask("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')")
    }
    if "gpkg_contents" not in there:
        raise RefusedError(
            "The file is an SQLite database but no GeoPackage (it has no gpkg_contents); export it again."
        )
    declared = list(ask("SELECT table_name, data_type, identifier FROM gpkg_contents ORDER BY rowid"))
    for name, _, _ in declared:
        if not isinstance(name, str) or name not in there:
            raise RefusedError(
                f"The GeoPackage declares a table “{name}” that it does not hold; export it again."
            )
    found = [
        (name, title if isinstance(title, str) and title else name)
        for name, kind, title in declared
        if kind in ("features", "attributes", "aspatial")
    ]
    named = {name for name, _, _ in declared}
    others = [name for name, kind in there.items() if kind == "table" and name not in named]
    return found + [(name, name) for name in others if not OURS.match(name) and not _is_virtual(ask, name)]


def _is_virtual(ask: Ask, name: str) -> bool:
    [[sql]] = ask("SELECT sql FROM sqlite_master WHERE name = ?", name)
    return "CREATE VIRTUAL" in str(sql)[:40].upper()


def _describe(ask: Ask, name: str, title: str) -> Shelf:
    [[stored]] = ask("SELECT type FROM sqlite_master WHERE name = ?", name)
    described = list(ask(f"PRAGMA table_xinfo({quote_name(name)})"))
    keys = [line[1] for line in described if line[5] and "INT" in str(line[2]).upper()]
    fid = keys[0] if len(keys) == 1 else None
    geometry = kind = system = None
    if list(ask("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_geometry_columns'")):
        found = ask(
            "SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?",
            name,
        )
        geometry, kind, system = next(found, (None, None, None))
    if geometry is not None and geometry not in [line[1] for line in described]:
        raise RefusedError(
            f"Table “{name}” lacks its geometry column “{geometry}”; export the GeoPackage again."
        )
    documents = _list_documents(ask, name)
    columns = [
        Column(name=line[1], type="object" if line[1] in documents else read_type(str(line[2])))
        for line in described
        if line[1] not in (fid, geometry)
    ]
    limit_columns(name, [column.name for column in columns])
    binary = {line[1] for line in described if "BLOB" in str(line[2]).upper()} - {geometry}
    return Shelf(
        name=name,
        title=title,
        geometry=geometry,
        kinds=KINDS.get(str(kind).upper(), ANY_KIND) if geometry is not None else (),
        crs=_read_system(ask, system),
        fid=fid,
        columns=tuple(columns),
        binary=frozenset(binary),
        stored=stored == "table",
    )


def _list_documents(ask: Ask, name: str) -> set[str]:
    """The columns that hold JSON (OGC 12-128r19, F.9 Schema)."""
    if not list(ask("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_data_columns'")):
        return set()
    found = ask(
        "SELECT column_name FROM gpkg_data_columns WHERE table_name = ? AND mime_type = 'application/json'",
        name,
    )
    return {column for (column,) in found}


def read_type(declared: str) -> str:
    """The type of a column from its declaration (OGC 12-128r19 table 1, then SQLite's own affinities)."""
    word = declared.upper()
    if word in ("BOOLEAN", "BOOL"):
        return "boolean"
    if word in ("DATE", "DATETIME", "TIME"):
        return word.lower()
    if word.startswith("TIMESTAMP"):
        return "datetime"
    if "JSON" in word:
        return "object"
    if "INT" in word:
        return "integer"
    if any(part in word for part in ("REAL", "FLOA", "DOUB", "NUMERIC", "DECIMAL")):
        return "number"
    return "string"


def _read_system(ask: Ask, srs: Any) -> str | None:
    """The coordinate system of an srs_id; 0 and -1 stand for an undefined one."""
    if srs in (None, 0, -1):
        return None
    found = ask(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys "
        "WHERE srs_id = ?",
        srs,
    )
    organization, code, definition = next(found, (None, None, None))
    if str(organization).upper() == "EPSG" and type(code) is int and code > 0:
        return f"EPSG:{code}"
    return crs.identify(str(definition)) if definition else None
