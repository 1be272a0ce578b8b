"""GeoPackage: an SQLite database of tables with and without geometry (OGC 12-128r19)."""

from pathlib import Path

from spatial.format import Asked, Format, Header
from spatial.tables import Table
from spatial.text import Text
from spatial.vector import geopackage
from spatial.vector.headers import head_of_tables

MAGIC = b"SQLite format 3\0"
APPLICATIONS = (b"GPKG", b"GP10", b"GP11")
DECLARED = b"gpkg_contents"


def recognises(head: bytes) -> bool:
    """Whether the bytes begin an SQLite database that calls itself a GeoPackage, or holds its first table."""
    return head.startswith(MAGIC) and (head[68:72] in APPLICATIONS or DECLARED in head)


def files(path: Path) -> list[Path]:
    """The one file of the package."""
    return [path] if path.is_file() else []


def tables(path: Path, asked: Asked) -> list[Table]:
    """Every table of the package, in its own order."""
    return geopackage.read_tables(path, asked.swap_axes, asked.repair)


def header(path: Path, asked: Asked) -> Header:
    """What the package says of its first table."""
    return head_of_tables(tables(path, asked))


FORMAT = Format(
    id="geopackage",
    title=Text("GeoPackage 地理数据包", "GeoPackage"),
    extensions=(".gpkg",),
    media_type="application/geopackage+sqlite3",
    recognises=recognises,
    files=files,
    header=header,
    tables=tables,
)
