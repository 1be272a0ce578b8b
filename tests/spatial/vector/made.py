"""Small vector files written on the fly, sound and broken, for the tests of their readers."""

import sqlite3
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from spatial.records import Issue, Severity
from spatial.tables import Row, Table

BOX = shapely.box(518_000, 3_349_000, 518_010, 3_349_010)
OPEN_RING = struct.pack("<BIII8d", 1, 3, 1, 4, 0, 0, 1, 0, 1, 1, 0, 1)
BOW_TIE = bytes(shapely.to_wkb(shapely.from_wkt("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))")))
NOT_NUMBER = struct.pack("<BII4d", 1, 2, 2, 0, 0, float("nan"), 1)


def write(path: Path, driver: str, shapes: list[Any], columns: dict[str, Any], **more: Any) -> Path:
    """A file of areas (or another `geometry_type`) written by GDAL in EPSG:4549; bytes go in as they are."""
    stored = [shape if isinstance(shape, bytes | None) else shapely.to_wkb(shape) for shape in shapes]
    pyogrio.raw.write(
        path,
        np.array([*stored, None], dtype=object)[:-1],
        list(columns.values()),
        fields=list(columns),
        driver=driver,
        **{"geometry_type": "Polygon", "crs": "EPSG:4549", **more},
    )
    return path


def write_package(path: Path, *statements: str | tuple[str, tuple[Any, ...]], kind: str = "GEOMETRY") -> Path:
    """A GeoPackage with one table `t` (fid, geom, n INTEGER, word TEXT), then changed by statements."""
    database = sqlite3.connect(path)
    database.executescript(
        f"""
        CREATE TABLE gpkg_spatial_ref_sys (srs_name, srs_id INTEGER PRIMARY KEY, organization,
            organization_coordsys_id INTEGER, definition, description);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type, identifier, description,
            last_change, min_x, min_y, max_x, max_y, srs_id);
        CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m);
        CREATE TABLE t (fid INTEGER PRIMARY KEY, geom {kind}, n INTEGER, word TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES ('', 4549, 'EPSG', 4549, '', '');
        INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
            VALUES ('t', 'features', 'T', 4549);
        INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', '{kind}', 4549, 0, 0);
        """
    )
    for statement in statements:
        database.execute(*((statement,) if isinstance(statement, str) else statement))
    database.commit()
    database.close()
    return path


def pack(shape: Any, flags: int = 1) -> bytes:
    """A geometry (or well-known binary) as GeoPackage binary."""
    return (
        b"GP\0"
        + bytes([flags])
        + struct.pack("<i", 4549)
        + (shape if isinstance(shape, bytes) else shapely.to_wkb(shape))
    )


def add(shape: Any, n: Any = 1, word: Any = "a") -> tuple[str, tuple[Any, ...]]:
    """The statement that adds a row to `t`."""
    blob = None if shape is None else pack(shape)
    return "INSERT INTO t (geom, n, word) VALUES (?, ?, ?)", (blob, n, word)


def sort(table: Table, key: str | None = None) -> tuple[list[Row], list[Issue], list[Issue]]:
    """The rows of a table, its errors, its milder findings."""
    found = list(table.rows(key))
    issues = [one for one in found if isinstance(one, Issue)]
    return (
        [one for one in found if isinstance(one, Row)],
        [one for one in issues if one.severity is Severity.ERROR],
        [one for one in issues if one.severity is not Severity.ERROR],
    )
