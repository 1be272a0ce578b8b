"""Shapefile: geometry, index and attributes in files side by side, or several such in a .zip (ESRI 1998)."""

import re
from pathlib import Path

from spatial.format import Asked, Format, Header
from spatial.tables import Table
from spatial.text import Text
from spatial.vector import shapefiles
from spatial.vector.archives import lists_shapefile
from spatial.vector.headers import head_of_tables

MAGIC = b"\0\0\x27\x0a"
VERSION = b"\xe8\x03\0\0"
ZIP = b"PK\x03\x04"

_PART = re.compile(
    rb"\.(?:shp|shx|dbf|prj|cpg|sbn|sbx|qix|qpj|shp\.xml)PK|\.(?:shp|shx|dbf|prj|cpg)", re.IGNORECASE
)


def recognises(head: bytes) -> bool:
    """Whether the bytes begin a .shp, or a .zip that names a part of one."""
    if head.startswith(ZIP):
        return bool(_PART.search(head))
    return head.startswith(MAGIC) and head[28:32] == VERSION


def files(path: Path) -> list[Path]:
    """The .shp and the files beside it, or the .zip."""
    if not path.is_file():
        return []
    if path.suffix.lower() == ".shp":
        return shapefiles.list_parts(path)
    return [path] if lists_shapefile(path) else []


def tables(path: Path, asked: Asked) -> list[Table]:
    """The shapefile's one table, or one for each in the .zip."""
    if path.suffix.lower() == ".shp":
        return [shapefiles.read_shapefile(path, asked.swap_axes, path.stem, asked.repair)]
    return shapefiles.read_archive(path, asked.swap_axes, asked.repair)


def header(path: Path, asked: Asked) -> Header:
    """What the first shapefile says of itself."""
    return head_of_tables(tables(path, asked))


FORMAT = Format(
    id="shapefile",
    title=Text("Shapefile 矢量文件", "Shapefile"),
    extensions=(".shp", ".zip"),
    media_type="application/vnd.shp",
    recognises=recognises,
    files=files,
    header=header,
    tables=tables,
)
