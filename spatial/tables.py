"""Tables of any vector file: the neutral model between a file's own columns and a published dataset."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from shapely.geometry.base import BaseGeometry

from spatial.records import CityObject, Issue

Extent = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the file; `type`: string, integer, number, boolean, date, time, datetime or object.

    Where no row has a value to tell the type by, it is `untold`.
    """

    name: str
    type: str
    untold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(CityObject):
    """A row of a table: its key in `code`, its geometry in `footprint`, its values in the columns' order."""

    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a file: what it is called, what it holds, and its rows in a stream.

    `crs` is as declared ("EPSG:4326"), None where the file says nothing; `geometry` lists the kinds there
    may be ("point", "line", "polygon"), empty for a table without geometry; `extent` is (west, south, east,
    north) in x-y order. `rows(key)` yields rows whose code is the column `key`, or the file's own feature id
    for None; what cannot be read is an Issue in its place.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    crs: str | None
    geometry: tuple[str, ...]
    extent: Extent | None
    total: int | None
    rows: Callable[[str | None], Iterator[Row | Issue]]


def keep_content(code: str, said: dict[str, Any], shape: BaseGeometry | None) -> dict[str, Any]:
    """A row as JSON for whoever is to mend it: its id, what it says, its geometry as text."""
    content = {"code": code, "values": said, "geometry": shape.wkt if shape is not None else None}
    plain: dict[str, Any] = orjson.loads(orjson.dumps(content, default=str))
    return plain
