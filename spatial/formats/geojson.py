"""GeoJSON: a collection of features, or a feature a line (RFC 7946, RFC 8142)."""

import re
from pathlib import Path

from spatial.format import Asked, Format, Header
from spatial.tables import Table
from spatial.text import Text
from spatial.vector.geojson import read_table
from spatial.vector.headers import head_of_tables
from spatial.vector.members import BOM, find_type

TYPES = (b'"FeatureCollection"', b'"Feature"')

_FEATURES = re.compile(rb'"features"\s*:\s*\[\s*\{.*"type"\s*:\s*"Feature"', re.DOTALL)


def recognises(head: bytes) -> bool:
    """Whether the bytes begin an object whose own type is that of a feature or of a collection of them."""
    text = head.removeprefix(BOM).lstrip(b" \t\r\n\x1e")
    if not text.startswith(b"{"):
        return False
    found = find_type(text, len(text))
    return found in TYPES if found else bool(_FEATURES.search(text))


def files(path: Path) -> list[Path]:
    """The one file."""
    return [path] if path.is_file() else []


def tables(path: Path, asked: Asked) -> list[Table]:
    """The file's one table, under the file's name."""
    return [read_table(path, asked.swap_axes, asked.repair)]


def header(path: Path, asked: Asked) -> Header:
    """What the file says of itself; without a word its coordinates are degrees in WGS 84 (RFC 7946 §4)."""
    return head_of_tables(tables(path, asked))


FORMAT = Format(
    id="geojson",
    title=Text("GeoJSON 地理要素", "GeoJSON"),
    extensions=(".geojson", ".geojsonl", ".json"),
    media_type="application/geo+json",
    recognises=recognises,
    files=files,
    header=header,
    tables=tables,
)
