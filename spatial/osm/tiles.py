"""OSM QA tiles (Mapbox vector tiles named z-x-y, with raw tags) to whole features, for `osm-tiles`.

A feature is cut at each tile edge it crosses; its pieces carry the same `@type` and `@id` and meet in exactly
the same points of the edge, so they are joined on the tiles' own integer grid, without seams.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from spatial.errors import RefusedError
from spatial.geometry import repair

NAME = re.compile(r"(\d{1,2})-(\d{1,10})-(\d{1,10})\.(?:mvt|pbf)")
LAYER = "osm"
LARGEST = 64 * 1024**2
# The world as 2^32 steps (9 mm at the equator): whole numbers for every tile of a power-of-two extent.
WORLD = 2**32

Piece = tuple[int, int, list[Any]]
Geometries = NDArray[np.object_]
Indices = NDArray[np.intp]


@dataclass(slots=True)
class Feature:
    """One OSM element: its raw tags (no `@` keys) and its history, without the names of people.

    `flaw` says what was wrong with its outline before it was repaired, "" when nothing was.
    """

    kind: str
    id: int
    tags: dict[str, Any]
    history: dict[str, Any]
    flaw: str = ""

    @property
    def code(self) -> str:
        """The element as the twin names it: "way-123"."""
        return f"{self.kind}-{self.id}"


def locate(path: Path) -> tuple[int, int, int]:
    """Zoom, column and row of a tile from its name. Raises RefusedError for any other name."""
    named = NAME.fullmatch(path.name)
    zoom, column, row = (int(part) for part in named.groups()) if named else (0, 1, 1)
    if zoom > 30 or max(column, row) >= 2**zoom:
        raise RefusedError(f"“{path.name}” does not name a tile; name OSM tiles zoom-column-row.mvt.")
    return zoom, column, row


def to_degrees(world: NDArray[np.float64]) -> NDArray[np.float64]:
    """World steps (n, 2; from the north-west corner of Web Mercator) to lon, lat degrees."""
    lon = world[:, 0] / WORLD * 360 - 180
    lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * world[:, 1] / WORLD))))
    return np.column_stack([lon, lat])


def bounds(paths: Iterable[Path]) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees of the tiles that `paths` name."""
    corners = [
        ((column + side) * WORLD / 2**zoom, (row + side) * WORLD / 2**zoom)
        for zoom, column, row in map(locate, paths)
        for side in (0, 1)
    ]
    box = to_degrees(np.array(corners))
    (west, south), (east, north) = box.min(axis=0).tolist(), box.max(axis=0).tolist()
    return west, south, east, north


def read(paths: Iterable[Path]) -> tuple[list[Feature], Geometries]:
    """Every whole feature of the tiles and its geometry (shapely, lon lat; None where nothing is left).

    Features stand in the order in which they first appear. Raises RefusedError for a broken tile.
    """
    features: list[Feature] = []
    index: dict[tuple[str, int], int] = {}
    shapes: list[Geometries] = []
    owners: list[Indices] = []
    grid = 1.0
    for path in paths:
        zoom, column, row = locate(path)
        layer = _decode(path)
        scale = WORLD / 2**zoom / layer["extent"]
        corner = np.array([column, row]) * layer["extent"]
        grid = max(grid, scale)
        pieces: list[Piece] = []
        for raw in layer["features"]:
            feature = _describe(raw["properties"], path)
            owner = index.setdefault((feature.kind, feature.id), len(features))
            if owner == len(features):
                features.append(feature)
            pieces += ((owner, dimension, lines) for dimension, lines in _parts(raw["geometry"]))
        for dimension in range(3):
            drawn, whose = _draw([piece for piece in pieces if piece[1] == dimension], corner, scale)
            shapes.append(drawn)
            owners.append(whose)
    whole = _join(len(features), np.concatenate(shapes), np.concatenate(owners), grid)
    mended, flaws = repair(shapely.transform(whole, to_degrees))
    for place, flaw in flaws.items():
        features[place].flaw = flaw
    return features, mended


def _decode(path: Path) -> dict[str, Any]:
    """The `osm` layer of one tile, its rows counted downwards."""
    import mapbox_vector_tile

    size = path.stat().st_size
    if size > LARGEST:
        raise RefusedError(
            f"{path.name} is {size / 2**20:,.0f} MB, and a tile has {LARGEST / 2**20:.0f} MB at most; fetch "
            "it again."
        )
    try:
        layers = mapbox_vector_tile.decode(path.read_bytes(), default_options={"y_coord_down": True})
    except Exception as error:  # the decoder fails on broken bytes in many ways, all of them the file's
        raise RefusedError(f"{path.name} is not a whole vector tile; fetch it again ({error}).") from error
    if LAYER not in layers or not layers[LAYER]["extent"] > 0:
        raise RefusedError(f"{path.name} has no layer “{LAYER}” with raw OpenStreetMap tags.")
    layer: dict[str, Any] = layers[LAYER]
    return layer


def _describe(properties: dict[str, Any], path: Path) -> Feature:
    if any(isinstance(text, bytes) for pair in properties.items() for text in pair):
        raise RefusedError(f"{path.name} has texts that are not UTF-8; fetch it again.")
    kind, id = properties.get("@type"), properties.get("@id")
    if kind not in ("node", "way", "relation") or not isinstance(id, int) or isinstance(id, bool):
        raise RefusedError(
            f"{path.name} has a feature without @type and @id, so its pieces cannot be joined."
        )
    tags = {key: _clean(value) for key, value in properties.items() if not key.startswith("@")}
    stamp = properties.get("@timestamp")
    history = {key: properties[f"@{key}"] for key in ("version", "changeset") if f"@{key}" in properties}
    if isinstance(stamp, int) and 0 < stamp < 2**33:
        history["timestamp"] = datetime.fromtimestamp(stamp, UTC).isoformat()
    return Feature(kind, id, tags, history)


def _clean(value: Any) -> Any:
    """A tag value that every database takes: no NUL in a text, no number that is none."""
    if isinstance(value, str):
        return value.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return str(value) if isinstance(value, float) and not np.isfinite(value) else value


def _parts(geometry: dict[str, Any]) -> Iterator[tuple[int, list[Any]]]:
    """The simple parts of a GeoJSON geometry: its dimension and its lines of points."""
    kind, points = geometry["type"], geometry["coordinates"]
    if kind.endswith("Point"):
        yield from ((0, [[point]]) for point in ([points] if kind == "Point" else points) if len(point) == 2)
    elif kind.endswith("LineString"):
        lines = [points] if kind == "LineString" else points
        yield from ((1, [line]) for line in lines if len(line) > 1)
    elif kind.endswith("Polygon"):
        for rings in [points] if kind == "Polygon" else points:
            if rings and len(rings[0]) > 3:
                yield 2, [ring for ring in rings if len(ring) > 3]


def _draw(pieces: Sequence[Piece], corner: NDArray[Any], scale: float) -> tuple[Geometries, Indices]:
    """Shapely geometries in world steps of pieces of one dimension, and whose each is."""
    owners = np.array([owner for owner, _, _ in pieces], dtype=np.intp)
    if not pieces:
        return np.empty(0, dtype=object), owners
    lines = [line for _, _, lines in pieces for line in lines]
    points = np.array(list(chain.from_iterable(lines)), dtype=float)
    points = (points + corner) * scale
    dimension = pieces[0][1]
    if dimension == 0:
        return shapely.points(points), owners
    line = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    if dimension == 1:
        return shapely.linestrings(points, indices=line), owners
    rings = shapely.linearrings(points, indices=line)
    piece = np.repeat(np.arange(len(pieces)), [len(lines) for _, _, lines in pieces])
    return shapely.polygons(rings, indices=piece), owners


def _join(count: int, shapes: Geometries, owners: Indices, grid: float) -> Geometries:
    """One geometry a feature: areas united, lines joined end to end in their direction, points once."""
    whole = np.full(count, None, dtype=object)
    order = np.argsort(owners, kind="stable")
    owned, starts, counts = np.unique(owners[order], return_index=True, return_counts=True)
    alone = counts == 1
    whole[owned[alone]] = shapes[order[starts[alone]]]
    for owner, start, number in zip(owned[~alone], starts[~alone], counts[~alone], strict=True):
        pieces = shapes[order[start : start + number]]
        dimensions = shapely.get_dimensions(pieces)
        pieces = pieces[dimensions == dimensions.max()]
        if dimensions.max() == 2:
            sound, _ = repair(pieces)
            whole[owner] = shapely.union_all(sound, grid_size=grid)
        else:
            joined = shapely.union_all(pieces) if dimensions.max() == 0 else shapely.multilinestrings(pieces)
            whole[owner] = shapely.line_merge(joined, directed=True) if dimensions.max() else joined
    return whole
