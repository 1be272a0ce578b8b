"""Water is left empty."""

import numpy as np
import pytest
import shapely

from spatial.generator.plan import draw_plan
from spatial.generator.streets import HALF, Rank
from spatial.generator.waters import STEPS, embankment, river_span, shore
from tests.spatial.generator.conftest import City, make_city


@pytest.mark.parametrize(("buildings", "seed"), [(300, 1), (3000, 7), (20_000, 2)])
def test_no_building_stands_in_water_or_in_the_woods(buildings: int, seed: int) -> None:
    city = make_city(buildings, seed)
    wet = [water.footprint for water in city["Water"]]
    wet += [cover.footprint for cover in city["PlantCover"] if not cover.code.startswith("park-")]
    found, _ = shapely.STRtree(wet).query(
        np.array([building.footprint for building in city["Building"]]), predicate="intersects"
    )
    assert found.size == 0


def test_the_river_runs_through_and_the_lake_lies_in_its_park(city: City) -> None:
    waters = {water.klass: water for water in city["Water"]}
    assert {"river", "water", "canal"} <= set(waters)
    parks = {cover.code: cover.footprint for cover in city["PlantCover"]}
    assert all(shape.is_valid and shape.area > 0 for shape in parks.values())
    assert waters["water"].footprint.intersection(parks["lake-park-0"]).area < 1
    assert waters["river"].footprint.length > 2 * 4 * 800


@pytest.mark.parametrize("seed", range(8))
def test_the_river_takes_its_bends_gently_and_keeps_off_its_streets(seed: int) -> None:
    plan = draw_plan(60_000, seed)
    first, last = river_span(plan)
    u = np.linspace(first + 1, last - 1, (last - first - 2) * STEPS + 1)
    for north in (False, True):
        line = shore(plan, u, north)
        way = np.diff(line, axis=0)
        turns = np.diff(np.unwrap(np.arctan2(way[:, 1], way[:, 0])))
        assert np.abs(turns).max() < np.radians(8)
        street = shapely.LineString(embankment(plan, u, north, 0.0))
        assert shapely.distance(shapely.points(line), street).min() > HALF[Rank.MINOR]
