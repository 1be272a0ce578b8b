"""What is in the tiles: that all servers give the same, and what our rules for low zooms leave of it."""

import gzip
import statistics
from collections.abc import Mapping, Sequence
from typing import Any

import mapbox_vector_tile
import numpy as np
import shapely

from tests.bench.tiles.ground import CITY, COLUMNS, Ground
from tests.bench.tiles.peers import PEERS
from tests.bench.tiles.servers import DRAWN, fetch, our_server, together

NAMES = COLUMNS.split(", ")
EXTENT, BUDGET, OVERVIEW = 4096, 250_000, 13
LOOKED_AT = (11, 14, 16)
"""Zooms of which a tile of every server is compared attribute by attribute."""

WHOLE = f"""
SELECT ST_AsMVT(t, 'building', 4096, 'g', 'id') FROM (
    SELECT id, {COLUMNS}, ST_AsMVTGeom(geom, ST_TileEnvelope(%s, %s, %s), 4096, 64, true) AS g
    FROM building_3857 WHERE geom && ST_TileEnvelope(%s, %s, %s, margin => 0.015625)) AS t
"""
SURFACES = """
SELECT ST_AsBinary(geom) FROM building_3857 WHERE ST_Intersects(geom, ST_TileEnvelope(%s, %s, %s))
"""
CORNERS = "SELECT ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e) FROM ST_TileEnvelope(%s, %s, %s) AS e"


def unpack(body: bytes) -> bytes:
    """A body as the tile it is of."""
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def features(content: bytes) -> list[dict[str, Any]]:
    """The features of a tile of one layer, y downward as they are kept."""
    layers = mapbox_vector_tile.decode(content, default_options={"y_coord_down": True})
    [layer] = layers.values()
    found: list[dict[str, Any]] = layer["features"]
    return found


def by_code(content: bytes) -> dict[str, tuple[Any, ...]]:
    """What a tile tells of every building, by its code; figures to a tenth."""
    return {
        one["properties"]["code"]: tuple(
            round(value, 1) if isinstance(value, float) else value
            for value in map(one["properties"].get, NAMES)
        )
        for one in features(content)
    }


def run_same(ground: Ground) -> None:
    """Tiles of every server, decoded: the same buildings and attributes as in the database's own tile."""
    chosen = [next(tile for tile in ground.tiles if tile[0] == zoom) for zoom in LOOKED_AT]
    with together(our_server(ground, DRAWN), *(peer(ground) for peer in PEERS)) as servers:
        servers[0] = servers[0].whole
        for tile in chosen:
            [(content,)] = ground.ask(CITY, WHOLE, *tile, *tile)
            expected = by_code(bytes(content))
            print(f"  {'/'.join(map(str, tile))}: {len(expected)} buildings by ST_AsMVT")
            for server in servers:
                given = by_code(unpack(fetch(server.tile(*tile))[0]))
                wrong = sum(given[code] != told for code, told in expected.items() if code in given)
                both, more = given.keys() & expected.keys(), given.keys() - expected.keys()
                told = f"{len(both)} the same, {len(more)} more, {len(expected) - len(both)} fewer"
                print(f"    {server.name:<20} {len(given)}: {told}, {wrong} told otherwise")
                if wrong:
                    raise RuntimeError(f"{server.name} tells other attributes in tile {tile}.")


def run_low(ground: Ground) -> None:
    """Every tile of the list up to zoom 13 by our rules: its packed size, and how much area it keeps."""
    chosen = sorted(tile for tile in ground.tiles if tile[0] <= OVERVIEW)
    over, kept = [], []
    with our_server(ground, DRAWN) as server:
        largest = max(len(fetch(server.tile(*tile), gzip=True)[0]) for tile in ground.tiles)
        for tile in chosen:
            body, headers = fetch(server.tile(*tile), gzip=True)
            share, cover = keep(ground, tile, features(unpack(body)))
            kept.append(share)
            over += [tile] if len(body) > BUDGET else []
            print(
                f"  {'/'.join(map(str, tile)):<14} {len(body) / 1000:6.1f} kB  area {share:6.1%}  "
                f"over the buildings {cover:6.1%}  left out: {told_of(headers)}"
            )
    print(f"  = the largest of all {len(ground.tiles)} tiles: {largest / 1000:.1f} kB packed, of 250 at most")
    told = f"{statistics.median(kept):.1%} ({min(kept):.1%} – {max(kept):.1%})"
    print(f"  = area kept, z11-13: {told}; over budget: {over or 'none'}")


def told_of(headers: Mapping[str, str]) -> str:
    """What the server says it has left out."""
    return headers.get("Features-Left-Out", "nothing")


def keep(ground: Ground, tile: tuple[int, int, int], drawn: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """The area drawn within the tile against that of the buildings, and how much of theirs lies under it."""
    [corners] = ground.ask(CITY, CORNERS, *tile)
    west, _, east, north = map(float, corners)
    rows = ground.ask(CITY, SURFACES, *tile)
    there = shapely.from_wkb(np.array([bytes(row[0]) for row in rows], dtype=object))
    unit = (east - west) / EXTENT
    moved = shapely.transform(there, lambda at: (at - (west, north)) * (1 / unit, -1 / unit))
    square = shapely.box(0, 0, EXTENT, EXTENT)
    moved = shapely.intersection(moved, square)
    shapes = np.array([shapely.geometry.shape(one["geometry"]) for one in drawn], dtype=object)
    shapes = shapely.intersection(shapely.make_valid(shapes), square)
    total = float(shapely.area(moved).sum())
    pairs = shapely.STRtree(shapes).query(moved)
    shared = shapely.area(shapely.intersection(moved[pairs[0]], shapes[pairs[1]]))
    under = np.minimum(np.bincount(pairs[0], shared, len(moved)), shapely.area(moved))
    return float(shapely.area(shapes).sum()) / total, float(under.sum()) / total
