"""Water is left empty."""

import numpy as np
import pytest
import shapely

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
