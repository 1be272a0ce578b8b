"""Buildings stand apart, off the streets, and never claim to be measured."""

import numpy as np
import pytest
import shapely

from spatial.generator.uses import USES
from spatial.records import HeightSource
from tests.spatial.generator.conftest import City, make_city


@pytest.mark.parametrize(("buildings", "seed"), [(300, 1), (3000, 7), (20_000, 2)])
def test_no_building_overlaps_another_or_stands_on_a_street(buildings: int, seed: int) -> None:
    city = make_city(buildings, seed)
    shapes = np.array([building.footprint for building in city["Building"]])
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    assert (first == second).all()
    roads = np.array([road.footprint for road in city["Road"] if road.name])
    near, _ = shapely.STRtree(roads).query(shapes, predicate="dwithin", distance=6.0)
    assert near.size == 0


def test_heights_follow_storeys_and_are_assumed(city: City) -> None:
    floors = [use.floor for use in USES]
    for building in city["Building"]:
        assert building.height_source is HeightSource.ASSUMED
        assert building.attributes == {"generated": True}
        assert building.storeys * min(floors) <= building.height <= building.storeys * max(floors) + 2
        assert 1930 <= building.year <= 2023 and building.valid_from.year == building.year
    assert max(building.storeys for building in city["Building"]) > 20


def test_centres_are_higher_and_shapes_are_many() -> None:
    city = make_city(20_000, 2)
    shapes = {len(building.footprint.exterior.coords) - 1 for building in city["Building"]}
    assert shapes == {4, 6, 8, 12}
    offices = [one.storeys for one in city["Building"] if one.klass == "office"]
    houses = [one.storeys for one in city["Building"] if one.klass == "house"]
    assert np.median(offices) > 4 * np.median(houses)


def test_a_place_stands_in_a_building_of_its_kind() -> None:
    city = make_city(20_000, 2)
    assert {place.klass for place in city["Place"]} == {"school", "kindergarten", "hospital", "nursing_home"}
    buildings = {building.address: building for building in city["Building"]}
    for place in city["Place"]:
        assert buildings[place.address].footprint.contains(place.footprint)
