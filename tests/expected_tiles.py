"""What a vector tile must and may hold of known shapes, worked out apart from the code that draws it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import mapbox_vector_tile
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

HALF = 20037508.342789244
NORTHMOST = 85.0511
EXTENT, BUFFER, PIXELS = 4096, 64, 512


def to_mercator(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Degrees to EPSG:3857, by its formula (EPSG guidance note 7-2, 1.3.3.2)."""
    radius = HALF / np.pi
    lon, lat = np.radians(points).T
    return np.column_stack([radius * lon, radius * np.log(np.tan(np.pi / 4 + lat / 2))])


@dataclass(frozen=True)
class Square:
    """The square of a tile in EPSG:3857."""

    z: int
    x: int
    y: int

    @property
    def side(self) -> float:
        """Its side in metres of the projection."""
        return 2 * HALF / 2**self.z

    def box(self, margin: float = 0.0) -> BaseGeometry:
        """The square, grown on each side by a share of it."""
        west, north = self.x * self.side - HALF, HALF - self.y * self.side
        more = margin * self.side
        return shapely.box(west - more, north - self.side - more, west + self.side + more, north + more)

    def place(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Coordinates of the tile, y growing downwards, to EPSG:3857."""
        west, north = self.x * self.side - HALF, HALF - self.y * self.side
        scale = self.side / EXTENT
        return np.column_stack([west + points[:, 0] * scale, north - points[:, 1] * scale])


def drawn(shapes: Mapping[Any, BaseGeometry]) -> dict[Any, BaseGeometry]:
    """Shapes in degrees as the map knows them: in EPSG:3857, as far north and south as it goes.

    Straight lines in degrees are none in the projection, so that a polygon may come to cross itself.
    """
    world = shapely.box(-180, -NORTHMOST, 180, NORTHMOST)
    cut = {key: shapely.intersection(one, world) for key, one in shapes.items()}
    return {
        key: shapely.make_valid(shapely.transform(one, to_mercator))
        for key, one in cut.items()
        if not one.is_empty
    }


def expect(shapes: Mapping[Any, BaseGeometry], square: Square) -> tuple[set[Any], set[Any]]:
    """Which of the drawn shapes the tile must hold, and which it may.

    It may leave out what shows less than some pixels, or touches its edge only.
    """
    inner, outer = square.box(-4 / PIXELS), square.box(BUFFER / EXTENT + 1 / EXTENT)
    may = {key for key, one in shapes.items() if one.intersects(outer)}
    must = {key for key in may if shows(shapes[key].intersection(inner), square)}
    return must, may


def shows(part: BaseGeometry, square: Square) -> bool:
    """Whether a part of a shape is large enough to be seen in the tile."""
    pixel = square.side / PIXELS
    if shapely.get_dimensions(part) == 2:
        return bool(part.area > 16 * pixel**2)
    return bool(part.length > 4 * pixel) if shapely.get_dimensions(part) == 1 else not part.is_empty


def read(content: bytes, layer: str, square: Square, key: str) -> dict[Any, BaseGeometry]:
    """The shapes of a tile in EPSG:3857 by one of their properties; nothing for an empty tile."""
    if not content:
        return {}
    told = mapbox_vector_tile.decode(content, default_options={"y_coord_down": True})
    assert set(told) == {layer}
    assert told[layer]["extent"] == EXTENT
    return {
        one["properties"][key]: shapely.transform(shape(one["geometry"]), square.place)
        for one in told[layer]["features"]
    }


def assert_holds(
    content: bytes, layer: str, square: Square, key: str, shapes: Mapping[Any, BaseGeometry]
) -> int:
    """See that a tile holds what it should, where it should lie; how many shapes it holds."""
    found = read(content, layer, square, key)
    must, may = expect(shapes, square)
    assert must <= set(found) <= may, (square, must - set(found), set(found) - may)
    outer = square.box(BUFFER / EXTENT)
    near = 3 * square.side / EXTENT
    for name in must:
        wanted = shapes[name].intersection(outer)
        assert found[name].difference(wanted.buffer(near)).is_empty or found[name].area > 0, (square, name)
        if wanted.area > 100 * (square.side / PIXELS) ** 2:
            missed = found[name].buffer(0).symmetric_difference(wanted).area
            assert missed < max(0.02 * wanted.area, near * wanted.length), (
                square,
                name,
                missed / wanted.area,
            )
    return len(found)
