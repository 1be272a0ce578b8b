"""Sub-districts and districts divide the city without gap or overlap."""

import numpy as np
import pytest
import shapely

from spatial.generator.areas import DISTRICT, SUBDISTRICT
from tests.spatial.generator.conftest import City, make_city


@pytest.mark.parametrize(("buildings", "seed"), [(300, 1), (3000, 7), (20_000, 2)])
def test_sub_districts_sum_to_the_districts(buildings: int, seed: int) -> None:
    areas = make_city(buildings, seed)["AdminArea"]
    subs = {area.code: area for area in areas if area.admin_level == SUBDISTRICT}
    districts = {area.code: area for area in areas if area.admin_level == DISTRICT}
    assert len(districts) >= 2 and len(subs) > len(districts)
    for code, district in districts.items():
        parts = [sub.footprint for sub_code, sub in subs.items() if sub_code.startswith(code)]
        whole = shapely.union_all(parts)
        assert whole.symmetric_difference(district.footprint).area < 1
        assert sum(part.area for part in parts) == pytest.approx(whole.area, abs=1)
    assert len({area.name for area in areas}) == len(areas)


def test_every_building_lies_in_the_sub_district_its_address_names(city: City) -> None:
    subs = [area for area in city["AdminArea"] if area.admin_level == SUBDISTRICT]
    shapes = np.array([sub.footprint for sub in subs])
    buildings = np.array([building.footprint for building in city["Building"]])
    found, where = shapely.STRtree(shapes).query(buildings, predicate="within")
    assert found.tolist() == list(range(len(buildings)))
    for index, sub in zip(found.tolist(), where.tolist(), strict=True):
        assert city["Building"][index].address.startswith(subs[sub].name)
        assert city["Address"][index].locality == subs[sub].name
