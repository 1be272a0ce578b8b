"""Tables of any vector file: the neutral model between a file's own columns and a published dataset."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from shapely.geometry.base import BaseGeometry

from spatial.geometry import Geometries
from spatial.records import Issue, Record

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
class Row(Record):
    """A row of a table: its key in `code`, its geometry in `footprint`, its values in the columns' order."""

    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lot:
    """Rows of a table that come together, column by column: `codes` (n), `footprints` (n), `columns` of n."""

    codes: Sequence[str]
    footprints: Geometries
    columns: Sequence[Sequence[Any]]

    def __len__(self) -> int:
        """How many rows."""
        return len(self.codes)

    def __getitem__(self, place: int) -> Row:
        """One of the rows."""
        values = tuple(column[place] for column in self.columns)
        return Row(code=self.codes[place], footprint=self.footprints[place], values=values)

    def without(self, places: set[int]) -> "Lot":
        """The other rows than those at these places."""
        if not places:
            return self
        kept = [place for place in range(len(self)) if place not in places]
        return Lot(
            codes=[self.codes[place] for place in kept],
            footprints=self.footprints[kept],
            columns=[[column[place] for place in kept] for column in self.columns],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a file: what it is called, what it holds, and its rows in a stream.

    `crs` is as declared ("EPSG:4326"), None where the file says nothing; `geometry` lists the kinds there
    may be ("point", "line", "polygon"), empty for a table without geometry; `extent` is (west, south, east,
    north) in x-y order. `lots(key)` yields rows whose code is the column `key`, or the file's own feature id
    for None, many at a time; what is wrong with a row is an Issue before its lot. `made` tells that the
    geometry is points made of columns, which are there as well.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    crs: str | None
    geometry: tuple[str, ...]
    extent: Extent | None
    total: int | None
    lots: Callable[[str | None], Iterator[Lot | Issue]]
    made: bool = False

    def rows(self, key: str | None) -> Iterator[Row | Issue]:
        """The same one by one."""
        return spread(self.lots(key))


def spread(stream: Iterator[Lot | Issue]) -> Iterator[Row | Issue]:
    """The rows of lots one by one, and what was found between them."""
    for item in stream:
        if isinstance(item, Lot):
            yield from (item[place] for place in range(len(item)))
        else:
            yield item


def keep_content(code: str, said: dict[str, Any], shape: BaseGeometry | None) -> dict[str, Any]:
    """A row as JSON for whoever is to mend it: its id, what it says, its geometry as text."""
    content = {"code": code, "values": said, "geometry": shape.wkt if shape is not None else None}
    plain: dict[str, Any] = orjson.loads(orjson.dumps(content, default=str))
    return plain
