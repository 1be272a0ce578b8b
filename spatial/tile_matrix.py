"""Tile matrix sets as arithmetic: which ground a tile covers, for whoever draws, keeps or drops tiles."""

from dataclasses import dataclass

from spatial.errors import TwinError

Bounds = tuple[float, float, float, float]


class NoSuchTileError(TwinError):
    """Zoom, column or row lie outside the tile matrix."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A tile matrix set (OGC 17-083r4) whose matrices halve: a quadtree of square tiles in EPSG:`srid`.

    `left` and `top` are its corner and `span` the side of a tile of matrix 0, in its units, x before
    y whatever the order of the system's axes; matrix 0 has `columns` × `rows` tiles. `shift` is added to a
    matrix's number to have the zoom of WebMercatorQuad of about the same scale.
    """

    id: str
    srid: int
    left: float
    top: float
    span: float
    columns: int = 1
    rows: int = 1
    deepest: int = 22
    shift: int = 0


WORLD = 40075016.685578488
WEB_MERCATOR = Grid("WebMercatorQuad", 3857, -WORLD / 2, WORLD / 2, WORLD)


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile of a grid: matrix, column from the west, row from the north."""

    z: int
    x: int
    y: int
    grid: Grid = WEB_MERCATOR

    def __post_init__(self) -> None:
        if not 0 <= self.z <= self.grid.deepest:
            raise NoSuchTileError(f"Zoom {self.z} is outside 0 to {self.grid.deepest}.")
        columns, rows = self.grid.columns << self.z, self.grid.rows << self.z
        if not (0 <= self.x < columns and 0 <= self.y < rows):
            raise NoSuchTileError(f"At zoom {self.z} columns go from 0 to {columns - 1}, rows to {rows - 1}.")

    @property
    def span(self) -> float:
        """Its side, in units of the system."""
        return self.grid.span / (1 << self.z)

    @property
    def zoom(self) -> int:
        """The zoom of WebMercatorQuad of about the same scale."""
        return self.z + self.grid.shift

    def bounds(self, margin: float = 0.0) -> Bounds:
        """(west, south, east, north) in units of the system, wider by `margin` sides all around."""
        span = self.span
        west, north = self.grid.left + self.x * span, self.grid.top - self.y * span
        more = margin * span
        return west - more, north - span - more, west + span + more, north + more
