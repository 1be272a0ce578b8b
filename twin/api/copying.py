"""What to copy from a page: the same question for QGIS, GDAL and curl, quoted safely quoted."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from spatial.text import Text

QGIS = Text(
    "QGIS：新建“WFS / OGC API - Features”连接的地址",
    "QGIS: the address of a new “WFS / OGC API - Features” connection",
)
QGIS_LAYER = Text("QGIS：要添加的图层", "QGIS: the layer to add")
GDAL_INFO = Text("GDAL：查看图层", "GDAL: what the layer is")
GDAL_LIST = Text("GDAL：列出图层", "GDAL: which layers there are")
GDAL_COPY = Text("GDAL：另存为 GeoPackage", "GDAL: a GeoPackage of it")
CURL = Text("curl：本页内容（JSON）", "curl: this page as JSON")


@dataclass(frozen=True, slots=True)
class Copy:
    """A line to copy, with what it is for."""

    title: str
    text: str


def write_copies(
    root: str,
    path: str,
    asked: Mapping[str, str],
    language: str,
    collection: str | None = None,
    extent: Sequence[float] | None = None,
) -> list[Copy]:
    """The lines of a page at `path` below `root`, for which `asked` was given.

    `extent` is the part of the collection in degrees (west, south, east, north) that is asked for.
    """
    source = f"OAPIF:{root}/"
    lines = [(QGIS, f"{root}/")]
    if collection is None:
        lines.append((GDAL_LIST, write_command("ogrinfo", "-ro", source)))
    else:
        part = ["-spat", *(f"{number:.10g}" for number in extent)] if extent else []
        into = ["ogr2ogr", "-f", "GPKG", f"{collection}.gpkg"]
        lines += [
            (QGIS_LAYER, collection),
            (GDAL_INFO, write_command("ogrinfo", "-ro", "-so", source, collection)),
            (
                GDAL_COPY,
                write_command(*into, source, collection, *part),
            ),
        ]
    lines.append((CURL, write_command("curl", "-fsS", "--compressed", write_address(root, path, asked))))
    return [Copy(title.in_(language), text) for title, text in lines]


def write_address(root: str, path: str, asked: Mapping[str, Any]) -> str:
    """The address of a page's JSON; nothing in it means anything to curl's globbing."""
    return f"{root}{quote(path)}?{urlencode({**asked, 'f': 'json'})}"


def write_command(*words: str) -> str:
    """A line for a POSIX shell, which reads each word as it stands."""
    return shlex.join(words)
