"""Hazard zones: ranked, valid, apart within their scale."""

from itertools import combinations

import pytest

from spatial.hazards import check_hazard
from spatial.records import HazardZone
from tests.spatial.generator.conftest import make_city


@pytest.mark.parametrize("seed", [2, 5])
def test_floods_puddles_and_slides_are_ranked_and_sound(seed: int) -> None:
    zones = [zone for zone in make_city(20_000, seed)["HazardZone"] if isinstance(zone, HazardZone)]
    assert {zone.hazard for zone in zones} == {"flood", "waterlogging", "landslide"}
    assert [issue for zone in zones for issue in check_hazard(zone)] == []
    assert all(zone.footprint.is_valid and zone.footprint.area > 10 for zone in zones)
    assert {zone.rank for zone in zones if zone.hazard == "flood"} == {1, 2, 3, 4}


def test_deeper_water_lies_nearer_the_river() -> None:
    city = make_city(20_000, 2)
    river = next(water.footprint for water in city["Water"] if water.klass == "river")
    floods = [zone for zone in city["HazardZone"] if zone.hazard == "flood"]
    for one, other in combinations([zone for zone in floods if zone.code.startswith(floods[0].code[:-1])], 2):
        assert one.footprint.intersection(other.footprint).area < 1
        near, far = sorted((one, other), key=lambda zone: zone.footprint.distance(river))
        assert near.rank > far.rank and near.depth_from > far.depth_from
