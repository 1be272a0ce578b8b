"""OSM QA tiles: a folder of vector tiles named z-x-y.mvt that carry OpenStreetMap's raw tags.

The names and numbers of mappers (`@user`, `@uid`) are personal data and are not read.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import shapely

from spatial import crs
from spatial.errors import RefusedError
from spatial.format import Asked, Format, Header
from spatial.osm import kinds, tags, tiles
from spatial.osm.heights import Heights
from spatial.records import CityObject, Issue, Severity
from spatial.text import Text

FIRST_LAYER = 0x1A  # Mapbox Vector Tile 2.1 §4: Tile.layers, field 3, length-delimited


def recognises(head: bytes) -> bool:
    """Whether the bytes begin a vector tile whose first layer is `osm` with `@id` and `@type` keys."""
    if not head or head[0] != FIRST_LAYER:
        return False
    size, start = _varint(head, 1)
    names: set[bytes] = set()
    keys: set[bytes] = set()
    whole = start + size <= len(head)
    for number, value in _fields(head, start, min(start + size, len(head))):
        names |= {value} if number == 1 else set()
        keys |= {value} if number == 3 else set()
    if names != {tiles.LAYER.encode()}:
        return False
    return {b"@id", b"@type"} <= keys or (not keys and not whole)


def _fields(head: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of the length-delimited fields from `at`; ends at the first that is cut or odd."""
    while at < end:
        key, at = _varint(head, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            _, at = _varint(head, at)
        elif wire == 2:
            size, at = _varint(head, at)
            if at + size > end:
                return
            yield number, head[at : at + size]
            at += size
        else:
            return


def _varint(head: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(head) and shift < 64:
        byte = head[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            break
    return value, at


def files(path: Path) -> list[Path]:
    """The tiles of a folder, or the one tile, by name."""
    found = [path] if path.is_file() else sorted(path.glob("*")) if path.is_dir() else []
    return [file for file in found if tiles.NAME.fullmatch(file.name)]


def header(path: Path, asked: Asked) -> Header:
    """What the tiles' names say; the extent is that of the tiles, not of what they hold."""
    found = _expect(path, asked)
    return Header(
        crs=f"EPSG:{crs.LONLAT}",
        extent=tiles.bounds(found),
        publisher="OpenStreetMap",
        licence="ODbL-1.0",
        attribution="© OpenStreetMap contributors, ODbL",
        notes={"tiles": len(found)},
    )


def read(path: Path, asked: Asked) -> Iterator[CityObject | Issue]:
    """Records of every whole feature, in the order of their first appearance; building parts come last."""
    found, shapes = tiles.read(_expect(path, asked))
    heights = Heights(feature.tags for feature in found if kinds.is_building(feature.tags))
    parts = []
    for index, (feature, shape) in enumerate(zip(found, shapes, strict=True)):
        if tags.is_part(feature.tags):
            parts.append(index)
        elif feature.tags:
            yield from tags.read_records(feature, shape, heights)
    yield from _read_parts(parts, found, shapes, heights)
    if bare := sum(not feature.tags for feature in found):
        message = f"{bare} elements carry no tags, so nothing is known of them; they were left out."
        yield Issue(severity=Severity.INFO, code="NO_TAGS", message=message)


def _read_parts(
    parts: list[int], found: list[tiles.Feature], shapes: tiles.Geometries, heights: Heights
) -> Iterator[CityObject | Issue]:
    """Each building part under the building that it lies in, the smallest of several."""
    whole = np.flatnonzero([kinds.is_building(feature.tags) for feature in found])
    tree = shapely.STRtree(shapes[whole])
    for index in parts:
        shape = shapes[index]
        around = [] if shape is None else whole[tree.query(shape.point_on_surface(), predicate="within")]
        smallest = min(around, key=lambda building: (shapely.area(shapes[building]), building), default=None)
        parent = None if smallest is None else found[smallest].code
        yield from tags.read_records(found[index], shape, heights, parent)


def _expect(path: Path, asked: Asked) -> list[Path]:
    found = files(path)
    if not found:
        raise RefusedError(
            f"“{path.name}” holds no tile named zoom-column-row.mvt; name the folder of tiles."
        )
    if asked.swap_axes or (asked.crs and crs.parse(asked.crs).horizontal != crs.LONLAT):
        raise RefusedError("Tiles fix their own coordinates by their names; leave out --crs and --swap-axes.")
    return found


FORMAT = Format(
    id="osm-tiles",
    title=Text("OpenStreetMap 矢量瓦片（原始标签）", "OpenStreetMap vector tiles with raw tags"),
    extensions=(".mvt", ".pbf"),
    media_type="application/vnd.mapbox-vector-tile",
    recognises=recognises,
    files=files,
    header=header,
    read=read,
)
