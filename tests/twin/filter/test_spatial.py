"""Geometries lie to each other as they do on the ground, whichever system the filter names."""

import pytest

from tests.filters import LINE, MIDDLE, SIDE, SQUARE, keys, publish, rows_of

WEST, SOUTH, EAST, NORTH = SQUARE.bounds
FOUND = {
    f"s_intersects(geometry, bbox({WEST - 1}, {SOUTH - 1}, {EAST + 1}, {NORTH + 1}))": "abc",
    f"s_intersects(geom, bbox({WEST}, {SOUTH}, {EAST}, {NORTH}))": "ab",
    f"s_intersects(geometry, bbox({WEST}, {SOUTH}, 0, {EAST}, {NORTH}, 9))": "ab",
    f"s_intersects(geometry, {LINE.wkt})": "a",
    f"not s_intersects(geometry, {LINE.wkt})": "bc",
    f"s_disjoint(geometry, {LINE.wkt})": "bc",
    f"s_crosses({LINE.wkt}, geometry)": "a",
    f"s_within(geometry, {SQUARE.buffer(SIDE).wkt})": "ab",
    f"s_contains(geometry, {MIDDLE.buffer(SIDE / 9).wkt})": "a",
    f"s_contains({SQUARE.buffer(SIDE).wkt}, geometry)": "ab",
    f"s_overlaps(geometry, bbox({WEST - 1}, {SOUTH - 1}, {MIDDLE.x}, {NORTH + 1}))": "a",
    f"s_equals(geometry, {MIDDLE.buffer(SIDE).wkt})": "",
    f"s_touches(geometry, {MIDDLE.buffer(SIDE).wkt})": "",
    f"s_within({MIDDLE.wkt}, {SQUARE.wkt})": "abc",
    "s_equals(geometry, geometry)": "abc",
    "s_intersects(geometry, bbox(-180, -90, 180, 90))": "abc",
    "s_within(geometry, bbox(-180, -90, 180, 90))": "abc",
    "s_within(geometry, bbox(100, -90, -170, 90))": "abc",
    "s_intersects(geometry, bbox(170, -90, -170, 90))": "",
    "s_intersects(geometry, POLYGON((0 0, 180 90, 180 0, 0 90, 0 0)))": "abc",
    f"s_intersects(geometry, GEOMETRYCOLLECTION({MIDDLE.wkt}, {LINE.wkt}))": "a",
    f"s_within(geometry, GEOMETRYCOLLECTION({SQUARE.buffer(SIDE).wkt}, POINT(1 2)))": "ab",
    f"s_crosses(geometry, GEOMETRYCOLLECTION(POINT(3 4), {LINE.wkt}))": "a",
    "s_equals(geometry, GEOMETRYCOLLECTION(POINT(3 4), POINT(5 6)))": "",
    f"s_overlaps(geometry, GEOMETRYCOLLECTION({SQUARE.buffer(SIDE).wkt}, POINT(1 2)))": "",
    "s_contains(geometry, MULTIPOINT((3 4), (5 6)))": "",
}


@pytest.mark.usefixtures("twin")
def test_geometries_lie_to_each_other() -> None:
    publish()
    assert {text: keys(text) for text in FOUND} == FOUND


@pytest.mark.usefixtures("twin")
def test_geometries_are_read_in_the_system_that_is_named() -> None:
    publish()
    north_first = f"s_intersects(geometry, bbox({SOUTH}, {WEST}, {NORTH}, {EAST}))"
    assert keys(north_first, crs="http://www.opengis.net/def/crs/EPSG/0/4326") == "ab"
    [row] = rows_of("open")
    for crs, place in {"EPSG:3857": row.tile, "EPSG:4549": row.footprint}.items():
        west, south, east, north = place.extent
        corners = (south, west, north, east) if crs == "EPSG:4549" else (west, south, east, north)
        for relation in ("s_intersects", "s_within"):
            assert (
                keys({"op": relation, "args": [{"property": "geometry"}, {"bbox": corners}]}, crs) == "ab"
            ), (
                crs,
                relation,
            )
