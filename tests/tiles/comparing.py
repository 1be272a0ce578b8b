"""What a tile shows of rows, held against the rows themselves: which, with what words, and where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from tests.expected_tiles import BUFFER, EXTENT, HALF, Square

OVERVIEW, PIXEL = 14, EXTENT / 512
NEAR = 2.0
"""Units a shape may lie off: vertices within half a unit of each other or of a line are left out, the rest
go to the nearest of the grid."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A feature of a tile or what should be one: its words and its shape in tile units, y downwards."""

    words: Mapping[str, Any]
    shape: BaseGeometry


class Rows(dict[int, Shown]):
    """Rows by the ids of their things, in EPSG:3857."""

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Where they lie."""
        return shapely.STRtree([row.shape for row in self.values()])

    @cached_property
    def ids(self) -> list[int]:
        """Which they are, in the tree's order."""
        return list(self)

    def near(self, square: Square) -> Iterator[tuple[int, Shown]]:
        """Those in a tile and somewhat beyond."""
        for place in self.tree.query(square.box(2 * BUFFER / EXTENT)):
            yield self.ids[place], self[self.ids[place]]


def to_units(square: Square, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """EPSG:3857 to the units of a tile."""
    west, north = square.x * square.side - HALF, HALF - square.y * square.side
    return (points - [west, north]) * [EXTENT / square.side, -EXTENT / square.side]


def decode(content: bytes, layer: str) -> dict[int, Shown]:
    """The features of a tile by id, as mapbox-vector-tile reads them."""
    told = mapbox_vector_tile.decode(content, default_options={"y_coord_down": True})
    features = told.get(layer, {"features": []})["features"]
    found = {one["id"]: Shown(one["properties"], shape(one["geometry"])) for one in features}
    assert len(found) == len(features), "an id stands twice in a layer"
    return found


def decode_with_gdal(content: bytes, layer: str, square: Square, folder: Path) -> dict[int, Shown]:
    """The features of a tile by id, as GDAL reads them."""
    path = folder / "tile.mvt"
    path.write_bytes(content)
    place = {"X": str(square.x), "Y": str(square.y), "Z": str(square.z)}
    _, table = pyogrio.raw.read_arrow(path, layer=layer, CLIP="NO", **place)
    found = {}
    for words in table.to_pylist():
        lies = shapely.from_wkb(words.pop("wkb_geometry"))
        id = words.pop("mvt_id")
        told = {name: value for name, value in words.items() if value is not None}
        found[id] = Shown(told, shapely.transform(lies, lambda points: to_units(square, points).round()))
    assert len(found) == table.num_rows
    return found


def square_of(margin: float) -> BaseGeometry:
    """The tile and as much around it, in its units."""
    return shapely.box(-margin, -margin, EXTENT + margin, EXTENT + margin)


REACH, INNER, BEYOND = square_of(BUFFER), square_of(BUFFER - NEAR), square_of(2 * BUFFER)


def expect(rows: Rows, square: Square) -> dict[int, Shown]:
    """Those of the rows that reach into the tile and its buffer, in the tile's units.

    They are cut beyond the buffer: where a tile cuts a shape depends on how its vertices were rounded.
    """
    expected = {}
    for id, row in rows.near(square):
        cut = shapely.intersection(shapely.transform(row.shape, lambda at: to_units(square, at)), BEYOND)
        if cut.intersects(square_of(BUFFER + NEAR)):
            expected[id] = Shown(row.words, cut)
    return expected


def needed(row: Shown, zoom: int) -> bool:
    """Whether a row's part in the tile shows so much that it may not be missing.

    From afar, areas of less than a screen pixel are left out; what is thinner than the grid may be.
    """
    part = shapely.intersection(row.shape, INNER)
    dimension = shapely.get_dimensions(row.shape)
    if dimension == 2:
        least = PIXEL**2 if zoom < OVERVIEW else 0.0
        return bool(part.area > least) and not part.buffer(-NEAR).is_empty
    return not part.is_empty and (dimension == 0 or reach(part) > 2 * NEAR)


def reach(lines: BaseGeometry) -> float:
    """How far the longest of some lines reaches to the right or down."""
    bounds = shapely.bounds(shapely.get_parts(lines))
    return float((bounds[:, 2:] - bounds[:, :2]).max())


def lies_off(found: BaseGeometry, wanted: BaseGeometry) -> bool:
    """Whether a shape of a tile is elsewhere than it should be, or lacks what shows."""
    found = found if found.is_valid else shapely.make_valid(found)
    if not (REACH.covers(found) and wanted.buffer(NEAR).covers(found)):
        return True
    area = shapely.get_dimensions(wanted) == 2
    shows = shapely.intersection(wanted.buffer(-NEAR) if area else wanted, INNER)
    return not shows.difference(found.buffer(0.01 if area else NEAR)).is_empty


def differences(found: Mapping[int, Shown], rows: Rows, square: Square, left_out: int = 0) -> list[str]:
    """What of a tile is not as the rows it shows; so many may have been left out as the tile says."""
    expected = expect(rows, square)
    missing = [id for id, row in expected.items() if id not in found and needed(row, square.z)]
    told = [f"{id} is not in the table there" for id in set(found) - set(expected)]
    if len(missing) > left_out:
        told += [f"{id} is missing" for id in missing]
    for id in set(found) & set(expected):
        if spell(found[id].words) != spell(expected[id].words):
            told.append(f"{id} is told as {found[id].words}, not {expected[id].words}")
        if lies_off(found[id].shape, expected[id].shape):
            told.append(f"{id} lies off: {found[id].shape.wkt}, not {expected[id].shape.wkt}")
    return told


def spell(words: Mapping[str, Any]) -> dict[str, tuple[type, Any]]:
    """Words with their types, so that 1, 1.0 and true are three."""
    return {name: (type(value), value) for name, value in words.items()}


def count_invalid(shapes: Iterable[BaseGeometry]) -> int:
    """How many shapes cross or touch themselves."""
    return sum(not one.is_valid for one in shapes)
