"""From afar what is small is merged without ground lost or added, and lies on the grid of its tile."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import shapely
from django.contrib.gis.geos import GEOSGeometry

from spatial.crs import LONLAT, move
from spatial.format import Asked, formats
from spatial.tile_matrix import WORLD
from tests.factories import make_version
from twin import overview
from twin.models import Building, LandUse, Overview, Place, Road, Version
from twin.overview.cells import SIDE, side_of

X, Y = 1366 * side_of(8), 361 * side_of(8)
"""A corner of cells of all levels."""

PIXEL = WORLD / 2**13 / 512


def put(kind: type[Version], code: str, wkt: str, **values: Any) -> Version:
    """A row drawn as told, in metres of EPSG:3857 from a corner of the city."""
    shape = shapely.transform(shapely.from_wkt(wkt), lambda at: at + np.array([X, Y]))
    made = make_version(kind, code, GEOSGeometry(shape.wkt, srid=3857), **values)
    made.tile = GEOSGeometry(shapely.orient_polygons(shape, exterior_cw=True).wkt, srid=3857)
    made.save(update_fields=["tile"])
    return made


def square(west: float, south: float, side: float) -> str:
    """A square in WKT."""
    return shapely.box(west, south, west + side, south + side).wkt


def drawn(layer: str, level: int) -> list[Overview]:
    """The rows of a level."""
    return list(Overview.objects.filter(layer=layer, level=level).order_by("id"))


def polygons(rows: Sequence[Overview]) -> Any:
    """The polygons of rows, one by one."""
    return shapely.get_parts(shapely.from_wkb([bytes(row.tile.wkb) for row in rows]))


def test_small_houses_beside_each_other_become_one_box_of_their_ground(db: None) -> None:
    for at in range(2):
        put(Building, f"{at}", square(14 * at + 2, 2, 10), klass="house")
    overview.renew(Building, None)
    for level in (12, 11):
        [row] = drawn("buildings", level)
        assert (row.count, row.area, row.value) == (2, 200, "apartments")
        [box] = polygons([row])
        assert len(shapely.get_coordinates(box)) == 5
        assert box.area == pytest.approx(200, rel=0.25)
        assert shapely.distance(box.centroid, shapely.Point(X + 14, Y + 7)) < PIXEL


def test_houses_of_different_use_stay_apart(db: None) -> None:
    for at, klass in enumerate(("house", "office")):
        put(Building, f"{at}", square(12 * at, 0, 10), klass=klass)
    overview.renew(Building, None)
    assert {row.value for row in drawn("buildings", 8)} == {"apartments", "commercial"}


def test_a_large_area_keeps_its_outline_and_its_holes(db: None) -> None:
    ring = shapely.box(0, 0, 400, 300).difference(shapely.box(100, 100, 250, 200))
    put(LandUse, "park", ring.wkt)
    overview.renew(LandUse, None)
    for level in (13, 12, 11):
        [area] = polygons(drawn("land-use", level))
        assert len(area.interiors) == 1
        assert area.area == pytest.approx(ring.area, rel=0.05)


def test_streets_that_meet_are_one_line_simplified(db: None) -> None:
    put(Road, "a", "LINESTRING (0 0, 20 1, 60 0)", klass="primary")
    put(Road, "b", "LINESTRING (60 0, 70 1, 120 0)", klass="primary_link")
    overview.renew(Road, None)
    wide, *others = drawn("roads", 13)
    assert (others, wide.count, wide.tile.geom_type, len(wide.tile.coords)) == ([], 2, "LineString", 2)
    assert wide.importance == pytest.approx(8 * 120, rel=0.05), "as long as it is, as wide as it is drawn"


def test_of_places_together_the_one_amid_them_stands_for_all(db: None) -> None:
    for at, east in enumerate((2, 20, 30, 44)):
        put(Place, f"{at}", f"POINT ({east} 5)", klass="school")
    put(Place, "clinic", "POINT (20 5)", klass="clinic")
    overview.renew(Place, None)
    found = {row.value: row for row in drawn("places", 12)}
    assert {value: row.count for value, row in found.items()} == {"school": 4, "hospital": 1}
    assert found["school"].tile.x - X == pytest.approx(20, abs=WORLD / 2**12 / 4096)


@pytest.fixture
def astana(db: None, sample: Any) -> None:
    """The buildings of one tile of Astana, real and large."""
    [format] = [one for one in formats if one.id == "osm-tiles"]
    tile = sample("base/astana") / "12-2860-1367.mvt"
    fill([one for one in format.read(tile, Asked()) if type(one).__name__ == "Building"])


@pytest.fixture
def made_up(hangzhou: None, db: None) -> None:
    """The buildings of a small made-up city, as they were loaded."""


def fill(records: Sequence[Any]) -> None:
    """Buildings of records whose footprints are in degrees."""
    template = make_version(Building, "template")
    drawn = [shapely.transform(one.footprint, lambda at: move(at, LONLAT, 3857)) for one in records]
    places = shapely.to_wkb(shapely.orient_polygons(drawn, exterior_cw=True))
    Building.objects.bulk_create(
        Building(
            thing=template.thing,
            load=template.load,
            code=str(at),
            valid=(None, None),
            recorded=template.recorded,
            digest=b"",
            klass=one.klass,
            tile=GEOSGeometry(memoryview(place), srid=3857),
        )
        for at, (one, place) in enumerate(zip(records, places, strict=True))
    )


@pytest.mark.parametrize("city", ["astana", "made_up"])
def test_each_tile_keeps_its_built_ground(city: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(city)
    overview.renew(Building, None)
    shapes = Building.objects.filter(parent=None, recorded__upper_inf=True, tile__isnull=False)
    built = shapely.from_wkb([bytes(tile.wkb) for tile in shapes.values_list("tile", flat=True)])
    for level in range(13, 7, -1):
        rows = drawn("buildings", level)
        merged = polygons(rows)
        judge(level, rows, merged)
        for tile in tiles_of(built, level):
            ground = cover(built, tile)
            if ground > 20_000:
                assert 0.95 <= cover(merged, tile) / ground <= 1.15, (level, tile)


def judge(level: int, rows: list[Overview], merged: Any) -> None:
    """All rows are valid, on the grid and clockwise, and most lie in or near their cell."""
    unit = WORLD / 2**level / 4096
    assert shapely.is_valid(shapely.from_wkb([bytes(row.tile.wkb) for row in rows])).all()
    places = shapely.get_coordinates(merged) / unit
    assert np.abs(places - places.round()).max() < 1e-3
    assert not shapely.is_ccw(shapely.get_exterior_ring(merged)).any()
    across = np.array([row.tile.extent for row in rows])
    fits = (across[:, 2] - across[:, 0]) <= 2 * WORLD / 2**level / SIDE
    assert fits.mean() > 0.95


def tiles_of(shapes: Any, level: int) -> set[tuple[float, float, float, float]]:
    """The bounds of the tiles that shapes have their middle in."""
    side = WORLD / 2**level
    middles = shapely.get_coordinates(shapely.centroid(shapes))
    corners = {(float(x), float(y)) for x, y in np.floor(middles / side)}
    return {(x * side, y * side, (x + 1) * side, (y + 1) * side) for x, y in corners}


def cover(shapes: Any, bounds: tuple[float, float, float, float]) -> float:
    """How much ground shapes cover within bounds."""
    return float(shapely.area(shapely.intersection(shapes, shapely.box(*bounds))).sum())
